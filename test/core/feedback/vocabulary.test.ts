import { expect, it } from "vitest";
import type { Question } from "../../../src/core/bank/question.ts";
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

it("reads each question once, and after a change of the bank the changed one alone", () => {
  let read = 0;
  const counted = (id: string, answer: string): Question => {
    const plain = aQuestion(id);
    return Object.defineProperty({ ...plain }, "answer", {
      get: () => {
        read += 1;
        return answer;
      },
    });
  };
  const [first, second] = [counted("first", "A buoy"), counted("second", "An anchor")];
  vocabularyOf([first, second]);
  const after = vocabularyOf([first, counted("second", "A keel-boat")]);
  expect(read).toBe(3);
  expect([after.has("buoy"), after.has("anchor"), after.partsOf("keelboat")]).toEqual([true, false, ["keel", "boat"]]);
});
