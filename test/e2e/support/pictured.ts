/** What the drawings of chat platforms show. */
import { readFileSync } from "node:fs";
import { parseQuestion } from "../../../src/core/bank/parse.ts";
import type { Question } from "../../../src/core/bank/question.ts";
import { readAnswer } from "../../../src/core/feedback/read-answer.ts";
import { rubricOf } from "../../../src/core/feedback/rubric.ts";
import { vocabularyOf } from "../../../src/core/feedback/vocabulary.ts";
import type { QuestionId } from "../../../src/core/keys.ts";
import type { Message } from "../../../src/core/message/message.ts";
import { resultMessage } from "../../../src/core/message/result-message.ts";
import { anAnswer, anOpenDrill } from "../../support/drills.ts";

/** What somebody wrote in the thread, and what another one gave through the form. */
export type Written = Readonly<{ inThread: string; throughForm: string }>;

export const topics = [
  { id: "http", title: "HTTP and the web", line: "" },
  { id: "api-design", title: "API design", line: "" },
];

/** *My result* for who answered that in the thread. */
export function resultFor(question: Question, { inThread }: Written): Message {
  const answer = anAnswer("jonas", inThread, { from: "thread" });
  const reading = readAnswer(rubricOf(question, vocabularyOf([question])), inThread);
  return resultMessage({ question, answer, late: null, reading, date: anOpenDrill().date });
}

/** The shipped question on rate limiting. */
export function theQuestion(): Question {
  const file = "content/api-design/rate-limiting.md";
  const text = readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8");
  const { question } = parseQuestion({ file, id: "rate-limiting" as QuestionId, folder: "api-design", text });
  if (question === null) throw new Error(`${file} cannot be used`);
  return question;
}
