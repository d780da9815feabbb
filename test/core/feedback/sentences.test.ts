import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sentencesIn } from "../../../src/core/feedback/sentences.ts";

/** Each sentence with its kind; `?` marks those that ask. */
const cut = (text: string): string[] =>
  sentencesIn(text).map(({ start, end, kind, asks }) => `${kind}${asks ? "?" : ""}: ${text.slice(start, end).trim()}`);

const rows: readonly (readonly [name: string, text: string, sentences: readonly string[]])[] = [
  ["nothing", " \n\n ", []],
  ["sentences", "One is here. Two? Three!", ["prose: One is here.", "prose?: Two?", "prose: Three!"]],
  ["numbers and names", "TLS 1.3 with node.js. Next", ["prose: TLS 1.3 with node.js.", "prose: Next"]],
  ["abbreviations", "A cache, e.g. Redis. Fast vs. slow.", ["prose: A cache, e.g. Redis.", "prose: Fast vs. slow."]],
  ["code spans", "Send `a. b` first. Then", ["prose: Send `a. b` first.", "prose: Then"]],
  ["a question in brackets", "Check it (is it valid?) first.", ["prose: Check it (is it valid?) first."]],
  ["lines of a chat", "Use redis\nTTL on keys", ["prose: Use redis", "prose: TTL on keys"]],
  ["a wrapped line", "The cache keeps\ncopies of data", ["prose: The cache keeps\ncopies of data"]],
  [
    "a list",
    "- one. two\n* three\n1) four\n  5. five\n# Head",
    ["item: one.", "item: two", "item: three", "item: four", "item: five", "item: Head"],
  ],
  ["a quote", "> it said so\n> - item", ["prose: it said so", "item: item"]],
  ["a table", "| a | b |\n|---|:-:|\n| c. d | e |", ["row: | a | b |", "row: | c. d | e |"]],
  ["an or in code", "a || b", ["prose: a || b"]],
  [
    "fenced code",
    "See:\n```js\nget(). x\n\nset()\n```\nDone",
    ["prose: See:", "code: get(). x", "code: set()", "prose: Done"],
  ],
  ["a fence that does not end", "~~~\na\n```\nb", ["code: a", "code: ```", "code: b"]],
  ["full stops of other scripts", "一。二？三", ["prose: 一。", "prose?: 二？", "prose: 三"]],
  ["dots alone", "…", ["prose: …"]],
];

describe("sentencesIn", () => {
  it.each(rows)("cuts %s", (_name, text, sentences) => {
    expect(cut(text)).toEqual(sentences);
  });

  it("loses no letter and overlaps nowhere", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ab. ?!\n|~-#>1…") }), (text) => {
        const spans = sentencesIn(text);
        const inside = spans.map(({ start, end }) => text.slice(start, end)).join("");
        const letters = (some: string) => some.replace(/[^ab]/g, "");
        fc.pre(!text.includes("~~~"));
        expect(letters(inside)).toBe(letters(text));
        expect(spans.every(({ start }, at) => start >= (spans[at - 1]?.end ?? 0))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
