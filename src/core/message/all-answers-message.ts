import type { Question } from "../bank/question.ts";
import type { DrillIn } from "../drill/drill.ts";
import type { Answer } from "../drill/entry.ts";
import { emphasis, heading, paragraph } from "./build.ts";
import type { Doc } from "./doc.ts";
import type { Action, Message } from "./message.ts";
import { partsOf } from "./parts.ts";
import { answerBlocks, answersShown } from "./reveal-messages.ts";
import { words } from "./words.ts";

/** A place in *All answers*, counted from 0: which ten, and which message of those where they do not fit one. */
export type PagePlace = Readonly<{ ten: number; part: number }>;

/** What a page of *All answers* is made of. */
export type AnswersPage = Readonly<{
  drill: DrillIn<"revealed">;
  question: Question;
  answers: readonly Answer[];
  /** Past the end it is the last one. */
  place: PagePlace;
  mayHide: boolean;
  fit: (doc: Doc) => readonly Doc[];
}>;

/** One page of the answers given through the form. Only ten of them are drawn, however many there are. */
export function answersPage(page: AnswersPage): Message {
  const lastTen = Math.max(0, Math.ceil(page.answers.length / answersShown) - 1);
  const ten = Math.min(page.place.ten, lastTen);
  const parts = partsOf(tenOf(page, ten), page.fit);
  const part = Math.min(page.place.part, parts.length - 1);
  const shown = parts[part] ?? tenOf(page, ten);
  const date = page.drill.date.toString();
  const place = { ten, part };
  return {
    ...shown,
    actions: [
      ...turn(date, placeBefore(page, place), words.action.previous),
      ...turn(
        date,
        part + 1 < parts.length ? { ten, part: part + 1 } : placeOfTen(ten + 1, lastTen),
        words.action.next,
      ),
      ...(page.mayHide ? hide(`hide/${date}/${textOf(place)}`, tenAnswers(page, ten)) : []),
    ],
  };
}

/** A place as it stands in an action's id; the first page for anything that is none. */
export function placeNamed(text: string): PagePlace {
  const match = /^(\d{1,6})\.(\d{1,6})$/.exec(text);
  return { ten: Number(match?.[1] ?? 0), part: Number(match?.[2] ?? 0) };
}

const textOf = ({ ten, part }: PagePlace): string => `${ten}.${part}`;

const tenAnswers = ({ answers }: AnswersPage, ten: number): readonly Answer[] =>
  answers.slice(ten * answersShown, (ten + 1) * answersShown);

function tenOf(page: AnswersPage, ten: number): Message {
  const title = words.allAnswers.title(page.question.title);
  const shown = tenAnswers(page, ten);
  const first = ten * answersShown + 1;
  const all = page.answers.length;
  const range = words.allAnswers.range(first, first + shown.length - 1, all);
  return {
    summary: title,
    doc: [
      heading(2, title),
      ...(all === 0 ? [paragraph(words.allAnswers.none)] : []),
      ...(all > answersShown ? [paragraph(emphasis(range))] : []),
      ...shown.flatMap(answerBlocks),
    ],
    actions: [],
    pictures: [],
    thread: null,
  };
}

function placeBefore(page: AnswersPage, { ten, part }: PagePlace): PagePlace | null {
  if (part > 0) return { ten, part: part - 1 };
  return ten === 0 ? null : { ten: ten - 1, part: partsOf(tenOf(page, ten - 1), page.fit).length - 1 };
}

const placeOfTen = (ten: number, last: number): PagePlace | null => (ten > last ? null : { ten, part: 0 });

const turn = (date: string, to: PagePlace | null, label: string): readonly Action[] =>
  to === null ? [] : [{ kind: "button", id: `answers/${date}/${textOf(to)}`, label, style: "plain" }];

function hide(id: string, answers: readonly Answer[]): readonly Action[] {
  const choices = answers
    .filter((answer) => !answer.hidden)
    .map((answer) => ({ value: answer.person, label: answer.name }));
  return choices.length === 0 ? [] : [{ kind: "select", id, label: words.allAnswers.hide, choices }];
}
