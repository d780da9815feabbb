/** The shipped questions, and what is said about each in a day. */
import { globSync, readFileSync } from "node:fs";
import { parseQuestion } from "../../src/core/bank/parse.ts";
import type { Question } from "../../src/core/bank/question.ts";
import { readAnswer } from "../../src/core/feedback/read-answer.ts";
import { rubricOf } from "../../src/core/feedback/rubric.ts";
import { vocabularyOf } from "../../src/core/feedback/vocabulary.ts";
import type { QuestionId } from "../../src/core/keys.ts";
import type { Message } from "../../src/core/message/message.ts";
import { questionMessage } from "../../src/core/message/question-message.ts";
import { resultMessage } from "../../src/core/message/result-message.ts";
import { revealMessages } from "../../src/core/message/reveal-messages.ts";
import { anAnswer, anOpenDrill, aRevealedDrill, aSkippedDrill } from "../support/drills.ts";
import { topics } from "./samples.ts";

const root = new URL("../../", import.meta.url);
/** Where they are, from the root of the project. */
export const files = globSync("content/*/*.md", { cwd: root }).sort();

export function questionIn(file: string): Question {
  const [, folder = "", name = ""] = file.split("/");
  const id = name.replace(/\.md$/u, "") as QuestionId;
  const { question } = parseQuestion({ file, id, folder, text: readFileSync(new URL(file, root), "utf8") });
  if (question === null) throw new Error(`${file} cannot be used`);
  return question;
}

/** Everything that is said about a question in a day, as messages that are not cut yet. */
export function saidOf(question: Question): readonly Message[] {
  const look = { question, topics, readsReplies: true, answered: 7 } as const;
  const coverage = { answers: 12, covered: question.points.map((_, at) => at) };
  const answers = Array.from({ length: 12 }, (_, at) => anAnswer(`P${at}`, question.answer.slice(0, 3_000)));
  return [
    ...[anOpenDrill(), anOpenDrill({ mode: "sealed" }), aRevealedDrill(), aSkippedDrill()].map((drill) =>
      questionMessage({ ...look, drill }),
    ),
    ...revealMessages({ drill: aRevealedDrill(), question, answers, coverage, threadRead: false, questionGone: true }),
    resultMessage({
      question,
      answer: anAnswer("P1", question.answer),
      late: anAnswer("P1", question.prompt, { late: true }),
      reading: readAnswer(rubricOf(question, vocabularyOf([question])), question.answer),
      date: aRevealedDrill().date,
    }),
  ];
}
