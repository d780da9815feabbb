import { describe, expect, it } from "vitest";
import { phraseOf, reachOf } from "../../../src/core/feedback/phrase.ts";
import { vocabularyOf } from "../../../src/core/feedback/vocabulary.ts";
import { aQuestion } from "../../support/questions.ts";

const vocabulary = vocabularyOf([aQuestion("a", { answer: "over-fetching and a websocket" })]);
const read = (text: string) => phraseOf(text, vocabulary);

describe("phraseOf", () => {
  const needs: readonly (readonly [name: string, text: string, needs: readonly string[]])[] = [
    ["the words with content", "keeps copies of the data", ["keep", "copi", "data"]],
    ["each word once", "data is data in a store", ["data", "store"]],
    ["a denial", "payload is not encrypted", ["payload", "not", "encrypt"]],
    ["the parts of a compound", "less overfetching", ["reduc", "over", "retriev"]],
    ["a compound with its small words", "over-fetching reduced", ["over", "retriev", "reduc"]],
    ["a joined form", "web socket handshake", ["websocket", "handshak"]],
    ["a short form for its words", "time to live of keys", ["ttl", "kei"]],
    ["one rare word", "the etag", ["etag"]],
  ];
  it.each(needs)("asks for %s", (_name, text, expected) => {
    expect(read(text)).toEqual({
      text,
      needs: expected.map((stem) => [stem]),
      exact: null,
      denies: expected.includes("not"),
      ordered: false,
    });
  });

  it("asks for all words in order where too few have content", () => {
    const { needs, exact } = read("all or nothing or all");
    expect([needs, exact]).toEqual([
      [["all"], ["or"], ["not"]],
      [0, 1, 2, 1, 0],
    ]);
    expect(read("outside the request").exact).toEqual([0, 1]);
    expect(read("in a")).toEqual({ text: "in a", needs: [], exact: null, denies: false, ordered: false });
  });

  it("takes one of the words between bars, small words too, each stem once", () => {
    expect(read("raise|bump|raised the cost or may|can|never end").needs).toEqual([
      ["rais", "bump"],
      ["cost"],
      ["mai", "can", "not"],
      ["end"],
    ]);
    expect(read("|cost||").needs).toEqual([["cost"]]);
    expect(read("less|overfetching data").needs).toEqual([["reduc", "overfetch"], ["data"]]);
  });

  it("takes what averts for no denial where it is one of several words", () => {
    const { needs, denies } = read("stops|prevents floods");
    expect({ needs, denies }).toEqual({ needs: [["stop", "avoid"], ["flood"]], denies: false });
    expect(read("prevents floods").denies).toBe(true);
  });

  it("keeps the order of what sets two things against each other", () => {
    const phrases = [
      "protobuf instead of json",
      "style rather than protocol",
      "smaller than json",
      "json and protobuf",
    ];
    expect(phrases.map((text) => read(text).ordered)).toEqual([true, true, true, false]);
  });

  it("takes what stands in place of something for a denial", () => {
    expect(read("instead of polling").denies).toBe(true);
  });
});

it("lets a phrase be spread over two to four words more", () => {
  expect([1, 2, 3, 4, 5].map(reachOf)).toEqual([3, 4, 6, 8, 9]);
});
