import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../../src/adapters/keyv/open-store.ts";
import { openRecords, variantKey } from "../../src/app/records.ts";
import { groupVariants, variantsText } from "../../src/cli/variants.ts";
import type { ChannelKey, PersonId, QuestionId } from "../../src/core/keys.ts";
import { type Ended, runDrill } from "../support/run-drill.ts";
import { silentLog } from "../support/silent-log.ts";
import { aVariant } from "../support/variants.ts";

const later = Temporal.PlainDate.from("2027-03-16");
const variants = [
  aVariant({ date: later, words: "it is a\nlocal copy" }),
  aVariant({ point: 2, say: "It can be stale", kind: "not-right", words: "stale \u001b[31mbread" }),
  aVariant({ question: "acid" as QuestionId, say: "All or nothing", channel: "fake/W2/C1" as ChannelKey }),
  aVariant({ person: "P-SOMEBODY" as PersonId, words: "a copy nearby" }),
];

describe("variants", () => {
  it("stand by question and point, oldest first, without who it was", () => {
    const kept = { kind: "did-say", date: "2027-03-15", workspace: "fake/W1" };
    expect(groupVariants(variants)).toEqual([
      {
        question: "acid",
        point: 1,
        say: "All or nothing",
        variants: [{ ...kept, words: "there are copies around", workspace: "fake/W2" }],
      },
      {
        question: "caching",
        point: 1,
        say: "It keeps copies",
        variants: [
          { ...kept, words: "a copy nearby" },
          { ...kept, words: "it is a\nlocal copy", date: "2027-03-16" },
        ],
      },
      {
        question: "caching",
        point: 2,
        say: "It can be stale",
        variants: [{ ...kept, kind: "not-right", words: "stale \u001b[31mbread" }],
      },
    ]);
    expect(JSON.stringify(groupVariants(variants))).not.toMatch(/U2|SOMEBODY/u);
  });

  it("of a point that was reworded stand apart", () => {
    const groups = groupVariants([aVariant({ say: "It keeps copies of data" }), aVariant()]);
    expect(groups.map(({ point, say }) => [point, say])).toEqual([
      [1, "It keeps copies"],
      [1, "It keeps copies of data"],
    ]);
  });

  it("read for a person, a line each, with nothing that a terminal would obey", () => {
    expect(variantsText(groupVariants(variants)).split("\n")).toEqual([
      "acid, point 1: All or nothing",
      "  I did say that (2027-03-15, fake/W2)",
      '    "there are copies around"',
      "",
      "caching, point 1: It keeps copies",
      "  I did say that (2027-03-15, fake/W1)",
      '    "a copy nearby"',
      "  I did say that (2027-03-16, fake/W1)",
      '    "it is a local copy"',
      "",
      "caching, point 2: It can be stale",
      "  That is not right (2027-03-15, fake/W1)",
      '    "stale \uFFFD[31mbread"',
      "",
      "4 variants of 3 points. Take what is meant into the aliases, and mistakes into `reject`; then run `drill bank check`.",
    ]);
    expect(variantsText([])).toBe("Nothing is kept for review.");
  });
});

describe("drill bank variants", () => {
  let dataDir = "";
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), "drill-variants-"));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  const run = (...args: readonly string[]): Promise<Ended> =>
    runDrill("cli.ts", ["bank", "variants", ...args], { DATA_DIR: dataDir }).ended;

  it("reads the store while somebody else has it, as text and as JSON", async () => {
    const store = await openStore({ dataDir, log: silentLog });
    try {
      const records = openRecords(store);
      for (const one of variants) await records.variants.put(variantKey(one), one);
      const all = await run();
      expect([all.code, all.err, all.out]).toEqual([0, "", `${variantsText(groupVariants(variants))}\n`]);
      const some = await run("--question", "acid", "--json");
      expect(JSON.parse(some.out)).toEqual(groupVariants(variants).slice(0, 1));
    } finally {
      await store.stop();
    }
  });

  it("says where there is no store", async () => {
    const { code, out, err } = await run();
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain("DATA_DIR");
  });
});
