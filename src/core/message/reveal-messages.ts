import type { Question } from "../bank/question.ts";
import type { Coverage } from "../drill/coverage.ts";
import type { DrillIn } from "../drill/drill.ts";
import type { Answer } from "../drill/entry.ts";
import { isForgotten } from "../drill/forget.ts";
import { emphasis, heading, link, list, paragraph, person, strong, text } from "./build.ts";
import type { Block, Doc, Inline } from "./doc.ts";
import { parseInline, parseMarkdown, quoteOf } from "./markdown.ts";
import type { Action, Message } from "./message.ts";
import { revealedActions } from "./question-message.ts";
import { words } from "./words.ts";

/** behaviour.md, *The reveal*: the first ten answers given through the form; the rest behind *All answers*. */
export const answersShown = 10;

/** What a reveal says. */
export type RevealContent = Readonly<{
  drill: DrillIn<"open" | "revealed">;
  question: Question;
  /** In time, in the order of giving. */
  answers: readonly Answer[];
  /** How many of them cover each point; null where that is not told. */
  coverage: Coverage | null;
  /** False when the thread could not be read back to the end. */
  threadRead: boolean;
  /** True when the question's message is gone, so that the reveal stands in the channel. */
  questionGone: boolean;
}>;

/** The one line in the channel; it leads to `url`, the question with its thread, null where there is none or it has no address. */
export function revealLine({ question, answers }: RevealContent, url: string | null): Message {
  const line = words.reveal.line(question.title, answers.length);
  const shown = url === null ? line : link(url, line);
  return { summary: line, doc: [paragraph(shown)], actions: [], pictures: [], thread: null };
}

/**
 * The reveal in the thread, before it is cut to a platform's size: the reference answer, the key points, and the answers
 * given through the form. What was written in the thread is not quoted again. The last one carries the buttons.
 */
export function revealMessages(content: RevealContent): readonly Message[] {
  const about = (what: string): string => `${what}: ${content.question.title}`;
  const isAnswered = content.answers.length > 0;
  const said = [
    { summary: about(words.reveal.reference), doc: referenceDoc(content) },
    { summary: about(words.reveal.points), doc: pointsDoc(content.question, content.coverage) },
    { summary: isAnswered ? about(words.reveal.answers) : words.reveal.nobody, doc: answersDoc(content) },
  ].filter(({ doc }) => doc.length > 0);
  return said.map(({ summary, doc }, index) => ({
    summary,
    doc,
    actions: index === said.length - 1 ? actionsOf(content.drill) : [],
    pictures: [],
    thread: null,
  }));
}

/** What stands in place of a part that is not needed any more: the reveal became shorter when it was edited. */
export const movedUp = (): Message => ({
  summary: words.reveal.movedUp,
  doc: [paragraph(emphasis(words.reveal.movedUp))],
  actions: [],
  pictures: [],
  thread: null,
});

/** One person's answer as a quote that nothing in it can leave. */
export function answerBlocks(answer: Answer): Doc {
  const marks = [answer.late ? words.reveal.late : null, answer.edited ? words.reveal.edited : null];
  const said = marks.filter((mark) => mark !== null);
  const who = paragraph(strong(person(answer.person, answer.name)), said.length === 0 ? "" : ` (${said.join(", ")})`);
  if (answer.hidden) return [who, paragraph(emphasis(words.reveal.hidden))];
  if (answer.text === "") return [who, paragraph(emphasis(words.reveal.deleted))];
  return [who, ...quoteOf(answer.text)];
}

/** The key points as a list: what every good answer has, then the bonus; each with how many covered it, where that is told. */
export function pointsDoc({ points, followUps }: Question, coverage: Coverage | null): Doc {
  const items = points.map(({ say, must }, at) => ({ must, words: [...parseInline(say), ...countOf(coverage, at)] }));
  return [
    ...titledList(
      words.reveal.points,
      items.filter(({ must }) => must).map((item) => item.words),
    ),
    ...titledList(
      words.reveal.bonus,
      items.filter(({ must }) => !must).map((item) => item.words),
    ),
    ...(coverage === null ? [] : [paragraph(emphasis(words.reveal.counts))]),
    ...titledList(words.reveal.followUps, followUps.map(parseInline)),
  ];
}

function countOf(coverage: Coverage | null, at: number): readonly Inline[] {
  return coverage === null ? [] : [text(words.reveal.coveredBy(coverage.covered[at] ?? 0, coverage.answers))];
}

function referenceDoc({ drill, question, threadRead, questionGone }: RevealContent): Doc {
  const notes = [
    questionGone ? words.reveal.questionGone : null,
    threadRead ? null : words.reveal.threadUnread,
    drill.corrected?.answer === true ? words.reveal.corrected : null,
  ];
  const sources =
    question.sources.length === 0 ? [] : [paragraph(emphasis(words.reveal.sources(question.sources.join(" · "))))];
  return [
    ...notes.filter((note) => note !== null).map((note): Block => paragraph(emphasis(note))),
    ...(questionGone ? [heading(2, question.title), ...parseMarkdown(question.prompt)] : []),
    heading(2, words.reveal.reference),
    ...parseMarkdown(question.answer),
    ...sources,
  ];
}

function answersDoc({ answers }: RevealContent): Doc {
  const given = answers.filter((answer) => answer.from === "form" && !isForgotten(answer.person));
  if (given.length === 0) return answers.length === 0 ? [paragraph(words.reveal.nobody)] : [];
  const more = given.length - answersShown;
  return [
    heading(2, words.reveal.answers),
    ...given.slice(0, answersShown).flatMap(answerBlocks),
    ...(more > 0 ? [paragraph(emphasis(words.reveal.moreAnswers(more)))] : []),
  ];
}

/** *All answers* is there even when nobody answered: late answers come behind it. */
const actionsOf = ({ date }: RevealContent["drill"]): readonly Action[] =>
  revealedActions(date.toString(), [
    { kind: "button", id: `answers/${date}`, label: words.action.allAnswers, style: "plain" },
  ]);

const titledList = (title: string, items: readonly (readonly Inline[])[]): Doc =>
  items.length === 0 ? [] : [heading(2, title), list(items.map((item) => [paragraph(...item)]))];
