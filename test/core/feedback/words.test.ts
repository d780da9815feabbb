import { describe, expect, it } from "vitest";
import { wordsIn } from "../../../src/core/feedback/words.ts";

const all = (text: string) => wordsIn(text, { start: 0, end: text.length });

const rows: readonly (readonly [name: string, text: string, words: readonly string[]])[] = [
  ["small letters", "The ETag", ["the", "etag"]],
  ["compatible forms", "ＡＰＩ ﬁle", ["api", "file"]],
  ["invisible characters", "pass\u200bword soft\u00adhyphen", ["password", "softhyphen"]],
  [
    "compounds",
    "over-fetching pub/sub user_id node.js",
    ["over", "fetching", "pub", "sub", "user", "id", "node", "js"],
  ],
  ["one letter before a sign", "a B-tree, I/O and e-mail; s-maxage", ["a", "btree", "io", "and", "email", "smaxage"]],
  ["signs that names hold", "N+1 in C++ and c#", ["n+1", "in", "c++", "and", "c#"]],
  ["numbers", "HTTP/2 answers 429, not 1xx", ["http", "2", "answers", "429", "not", "1xx"]],
  ["other scripts", "кэш 缓存 ذاكرة", ["кэш", "缓存", "ذاكرة"]],
  ["emoji and halves of pairs", "🚀 fast \ud83d ok", ["fast", "ok"]],
];

describe("wordsIn", () => {
  it.each(rows)("reads %s", (_name, text, words) => {
    expect(all(text).map((word) => word.text)).toEqual(words);
  });

  it("knows where each word stands in the text, whatever it is compared as", () => {
    const text = "Ｔhe ﬁle, server’s";
    const words = wordsIn(text, { start: 4, end: text.length });
    expect(words.map(({ start, end }) => text.slice(start, end))).toEqual(["ﬁle", "server", "s"]);
  });

  it("tells what stands between words", () => {
    expect(all("don't pub/sub a, b: c – d -> e (f) g").map(({ text, before }) => `${before} ${text}`)).toEqual([
      "blank don",
      "apostrophe t",
      "blank pub",
      "sign sub",
      "blank a",
      "comma b",
      "colon c",
      "colon d",
      "colon e",
      "colon f",
      "colon g",
    ]);
  });
});
