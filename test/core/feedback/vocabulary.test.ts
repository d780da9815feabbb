import { expect, it } from "vitest";
import { vocabularyOf } from "../../../src/core/feedback/vocabulary.ts";
import { aQuestion } from "../../support/questions.ts";

const bank = vocabularyOf([
  aQuestion("a", {
    prompt: "Why over-fetching?",
    answer: "A dead-letter queue, src/core/bank/question.ts",
    points: [{ say: "Say so", aliases: ["timeout"], reject: ["retry everything"], must: true }],
  }),
]);

it("knows every word of the bank as it is written", () => {
  const words = ["fetching", "queue", "timeout", "retry", "letter", "cache", "timeouts"];
  expect(words.map((word) => bank.has(word))).toEqual([true, true, true, true, true, false, false]);
});

it("takes compounds apart however they end, and leaves paths alone", () => {
  const compounds = ["overfetching", "overfetch", "deadletter", "fetching", "srccorebankquestionts"];
  expect(compounds.map((word) => bank.partsOf(word).join(" "))).toEqual([
    "over fetching",
    "over fetching",
    "dead letter",
    "",
    "",
  ]);
});
