import { describe, expect, it } from "vitest";
import { nearDuplicatesOf } from "../../../src/core/bank/duplicates.ts";
import { nearIndex } from "../../../src/core/bank/near.ts";
import { aQuestion } from "../../support/questions.ts";

const find = (texts: readonly string[], text: string) =>
  nearIndex(texts, (each) => each)(text).map(({ item, near }) => [item, near]);

describe("nearIndex", () => {
  const texts = ["How does an ETag save traffic?", "How does one ETag save traffic?", "What is CORS?"];

  it("gives the same words first, whatever their case and punctuation, then those that differ little", () => {
    expect(find(texts, "how does an **ETag** save traffic")).toEqual([
      [texts[0], false],
      [texts[1], true],
    ]);
  });

  it("says how alike two texts are", () => {
    // "an" becomes "one" by two letters of thirty characters.
    expect(nearIndex(texts, (each) => each)("How does an ETag save traffic")[1]?.likeness).toBe(1 - 2 / 30);
  });

  it("finds nothing that shares no word, and nothing of an empty text", () => {
    expect([find(texts, "Explain recursion"), find(texts, ""), find([], "x")]).toEqual([[], [], []]);
  });

  it("lets a text pass of which a quarter differs", () => {
    expect(find(["one two three four"], "one two three five six")).toEqual([]);
  });

  it("finds the same text among hundreds that share its words", () => {
    const many = Array.from({ length: 400 }, (_, at) => `What is it, ${at}?`);
    expect(find([...many, "What is it?"], "What is it?")[0]).toEqual(["What is it?", false]);
  });
});

it("a suggested prompt is held against the bank", () => {
  const questions = [aQuestion("etag", { prompt: texts("an") }), aQuestion("cors")];
  const bank = { questions: new Map(questions.map((each) => [each.id, each])), topics: [], problems: [] };
  expect(nearDuplicatesOf(bank, texts("one")).map(({ item, near }) => [item.id, near])).toEqual([["etag", true]]);
});

function texts(article: string): string {
  return `How does ${article} ETag save traffic?`;
}
