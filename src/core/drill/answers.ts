import type { MessageId, PersonId } from "../keys.ts";
import type { Mode } from "../schedule/plan.ts";
import type { Answer, Entry, Said, Written } from "./entry.ts";

/** A reply shorter than this is talk, not the start of an answer (behaviour.md, *Answering*). */
const answerStartsAt = 20;

/** What decides which words count: how the channel answers, and until when (null while the drill is open). */
export type Rules = Readonly<{ mode: Mode; cutoffAt: Temporal.Instant | null }>;

/** Everybody's answer that was given in time, in the order of giving. Hidden ones are marked, not left out. */
export function answersOf(entries: readonly Entry[], rules: Rules): readonly Answer[] {
  const counted = countedMessages(entries, rules);
  return entries.flatMap((entry) => answerOf(entry, counted) ?? []).sort(byGiving);
}

/**
 * What came after the reveal, in the order of giving: by *Answer late*, else by edits of messages that counted. None of
 * it counts.
 */
export function lateAnswersOf(entries: readonly Entry[], rules: Rules): readonly Answer[] {
  const counted = countedMessages(entries, rules);
  return entries.flatMap((entry) => lateAnswerOf(entry, counted) ?? []).sort(byGiving);
}

/**
 * The thread messages that count. In a sealed drill none does. In an open one, each person's first reply of at least
 * 20 characters starts their answer and their next messages join it until somebody else writes; the person's own word
 * (`counts`) beats the rule. Derived from all messages at once, so the order in which they arrived cannot matter.
 */
export function countedMessages(entries: readonly Entry[], rules: Rules): ReadonlySet<MessageId> {
  const counted = new Set<MessageId>();
  if (rules.mode === "sealed") return counted;
  const ended = new Set<PersonId>();
  let running: PersonId | null = null;
  for (const { person, said } of inThreadOrder(entries, rules.cutoffAt)) {
    if (running !== null && running !== person) {
      ended.add(running);
      running = null;
    }
    if (said.counts === "yes") counted.add(said.message);
    if (said.counts !== "by-rule" || said.text === null || ended.has(person)) continue;
    if (running !== person && !startsAnswer(said.text)) continue;
    running = person;
    counted.add(said.message);
  }
  return counted;
}

type Line = Readonly<{ person: PersonId; said: Said }>;

function inThreadOrder(entries: readonly Entry[], cutoffAt: Temporal.Instant | null): readonly Line[] {
  return entries
    .flatMap((entry) => entry.thread.map((said) => ({ person: entry.person, said })))
    .filter(({ said }) => cutoffAt === null || Temporal.Instant.compare(said.at, cutoffAt) < 0)
    .sort((one, other) => inTime(one.said, other.said));
}

function answerOf(entry: Entry, counted: ReadonlySet<MessageId>): Answer | null {
  if (entry.form !== null) return fromForm(entry, entry.form, false);
  const messages = countedOf(entry, counted);
  const [first] = messages;
  if (first === undefined) return null;
  return {
    person: entry.person,
    name: entry.name,
    text: messages.flatMap((said) => said.text ?? []).join("\n"),
    at: first.at,
    edited: messages.some((said) => said.editedAt !== null),
    late: false,
    from: "thread",
    hidden: entry.hidden,
  };
}

/** A message may stand in two entries when its author was forgotten while it was read: each says whether it counts there. */
const countedOf = ({ thread }: Entry, counted: ReadonlySet<MessageId>): readonly Said[] =>
  thread.filter((said) => said.counts !== "no" && counted.has(said.message)).sort(inTime);

function lateAnswerOf(entry: Entry, counted: ReadonlySet<MessageId>): Answer | null {
  if (entry.late !== null) return fromForm(entry, entry.late, true);
  // With a saved form nothing in the thread counted, and neither does an edit of it.
  if (entry.form !== null) return null;
  const messages = countedOf(entry, counted);
  const edits = messages.flatMap((said) => said.later ?? []);
  const [first] = edits;
  if (first === undefined) return null;
  return {
    person: entry.person,
    name: entry.name,
    text: edits.map((edit) => edit.text).join("\n"),
    at: first.at,
    edited: true,
    late: true,
    from: "thread",
    hidden: entry.hidden,
  };
}

const fromForm = (entry: Entry, form: Written, late: boolean): Answer => ({
  person: entry.person,
  name: entry.name,
  text: form.text,
  at: form.at,
  edited: form.editedAt !== null,
  late,
  from: "form",
  hidden: entry.hidden,
});

/** Whether a reply is long enough to start an answer, in characters without the blanks around it. */
export const startsAnswer = (text: string): boolean => [...text.trim()].length >= answerStartsAt;

const inTime = (one: Said, other: Said): number =>
  Temporal.Instant.compare(one.at, other.at) || compareText(one.message, other.message);

const byGiving = (one: Answer, other: Answer): number =>
  Temporal.Instant.compare(one.at, other.at) || compareText(one.person, other.person);

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
