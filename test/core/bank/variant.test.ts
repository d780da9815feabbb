import { describe, expect, it } from "vitest";
import { maySay, pointName, type VariantKind, wordsToKeep } from "../../../src/core/bank/variant.ts";
import type { PointReading } from "../../../src/core/feedback/read-answer.ts";

const reading = (given: Partial<PointReading> = {}, must = true): PointReading => ({
  point: { say: "It keeps copies", aliases: [], reject: [], must },
  state: "not-spotted",
  quote: null,
  look: null,
  ...given,
});

describe("what may be said of a point", () => {
  it.each<readonly [kind: VariantKind, state: PointReading["state"], ofMust: boolean, ofBonus: boolean]>([
    ["did-say", "covered", false, false],
    ["did-say", "maybe", true, false],
    ["did-say", "not-spotted", true, false],
    ["not-right", "covered", true, true],
    ["not-right", "maybe", true, false],
    ["not-right", "not-spotted", false, false],
  ])("%s where it is %s: of a must %s, of a bonus %s", (kind, state, ofMust, ofBonus) => {
    expect([maySay(kind, reading({ state })), maySay(kind, reading({ state }, false))]).toEqual([ofMust, ofBonus]);
  });
});

describe("the words that are kept", () => {
  const answer = "Well. It keeps some copies, I think!\nAnd there is no stale data.";

  it("are those that were credited, where that is not right", () => {
    expect(wordsToKeep("not-right", reading({ state: "covered", quote: "keeps some copies" }), answer)).toBe(
      "keeps some copies",
    );
  });

  it.each([
    ["of which a part was found", { state: "maybe", quote: "some copies" }, "It keeps some copies, I think!"],
    ["to look at again", { look: { why: "denied", quote: "stale data" } }, "And there is no stale data."],
  ] as const)("are the sentence %s", (_which, given, expected) => {
    expect(wordsToKeep("did-say", reading(given), answer)).toBe(expected);
  });

  it("are the whole answer, where nothing was found", () => {
    expect(wordsToKeep("did-say", reading(), `  ${answer}\n`)).toBe(answer);
  });

  it("are cut after a sentence, and never longer than 600 characters", () => {
    const sentence = "This is a sentence of some length. ";
    const kept = wordsToKeep("did-say", reading(), sentence.repeat(40));
    expect(kept).toBe(`${sentence.repeat(17).trimEnd()}…`);
    expect(wordsToKeep("did-say", reading(), "x".repeat(600))).toBe("x".repeat(600));
    expect(wordsToKeep("did-say", reading(), "x".repeat(601))).toBe(`${"x".repeat(599)}…`);
  });
});

describe("the name of a point", () => {
  it("goes with its words and fits a control and a key", () => {
    const names = ["It keeps copies", "It keeps copies.", "", "🙂 / ../"].map((say) => pointName({ say }));
    expect(new Set(names).size).toBe(4);
    expect(names.filter((name) => !/^[a-z0-9]{1,11}$/u.test(name))).toEqual([]);
  });
});
