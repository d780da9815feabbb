import { describe, expect, it } from "vitest";
import { isOpposed, polesOf } from "../../../src/core/feedback/opposites.ts";
import { stemOf } from "../../../src/core/feedback/stems.ts";
import { tokensIn } from "../../../src/core/feedback/tokens.ts";
import { vocabularyOf } from "../../../src/core/feedback/vocabulary.ts";

const stems = (words: string): ReadonlySet<string> => new Set(words.split(" ").map(stemOf));
const poles = (said: string, aliases = "") =>
  polesOf(stems(said), stems(`${said} ${aliases}`)).map(({ own, other }) =>
    [own, other].map((side) => [...side][0]).join(" not "),
  );

describe("polesOf", () => {
  const rows: readonly (readonly [name: string, said: string, aliases: string, poles: readonly string[]])[] = [
    ["what the sentence calls it", "reverting is difficult", "", ["hard not easi"]],
    ["the other side of a pair", "a simple way", "", ["easi not hard"]],
    ["several pairs", "slow and manual", "", ["slow not fast", "manual not automat"]],
    ["nothing where the sentence has both sides", "before and after", "", []],
    ["nothing where an alias has the other side", "reverting is hard", "not easy", []],
    ["nothing from an alias alone", "reverting", "hard", []],
  ];
  it.each(rows)("takes %s", (_name, said, aliases, expected) => expect(poles(said, aliases)).toEqual(expected));
});

const vocabulary = vocabularyOf([]);
const hard = polesOf(stems("hard"), stems("hard"));

/** Whether `revert` in a text is said the other way round than "reverting is hard". */
function opposed(text: string): boolean {
  const tokens = tokensIn(text, { start: 0, end: text.length }, vocabulary);
  return isOpposed(
    tokens.flatMap(({ stems: [own] }, at) => (own === "revert" ? [at] : [])),
    tokens,
    hard,
  );
}

const yes = [
  "reverting is easy",
  "it is simple to revert such a merge",
  "an easy way of reverting",
  "reverting such merges stays trivial",
];
const no = [
  "reverting is slow",
  "reverting is not easy",
  "reverting is harder than the easy merge",
  "reverting takes longer than simple merges",
  "reverting is never really easy",
  "reverting is difficult and not simple",
  "reverting is hard to make simple",
  "reverting takes a day of three people and is simple",
  "reverting takes three people one whole simple day",
  "reverting fails, merging is easy",
];

describe("isOpposed", () => {
  it.each(yes)("sees the other way round: %s", (text) => expect(opposed(text)).toBe(true));
  it.each(no)("does not: %s", (text) => expect(opposed(text)).toBe(false));
});
