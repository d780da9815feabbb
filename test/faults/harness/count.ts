import { type ModelEvent, type ModelLog, type ModelMessage, textNow } from "../../support/model/wire.ts";
import type { Held, HeldChannel } from "./task.ts";

/** What went wrong in a run; all nought is the contract kept. */
export type Counts = Readonly<{
  /** Messages of the bot beyond the first with the same key, and questions beyond the first of a channel. */
  duplicates: number;
  /** Messages that were owed and are not there; questions that do not show that they are revealed. */
  lostPosts: number;
  /** Answers given in time that the bot does not hold as they were written, or does not count in public. */
  lostAnswers: number;
  /** Answers held twice, or whose text is held though it was deleted, never began an answer, or came too late. */
  doubleAnswers: number;
}>;

/** Nothing wrong. */
export const noneWrong: Counts = { duplicates: 0, lostPosts: 0, lostAnswers: 0, doubleAnswers: 0 };

/** The sum of two counts. */
export const plus = (one: Counts, other: Counts): Counts => ({
  duplicates: one.duplicates + other.duplicates,
  lostPosts: one.lostPosts + other.lostPosts,
  lostAnswers: one.lostAnswers + other.lostAnswers,
  doubleAnswers: one.doubleAnswers + other.doubleAnswers,
});

/** behaviour.md, *Answering*: a reply of at least 20 characters starts an answer. */
const answerStartsAt = 20;

/** Counts a finished day: the platform's own log is the truth. */
export function count(log: ModelLog, held: Held): Counts {
  return held.channels.map((channel) => countChannel(log, channel)).reduce(plus, noneWrong);
}

/**
 * A reply that was not received may be sent again a minute later, for the last time five minutes after that
 * (platform-facts.md 1.4); and its handling takes time.
 */
const comesAgainMs = 75_000;
const comesLastMs = 375_000;

/**
 * Whether a reply may be held though it was deleted: nobody told of the deletion, and the reply itself may have come once
 * more after the thread was read for the last time.
 */
function mayBeHeld(message: ModelMessage, { untold }: ModelLog, { cutoffAt }: HeldChannel): boolean {
  const isUntold = (kind: ModelEvent["kind"]): boolean =>
    untold.some((event) => event.kind === kind && isAbout(event, message));
  const againMs = isUntold("replied") ? comesLastMs : comesAgainMs;
  return isUntold("deleted") && Temporal.Instant.from(message.at).until(cutoffAt).total("milliseconds") < againMs;
}

/** The id of a message says which it is only in its channel. */
const isAbout = (event: ModelEvent, { channel, id }: ModelMessage): boolean =>
  event.channel === channel && event.message === id;

/**
 * What an answer may be held as: the last version before the cut-off. Nobody can know that one where its event was lost
 * and its author changed it after the cut-off before the thread was read by a bot that lived on: a platform shows the latest version alone.
 */
function holdable(message: ModelMessage, log: ModelLog, cutoffAt: string): readonly string[] {
  const inTime = message.edits.findLast(({ at }) => isBefore(at, cutoffAt)) ?? message;
  const late = message.edits.filter(({ at }) => !isBefore(at, cutoffAt));
  const [next] = late;
  if (next === undefined) return [inTime.text];
  const isTold = !log.untold.some((event) => event.kind !== "deleted" && isAbout(event, message));
  const isShown = log.readings.some(
    (reading) =>
      isOf(reading, message) &&
      isBefore(reading.at, next.at) &&
      !isBefore(reading.at, inTime.at) &&
      !isBefore(reading.at, message.visibleAt) &&
      isHeeded(reading, log),
  );
  return isTold || isShown ? [inTime.text] : [inTime.text, ...late.map(({ text }) => text)];
}

type Reading = ModelLog["readings"][number];

const isOf = ({ channel, thread }: Reading, of: Pick<ModelMessage, "channel" | "thread">): boolean =>
  channel === of.channel && thread === of.thread;

/**
 * Whether the bot went on to say something in the channel before it read the thread again: only then is it sure that it
 * lived long enough to save what it was shown.
 */
function isHeeded(reading: Reading, { messages, readings }: ModelLog): boolean {
  const again = readings.find((other) => isOf(other, reading) && isBefore(reading.at, other.at));
  return messages
    .filter(({ person, channel }) => person === null && channel === reading.channel)
    .flatMap(({ at, edits }) => [at, ...edits.map((edit) => edit.at)])
    .some((at) => !isBefore(at, reading.at) && (again === undefined || isBefore(at, again.at)));
}

function countChannel(log: ModelLog, held: HeldChannel): Counts {
  const messages = log.messages.filter(({ channel }) => channel === held.channel);
  const excused = messages.filter((message) => mayBeHeld(message, log, held)).flatMap(({ person }) => person ?? []);
  const keys = messages.flatMap(({ key }) => key ?? []);
  const questions = messages.filter(({ key }) => key?.includes("/question/"));
  const distinct = new Set(keys);
  const secondQuestions = new Set(questions.map(({ key }) => key)).size - 1;
  return {
    duplicates: keys.length - distinct.size + Math.max(0, secondQuestions),
    lostPosts: owed(held).filter((key) => !distinct.has(key)).length + (shownAnswers(questions) === null ? 1 : 0),
    ...countAnswers(given(messages, log, held.cutoffAt), questions, {
      ...held,
      answers: held.answers.filter(({ person }) => !excused.includes(person)),
    }),
  };
}

/** A question, its line, and at least one message of the reveal, beside whatever else the bot says it sent. */
function owed({ sent }: HeldChannel): readonly string[] {
  const [any = ""] = sent;
  const keyOf = (kind: string): string => any.replace(/\/[^/]+(\/[^/]+\/)\d+$/, `/${kind}$10`);
  return [...new Set([keyOf("question"), keyOf("reveal-line"), keyOf("reveal"), ...sent])];
}

type Given = ReadonlyMap<string, readonly string[]>;

function countAnswers(expected: Given, questions: readonly ModelMessage[], held: HeldChannel) {
  const missing = [...expected].filter(
    ([person, texts]) => !held.answers.some((answer) => answer.person === person && texts.includes(answer.text)),
  ).length;
  const uncounted = expected.size - (shownAnswers(questions) ?? expected.size);
  // A deletion that was learned of only after the cut-off leaves the count, without a text.
  const unexpected = held.answers.filter(({ person, text }) => text !== "" && !expected.has(person)).length;
  const people = new Set(held.answers.map(({ person }) => person));
  return { lostAnswers: Math.max(missing, uncounted), doubleAnswers: unexpected + held.answers.length - people.size };
}

/** The answers given in time, and what each may be held as: each person writes once under a question. */
function given(messages: readonly ModelMessage[], log: ModelLog, cutoffAt: string): Given {
  const answers = new Map<string, readonly string[]>();
  for (const message of messages) {
    const { person, at, deletedAt } = message;
    if (person === null || deletedAt !== null || !isBefore(at, cutoffAt)) continue;
    const texts = holdable(message, log, cutoffAt);
    if ([...(texts[0] ?? "")].length >= answerStartsAt) answers.set(person, texts);
  }
  return answers;
}

const isBefore = (at: string, cutoffAt: string): boolean => Temporal.Instant.compare(at, cutoffAt) < 0;

/** How many answered, as the question says once it is revealed; null when it does not say so. */
function shownAnswers([question]: readonly ModelMessage[]): number | null {
  const said = /Revealed · (\d+) answered/.exec(question === undefined ? "" : textNow(question));
  return said === null ? null : Number(said[1]);
}
