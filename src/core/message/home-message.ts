import type { Question } from "../bank/question.ts";
import type { DrillIn } from "../drill/drill.ts";
import type { Figures } from "../drill/figures.ts";
import type { Plan, Slot } from "../schedule/plan.ts";
import { emphasis, lineBreak, link, list, paragraph, strong, time } from "./build.ts";
import type { Inline } from "./doc.ts";
import type { Action, Message } from "./message.ts";
import { momentText } from "./moments.ts";
import { spoken } from "./spoken.ts";
import { titled } from "./titled.ts";
import { words } from "./words.ts";

/** An open question as one person sees it; `link` leads to it, null where messages have no address. */
export type OpenQuestion = Readonly<{
  drill: DrillIn<"open">;
  question: Question;
  link: string | null;
  answered: boolean;
}>;

/** A channel that a person is in. What comes next is a time and nothing else. */
export type HomeChannel = Readonly<{
  name: string;
  plan: Plan;
  open: readonly OpenQuestion[];
  next: Slot | null;
}>;

/** One page of a person's own page; `page` is counted from 0. */
export type HomeContent = Readonly<{
  figures: Figures;
  channels: readonly HomeChannel[];
  page: number;
  pages: number;
}>;

/** A person's figures, the questions they can answer, and when the next ones come. */
export function homeMessage({ figures, channels, page, pages }: HomeContent): Message {
  const blocks = [
    paragraph(figureText(figures)),
    ...(channels.length === 0
      ? [paragraph(...spoken(words.home.nothing))]
      : [list(channels.map((channel) => channelLines(channel)))]),
    ...(pages > 1 ? [paragraph(emphasis(words.home.page(page + 1, pages)))] : []),
  ];
  return titled(words.home.title, blocks, turns(page, pages));
}

/** Which page an action of this page leads to, counted from 0; the first for anything else. */
export function homePageNamed(action: string | null): number {
  const match = /^home\/(\d{1,6})$/.exec(action ?? "");
  return Number(match?.[1] ?? 0);
}

function figureText({ asked, answered, late, streak, longestStreak }: Figures): string {
  if (asked === 0) return words.home.noFigures;
  return [
    words.home.figures(answered, asked),
    ...(late === 0 ? [] : [words.home.late(late)]),
    words.home.streak(streak),
    words.home.longest(longestStreak),
  ].join(" · ");
}

function channelLines({ name, plan, open, next }: HomeChannel): readonly (string | Inline)[] {
  const lines = [...open.map(openLine), ...(plan.stopped ? [] : [nextLine(plan, next)])];
  return [strong(words.home.channel(name)), ...lines.flatMap((line) => [lineBreak, ...line])];
}

function openLine({ drill, question, link: url, answered }: OpenQuestion): readonly (string | Inline)[] {
  return [
    url === null ? question.title : link(url, question.title),
    words.home.reveal,
    time(drill.revealAt, "date-time", momentText(drill.revealAt, drill.zone)),
    answered ? words.home.answered : words.home.notYet,
  ];
}

function nextLine(plan: Plan, next: Slot | null): readonly (string | Inline)[] {
  if (next === null) return [plan.pause === null ? words.home.none : words.home.paused];
  return [words.home.next, time(next.postAt, "date-time", momentText(next.postAt, plan.zone))];
}

const turns = (page: number, pages: number): readonly Action[] => [
  ...(page > 0 ? [turn(page - 1, words.action.previous)] : []),
  ...(page + 1 < pages ? [turn(page + 1, words.action.next)] : []),
];

const turn = (page: number, label: string): Action => ({ kind: "button", id: `home/${page}`, label, style: "plain" });
