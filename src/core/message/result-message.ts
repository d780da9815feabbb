import type { Question } from "../bank/question.ts";
import type { Answer } from "../drill/entry.ts";
import type { AnswerReading, PointReading, PointState } from "../feedback/read-answer.ts";
import { emphasis, heading, lineBreak, list, paragraph, strong, text } from "./build.ts";
import type { Block, Doc, Inline } from "./doc.ts";
import { parseInline, parseMarkdown, quoteOf } from "./markdown.ts";
import type { Message } from "./message.ts";
import { pointsDoc } from "./reveal-messages.ts";
import { titled } from "./titled.ts";
import { variantActions } from "./variant-message.ts";
import { words } from "./words.ts";

/** What *My result* is made of. */
export type Result = Readonly<{
  question: Question;
  /** What was given in time, and late. */
  answer: Answer | null;
  late: Answer | null;
  /** What the answer in time covers, else the late one; null when there is none, or its text is gone. */
  reading: AnswerReading | null;
  /** The drill's. */
  date: Temporal.PlainDate;
}>;

/** Matched words lie close together; only a text without blanks is longer than that. */
const longestQuote = 160;

/** *My result*: the person's answer, what of a good answer was found in it, and what they may say of that. */
export function resultMessage({ question, answer, late, reading, date }: Result): Message {
  const blocks = [
    ...(answer === null && late === null ? [paragraph(words.result.none)] : []),
    ...(answer === null ? [] : ownBlocks(words.result.yours, answer)),
    ...(late === null ? [] : ownBlocks(words.result.yoursLate, late)),
    ...(answer === null || late === null || reading === null ? [] : [aside(words.result.readInTime)]),
    ...coverageDoc(question, reading),
  ];
  return titled(words.result.title(question.title), blocks, variantActions(date, reading));
}

/** A person's own answer for their own eyes, hidden from others or not. */
const ownBlocks = (label: string, answer: Answer): Doc => [
  paragraph(strong(label)),
  ...(answer.text === "" ? [aside(words.reveal.deleted)] : quoteOf(answer.text)),
];

function coverageDoc(question: Question, reading: AnswerReading | null): Doc {
  if (question.points.length === 0) {
    return [paragraph(words.result.noPoints), heading(2, words.reveal.reference), ...parseMarkdown(question.answer)];
  }
  if (reading === null) return pointsDoc(question, null);
  if (reading.cannotTell === null) return readingDoc(reading);
  return [paragraph(words.result.cannotTell[reading.cannotTell]), ...pointsDoc(question, null)];
}

/** Every must point under its state; a bonus only where it is covered. */
function readingDoc({ points, copiesReference, listsKeyWords }: AnswerReading): Doc {
  const musts = points.filter(({ point }) => point.must);
  const inState = (state: PointState) => musts.filter((each) => each.state === state);
  const [covered, maybe, notSpotted] = [inState("covered"), inState("maybe"), inState("not-spotted")];
  const bonus = points.filter(({ point, state }) => !point.must && state === "covered");
  return [
    ...(musts.length === 0 ? [] : [paragraph(strong(words.result.count(covered.length, musts.length, maybe.length)))]),
    ...(listsKeyWords ? [aside(words.result.listsKeyWords)] : []),
    ...(copiesReference ? [aside(words.result.copiesReference)] : []),
    ...section(words.result.covered, covered),
    ...section(words.result.maybe, maybe),
    ...section(words.result.notSpotted, notSpotted),
    ...section(words.result.alsoCovered, bonus),
    aside(words.result.matched),
  ];
}

const aside = (said: string): Block => paragraph(emphasis(said));

const section = (title: string, points: readonly PointReading[]): Doc =>
  points.length === 0 ? [] : [heading(3, title), list(points.map((each) => [paragraph(...pointWords(each))]))];

/** A point, the words that matched, and the sentence to look at again, a line each. */
function pointWords({ point, quote, look }: PointReading): readonly Inline[] {
  const lines = [
    ...(quote === null ? [] : [text(words.result.quote(shown(quote)))]),
    ...(look === null ? [] : [text(words.result.secondLook[look.why](shown(look.quote)))]),
  ];
  return [...parseInline(point.say), ...lines.flatMap((line) => [lineBreak, line])];
}

/** Somebody's own words. */
function shown(quote: string): string {
  const characters = [...quote];
  return characters.length <= longestQuote ? quote : `${characters.slice(0, longestQuote - 1).join("")}…`;
}
