import { describe, expect, it } from "vitest";
import { tokensIn } from "../../../src/core/feedback/tokens.ts";
import { vocabularyOf } from "../../../src/core/feedback/vocabulary.ts";
import { aQuestion } from "../../support/questions.ts";

const vocabulary = vocabularyOf([aQuestion("a", { answer: "over-fetching, websocket and a dead-letter queue" })]);
const read = (text: string) => tokensIn(text, { start: 0, end: text.length }, vocabulary);

const stems: readonly (readonly [name: string, text: string, stems: readonly string[]])[] = [
  ["parts of a compound", "overfetching", ["overfetch over retriev"]],
  ["two words that the bank writes as one", "web sockets", ["web", "socket"]],
  ["two words that are one in the bank", "a web socket", ["a", "web websocket", "socket"]],
  ["a short form", "DLQ", ["dlq dead letter queue"]],
  ["a long form", "dead letter queue", ["dead dlq", "letter", "queue"]],
  ["denials", "isn't, never, dont, cannot", ["isn", "not", "not", "not", "not"]],
  ["what averts", "avoids polling", ["not avoid", "poll"]],
  ["what belongs to somebody", "the server's log", ["the", "server", "log"]],
];

describe("tokensIn", () => {
  it.each(stems)("reads %s", (_name, text, expected) => {
    expect(read(text).map((token) => token.stems.join(" "))).toEqual(expected);
  });

  it("counts words with content, and what commas, colons and conjunctions part", () => {
    const tokens = read("The cache is fast: it keeps copies, but not all of them");
    expect(
      tokens.map(({ word, role, place, clause, segment }) => [word, role, place, clause, segment].join(" ")),
    ).toEqual([
      "the function 0 0 0",
      "cache content 0 0 0",
      "is function 1 0 0",
      "fast content 1 0 0",
      "it function 2 1 0",
      "keeps content 2 1 0",
      "copies content 3 1 0",
      "but function 4 2 1",
      "not denial 4 2 1",
      "all function 5 2 1",
      "of function 5 2 1",
      "them function 5 2 1",
    ]);
  });

  it("counts small words in a compound as words with content", () => {
    expect(read("in-memory, in memory").map(({ word, role }) => `${word} ${role}`)).toEqual([
      "in content",
      "memory content",
      "in function",
      "memory content",
    ]);
  });
});
