import { expect, it } from "vitest";
import { slugOf } from "../../../src/core/import/plan/slug.ts";

const slugs: readonly (readonly [text: string, most: number, slug: string])[] = [
  ["What is an ETag?", 40, "what-is-an-etag"],
  ["Was heißt Größe? – São Paulo, Łódź", 40, "was-heisst-grosse-sao-paulo-lodz"],
  ["C", 40, "c"],
  ["C++", 40, "cpp"],
  ["C# and F#", 40, "csharp-and-fsharp"],
  [".NET", 40, "dotnet"],
  ["Node.js", 40, "node-js"],
  ["What's new in `HTTP/3`?", 40, "whats-new-in-http-3"],
  ["什么是闭包？", 40, ""],
  ["one two three", 9, "one-two"],
  ["one two", 7, "one-two"],
  ["abcdefghijkl", 5, "abcde"],
  ["a bcdefghijkl", 6, "a-bcde"],
];
it.each(slugs)("makes a name of %j with at most %i characters", (text, most, slug) => {
  expect(slugOf(text, most)).toBe(slug);
});
