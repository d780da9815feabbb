import { describe, expect, it } from "vitest";
import { tokensIn } from "../../../src/core/feedback/tokens.ts";
import { vocabularyOf } from "../../../src/core/feedback/vocabulary.ts";
import { MOST_WINDOWS, windowsOf } from "../../../src/core/feedback/windows.ts";

/** The windows over the letters of `wanted` in a text of words of one letter. */
function windows(text: string, wanted: string, reach: number): string[] {
  const tokens = tokensIn(text, { start: 0, end: text.length }, vocabularyOf([]));
  const hits = tokens.flatMap(({ word }, token) =>
    [...wanted].flatMap((letter, need) => (letter === word ? [{ token, need, tells: letter !== "e" }] : [])),
  );
  return windowsOf({ hits, needs: wanted.length, reach, tokens }).map(
    (window) => `${window.tokens.map((at) => tokens[at]?.word).join("")} ${window.met.size}`,
  );
}

const rows: readonly (readonly [
  name: string,
  text: string,
  wanted: string,
  reach: number,
  expected: readonly string[],
])[] = [
  ["words side by side", "x b c x", "bc", 4, ["bc 2"]],
  ["any order", "c x b", "bc", 4, ["cb 2"]],
  ["as far as they reach", "b x x c", "bc", 4, ["bc 2"]],
  ["no further, but what there is", "b x x x c", "bc", 4, ["b 1"]],
  ["the narrowest", "b x b c", "bc", 4, ["bc 2"]],
  ["each of several", "b c x b c", "bc", 3, ["bc 2", "cb 2", "bc 2"]],
  ["the best part", "b x x x x c e x x b", "bce", 4, ["ce 2"]],
  ["small words for nothing", "b of the x of a c", "bc", 3, ["bc 2"]],
  ["nothing", "x", "bc", 4, []],
];

describe("windowsOf", () => {
  it.each(rows)("finds %s", (_name, text, wanted, reach, expected) => {
    expect(windows(text, wanted, reach)).toEqual(expected);
  });

  it("stops in a sentence that repeats itself", () => {
    expect(windows("b c ".repeat(100), "bc", 4).length).toBe(MOST_WINDOWS);
  });
});
