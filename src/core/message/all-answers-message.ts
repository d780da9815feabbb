import type { Question } from "../bank/question.ts";
import type { DrillIn } from "../drill/drill.ts";
import type { Answer } from "../drill/entry.ts";
import { heading, paragraph } from "./build.ts";
import type { Doc } from "./doc.ts";
import type { Action, Message } from "./message.ts";
import { answerBlocks } from "./reveal-messages.ts";
import { words } from "./words.ts";

/** What a page of *All answers* is made of. */
export type AnswersPage = Readonly<{
  drill: DrillIn<"revealed">;
  question: Question;
  answers: readonly Answer[];
  /** From 0; past the end it is the last one. */
  page: number;
  mayHide: boolean;
  fit: (doc: Doc) => readonly Doc[];
}>;

const mostChoices = 25;

/** One page of all answers given through the form, as large as the platform lets one message be. */
export function answersPage({ drill, question, answers, page, mayHide, fit }: AnswersPage): Message {
  const title = words.allAnswers.title(question.title);
  const body = answers.length === 0 ? [paragraph(words.allAnswers.none)] : answers.flatMap(answerBlocks);
  const pages = fit([heading(3, title), ...body]);
  const shown = Math.min(Math.max(page, 0), pages.length - 1);
  const date = drill.date.toString();
  return {
    summary: title,
    doc: [
      ...(pages[shown] ?? []),
      ...(pages.length > 1 ? [paragraph(words.allAnswers.page(shown + 1, pages.length))] : []),
    ],
    actions: [
      ...turn(date, shown - 1, shown > 0, words.action.previous),
      ...turn(date, shown + 1, shown < pages.length - 1, words.action.next),
      ...(mayHide ? hide(date, answers) : []),
    ],
    pictures: [],
    thread: null,
  };
}

const turn = (date: string, to: number, possible: boolean, label: string): readonly Action[] =>
  possible ? [{ kind: "button", id: `answers/${date}/${to}`, label, style: "plain" }] : [];

function hide(date: string, answers: readonly Answer[]): readonly Action[] {
  const choices = answers
    .filter((answer) => !answer.hidden)
    .slice(0, mostChoices)
    .map((answer) => ({ value: answer.person, label: answer.name }));
  return choices.length === 0 ? [] : [{ kind: "select", id: `hide/${date}`, label: words.allAnswers.hide, choices }];
}
