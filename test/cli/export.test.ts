import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readOwn } from "../../src/core/import/own/own.ts";
import { type Ended, runDrill } from "../support/run-drill.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "drill-export-"));
});
afterAll(() => rm(folder, { recursive: true }));

const exported = (...args: readonly string[]): Promise<Ended> => runDrill("cli.ts", ["bank", "export", ...args]).ended;

describe("drill bank export", () => {
  it("prints what is asked for, and nothing else", async () => {
    const { code, out, err } = await exported("--format", "json", "--topic", "security", "--words", "jwt");
    const ids = readOwn({ name: "bank.json", text: out })?.questions.map(({ id }) => id);
    expect([code, err, ids]).toEqual([0, "", ["jwt-auth-flow", "jwt-structure", "oauth-oidc-jwt"]]);
  });

  it("writes a file, and replaces none that is there unless told to", async () => {
    const file = join(folder, "deep", "some.csv");
    const args = ["--format", "csv", "--level", "junior, mid,senior", "--topic", "security,http", "--out", file];
    const first = await exported(...args);
    const count = readOwn({ name: file, text: await readFile(file, "utf8") })?.questions.length ?? 0;
    expect([first.code, first.out]).toEqual([0, `${count} questions written to ${file}\n`]);
    await writeFile(file, "mine");
    const second = await exported(...args);
    const refusal = `${file}: is there already\n  → name another place, or add --force to replace it\n`;
    expect([second.code, second.err, await readFile(file, "utf8")]).toEqual([1, refusal, "mine"]);
    expect((await exported(...args, "--force")).code).toBe(0);
    expect((await readFile(file, "utf8")).startsWith("\ufeffid,topic,level")).toBe(true);
    expect(await readdir(join(folder, "deep"))).toEqual(["some.csv"]);
  });

  it("writes a folder of files that is a bank, and none of it where one file is another's", async () => {
    const out = join(folder, "bank");
    const args = ["--format", "markdown", "--topic", "security", "--out", out];
    expect((await exported(...args)).code).toBe(0);
    expect((await readdir(out)).toSorted()).toEqual(["security", "topics.yaml"]);
    await writeFile(join(out, "security", "jwt-structure.md"), "mine");
    await rm(join(out, "topics.yaml"));
    const { code, err } = await exported(...args);
    expect([code, err.split("\n")[0]]).toEqual([1, `${join(out, "security", "jwt-structure.md")}: is there already`]);
    expect(await readdir(out)).toEqual(["security"]);
  });

  const misused: readonly (readonly [what: string, args: readonly string[], err: string])[] = [
    [
      "Markdown without a folder",
      ["--format", "markdown"],
      "Markdown files need a folder\n  → add --out with the folder to write them to\n",
    ],
    [
      "a level that is none",
      ["--format", "csv", "--level", "x"],
      '"x" is no level\n  → write one of junior, mid, senior\n',
    ],
    [
      "words that nothing has",
      ["--format", "csv", "--words", "zzzzzzzz"],
      "no question fits\n  → ask for other topics, levels or words; `drill bank check` says what is wrong in a folder\n",
    ],
  ];
  it.each(misused)("refuses %s", async (_what, args, err) => {
    const ended = await exported(...args);
    expect([ended.code, ended.err]).toEqual([1, err]);
  });
});
