import type { MessageId, PersonId } from "../keys.ts";
import type { Mode } from "../schedule/plan.ts";
import { compareEdits } from "./entries.ts";
import type { Answer, Entry, Said, Written } from "./entry.ts";

/** A reply shorter than this is talk, not the start of an answer (behaviour.md, *Answering*). */
const answerStartsAt = 20;

/** What decides which words count: how the channel answers, and until when (null while the drill is open). */
export type Rules = Readonly<{ mode: Mode; cutoffAt: Temporal.Instant | null }>;

/** Everybody's answer that was given in time, in the order of giving. Hidden ones are marked, not left out. */
export function answersOf(entries: readonly Entry[], rules: Rules): readonly Answer[] {
  const counted = countedMessages(entries, rules);
  return entries.flatMap((entry) => answerOf(entry, counted, rules.cutoffAt) ?? []).sort(byGiving);
}

/**
 * How a person took part, from their own entry alone: what others wrote decides how long an answer goes on, never whether
 * there is one.
 */
export function tookPart(own: Entry, rules: Rules): "in-time" | "late" | "not" {
  if (answersOf([own], rules).length > 0) return "in-time";
  return lateAnswersOf([own], rules).length > 0 ? "late" : "not";
}

/**
 * What came after the reveal, in the order of giving: by *Answer late*, else by edits of messages that counted. None of
 * it counts.
 */
export function lateAnswersOf(entries: readonly Entry[], rules: Rules): readonly Answer[] {
  const counted = countedMessages(entries, rules);
  return entries.flatMap((entry) => lateAnswerOf(entry, counted, rules.cutoffAt) ?? []).sort(byGiving);
}

/**
 * The thread messages that count. In a sealed drill none does. In an open one, each person's first reply of at least
 * 20 characters starts their answer and their next messages join it until somebody else writes; the person's own word
 * (`counts`) beats the rule. Messages of one gesture count or do not count together, where the first of them stands.
 * Derived from all messages at once, so the order in which they arrived cannot matter.
 */
export function countedMessages(entries: readonly Entry[], rules: Rules): ReadonlySet<MessageId> {
  const counted = new Set<MessageId>();
  if (rules.mode === "sealed") return counted;
  const ended = new Set<PersonId>();
  let running: PersonId | null = null;
  for (const { person, part } of inThreadOrder(entries, rules.cutoffAt)) {
    if (running !== null && running !== person) {
      ended.add(running);
      running = null;
    }
    const word = part.find((said) => said.counts !== "by-rule")?.counts;
    if (word === "yes") addAll(counted, part);
    const { text } = wordsOf(part, rules.cutoffAt);
    if (word !== undefined || text === null || ended.has(person)) continue;
    if (running !== person && !startsAnswer(text)) continue;
    running = person;
    addAll(counted, part);
  }
  return counted;
}

/** The messages of one gesture, oldest first; nearly always one. */
type Part = readonly [Said, ...Said[]];
type Line = Readonly<{ person: PersonId; part: Part }>;

function inThreadOrder(entries: readonly Entry[], cutoffAt: Temporal.Instant | null): readonly Line[] {
  return entries
    .flatMap(({ person, thread }) =>
      partsOf(thread.filter((said) => isBefore(said.at, cutoffAt))).map((part) => ({ person, part })),
    )
    .sort((one, other) => inTime(one.part[0], other.part[0]));
}

/**
 * A person's messages in order of time. A client that got no answer may send the same gesture again, and it stands there
 * twice; a deleted message is no twin of what still stands.
 */
function partsOf(messages: readonly Said[]): readonly Part[] {
  const parts: [Said, ...Said[]][] = [];
  const byGesture = new Map<string | null, [Said, ...Said[]]>();
  for (const said of messages.toSorted(inTime)) {
    const gesture = said.text === null ? null : said.gesture;
    const twins = byGesture.get(gesture);
    if (twins !== undefined) {
      twins.push(said);
      continue;
    }
    const part: [Said, ...Said[]] = [said];
    parts.push(part);
    if (gesture !== null) byGesture.set(gesture, part);
  }
  return parts;
}

type Words = Pick<Said, "text" | "editedAt">;

/** What a part says: of twins the one edited last, else the first. */
const wordsOf = (part: Part, cutoffAt: Temporal.Instant | null): Words =>
  part.map((said) => wordsIn(said, cutoffAt)).reduce((best, words) => (compareEdits(words, best) > 0 ? words : best));

/** A cut-off may have been put after an edit that was heard as a late one. */
const wordsIn = (said: Said, cutoffAt: Temporal.Instant | null): Words =>
  said.later !== null && isBefore(said.later.at, cutoffAt) ? { text: said.later.text, editedAt: said.later.at } : said;

function answerOf(entry: Entry, counted: ReadonlySet<MessageId>, cutoffAt: Temporal.Instant | null): Answer | null {
  if (entry.form !== null) return fromForm(entry, entry.form, false);
  const parts = countedOf(entry, counted);
  const [first] = parts;
  if (first === undefined) return null;
  const said = parts.map((part) => wordsOf(part, cutoffAt));
  return {
    person: entry.person,
    name: entry.name,
    text: said.flatMap(({ text }) => text ?? []).join("\n"),
    at: first[0].at,
    edited: said.some(({ editedAt }) => editedAt !== null),
    late: false,
    from: "thread",
    hidden: entry.hidden,
  };
}

/** A message may stand in two entries when its author was forgotten while it was read: each says whether it counts there. */
const countedOf = ({ thread }: Entry, counted: ReadonlySet<MessageId>): readonly Part[] =>
  partsOf(thread.filter((said) => said.counts !== "no" && counted.has(said.message)));

function lateAnswerOf(entry: Entry, counted: ReadonlySet<MessageId>, cutoffAt: Temporal.Instant | null): Answer | null {
  if (entry.late !== null) return fromForm(entry, entry.late, true);
  // With a saved form nothing in the thread counted, and neither does an edit of it.
  if (entry.form !== null) return null;
  const edits = countedOf(entry, counted).flatMap((part) => lateEditOf(part, cutoffAt) ?? []);
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

/** The last edit after the cut-off of what one gesture said. */
const lateEditOf = (part: Part, cutoffAt: Temporal.Instant | null): NonNullable<Said["later"]> | null =>
  part
    .flatMap(({ later }) => (later === null || isBefore(later.at, cutoffAt) ? [] : [later]))
    .reduce<NonNullable<Said["later"]> | null>(
      (last, edit) => (last === null || Temporal.Instant.compare(edit.at, last.at) > 0 ? edit : last),
      null,
    );

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

function addAll(counted: Set<MessageId>, part: Part): void {
  for (const { message } of part) counted.add(message);
}

/** Whether something was written before the cut-off; while there is none (null), everything was. */
export const isBefore = (at: Temporal.Instant, cutoffAt: Temporal.Instant | null): boolean =>
  cutoffAt === null || Temporal.Instant.compare(at, cutoffAt) < 0;

const inTime = (one: Said, other: Said): number =>
  Temporal.Instant.compare(one.at, other.at) || compareText(one.message, other.message);

const byGiving = (one: Answer, other: Answer): number =>
  Temporal.Instant.compare(one.at, other.at) || compareText(one.person, other.person);

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
