import { describe, expect, it } from "vitest";
import { isOnlyNamed, isOverclaimed, isScorned } from "../../../src/core/feedback/predicates.ts";
import { stemOf } from "../../../src/core/feedback/stems.ts";
import { tokensIn } from "../../../src/core/feedback/tokens.ts";
import { vocabularyOf } from "../../../src/core/feedback/vocabulary.ts";

const vocabulary = vocabularyOf([]);
const own: ReadonlySet<string> = new Set(["always", "useless"].map(stemOf));

/** The tokens of a sentence, and those between its stars. */
function marked(text: string) {
  const plain = text.replaceAll("*", "");
  const [from, to] = [text.indexOf("*"), text.lastIndexOf("*") - 1];
  const tokens = tokensIn(plain, { start: 0, end: plain.length }, vocabulary);
  return { tokens, matched: tokens.flatMap(({ start, end }, at) => (start >= from && end <= to ? [at] : [])) };
}

describe("isOnlyNamed", () => {
  const named = ({ tokens, matched }: ReturnType<typeof marked>) => isOnlyNamed(matched.at(-1) ?? 0, tokens);

  it.each([
    "*small lamps* are for the cellar",
    "*a lamp* means that nobody sleeps",
    "*a lamp* should only stand in the garden",
    "the *lamp* always really is a toy",
  ])("has something told of it: %s", (text) => expect(named(marked(text))).toBe(true));

  it.each([
    "we light *small lamps*",
    "put *a lamp* where the chairs are",
    "*small lamps* burn longer",
    "*small lamps*, which are nice",
    "that is what *small lamps* are",
    "*small lamps* only just really also are toys",
  ])("does more: %s", (text) => expect(named(marked(text))).toBe(false));
});

describe("isOverclaimed", () => {
  const claimed = ({ tokens, matched }: ReturnType<typeof marked>) => isOverclaimed(matched, tokens, own);

  it.each(["it burns *small lamps* automatically", "*lamps* come only for guests", "one can only buy *a lamp*"])(
    "claims too much: %s",
    (text) => expect(claimed(marked(text))).toBe(true),
  );

  it.each([
    "it burns *small lamps*, automatically bought",
    "it always burns *small lamps*",
    "*lamps* are useless for it",
  ])("claims no more than the point, or something else: %s", (text) => expect(claimed(marked(text))).toBe(false));
});

describe("isScorned", () => {
  const scorned = ({ tokens, matched }: ReturnType<typeof marked>) => isScorned(matched, tokens, own);

  it.each(["putting up *small lamps* is a waste", "it is overkill to buy *lamps*"])("is called needless: %s", (text) =>
    expect(scorned(marked(text))).toBe(true),
  );

  it.each(["darkness is a waste, we buy *lamps*", "useless without *a lamp*"])("is not: %s", (text) =>
    expect(scorned(marked(text))).toBe(false),
  );
});
