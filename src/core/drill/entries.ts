import type { ChannelKey, MessageId, PersonId } from "../keys.ts";
import type { Entry, Said } from "./entry.ts";

/** Whose entry it is. */
export type Author = Readonly<{ channel: ChannelKey; date: Temporal.PlainDate; person: PersonId; name: string }>;

/** A message of a thread as a platform tells it, new or edited. */
export type Heard = Readonly<{
  message: MessageId;
  gesture: string | null;
  text: string;
  at: Temporal.Instant;
  editedAt: Temporal.Instant | null;
}>;

/**
 * Where a version was heard. Of two versions edited at the same instant, as platforms count in seconds, no event tells
 * which is the last; the thread itself does.
 */
export type Source = "event" | "thread";

/** An entry with nothing in it yet. */
export const blankEntry = (author: Author): Entry => ({
  channel: author.channel,
  date: author.date,
  person: author.person,
  name: author.name,
  thread: [],
  form: null,
  late: null,
  hidden: false,
});

/**
 * The entry after a thread message was heard; the same one when it says nothing new. Hearing it twice, or an older
 * version after a newer one, changes nothing, and neither does the order of all of them; a deletion stays a deletion. An
 * edit made at or after `cutoffAt` leaves what counted and is kept beside it, or stands in for it until that is heard.
 */
export function hear(entry: Entry, heard: Heard, cutoffAt: Temporal.Instant | null, from: Source = "event"): Entry {
  const known = entry.thread.find((said) => said.message === heard.message);
  if (known === undefined) {
    return { ...entry, thread: [...entry.thread, { ...heard, counts: "by-rule", later: null }] };
  }
  if (known.text === null) return entry;
  const after = {
    ...known,
    gesture: known.gesture ?? heard.gesture,
    ...latestOf(known, known.text, { heard, cutoffAt, from }),
  };
  return isSame(after, known) ? entry : withSaid(entry, after);
}

/** What a deleted message leaves that is heard of only afterwards: its place in the thread, as if it had come before. */
export const hearDeleted = (entry: Entry, { message, gesture, at }: Heard): Entry =>
  entry.thread.some((said) => said.message === message)
    ? entry
    : {
        ...entry,
        thread: [...entry.thread, { message, gesture, at, text: null, editedAt: null, counts: "no", later: null }],
      };

type Version = Readonly<{ text: string; editedAt: Temporal.Instant | null }>;
type News = Readonly<{ heard: Heard; cutoffAt: Temporal.Instant | null; from: Source }>;

/** The last version before the cut-off and the last one after it; without one before it, the latter stands in for it. */
function latestOf(
  known: Said,
  text: string,
  { heard, cutoffAt, from }: News,
): Pick<Said, "text" | "editedAt" | "later"> {
  const isLate = ({ editedAt }: Version): boolean =>
    cutoffAt !== null && editedAt !== null && Temporal.Instant.compare(editedAt, cutoffAt) >= 0;
  const { later } = known;
  const all: readonly Version[] = [
    { text, editedAt: known.editedAt },
    ...(later === null ? [] : [{ text: later.text, editedAt: later.at }]),
    { text: heard.text, editedAt: heard.editedAt },
  ];
  const inTime = latest(
    all.filter((version) => !isLate(version)),
    from,
  );
  const late = latest(all.filter(isLate), from);
  if (inTime === null) return { text: late?.text ?? text, editedAt: late?.editedAt ?? known.editedAt, later: null };
  return {
    ...inTime,
    later: late === null || late.editedAt === null ? null : { text: late.text, at: late.editedAt },
  };
}

/** The version with the latest edit. At the same instant, what the thread says, else one that no order of hearing decides. */
function latest(versions: readonly Version[], from: Source): Version | null {
  return versions.reduce<Version | null>((best, version) => {
    if (best === null) return version;
    const order = compareEdits(version, best);
    if (order !== 0) return order > 0 ? version : best;
    return from === "thread" || version.text > best.text ? version : best;
  }, null);
}

/** The entry after one of its messages was deleted before the reveal: only its place in the thread stays. */
export function forgetMessage(entry: Entry, message: MessageId): Entry {
  const known = entry.thread.find((said) => said.message === message);
  if (known === undefined || known.text === null) return entry;
  return withSaid(entry, { ...known, text: null, counts: "no", later: null });
}

/** The entry without its name when no words are left in it. */
export const withoutIdleName = (entry: Entry): Entry =>
  entry.form === null && entry.late === null && entry.thread.every((said) => said.text === null)
    ? { ...entry, name: "" }
    : entry;

/**
 * The entry after one of its messages was deleted after the reveal: the text is gone, and who answered stays countable.
 * `counted` holds the messages that counted until then, and goes on to decide.
 */
export function forgetText(entry: Entry, message: MessageId, counted: ReadonlySet<MessageId>): Entry {
  return {
    ...entry,
    thread: entry.thread.map((said) => ({
      ...said,
      counts: counted.has(said.message) ? "yes" : "no",
      ...(said.message === message ? { text: null, later: null } : {}),
    })),
  };
}

/** The entry after the person pointed at one of their messages, and so at its twins: *Use as my answer*, *Not my answer*. */
export function point(entry: Entry, heard: Heard, counts: "yes" | "no"): Entry {
  const heardEntry = hear(entry, heard, null);
  const known = heardEntry.thread.find((said) => said.message === heard.message);
  if (known === undefined || known.text === null) return heardEntry;
  const isMeant = (said: Said): boolean =>
    said.message === known.message || (said.text !== null && said.gesture !== null && said.gesture === known.gesture);
  return { ...heardEntry, thread: heardEntry.thread.map((said) => (isMeant(said) ? { ...said, counts } : said)) };
}

/** The entry after the form was saved; `late` when the reveal had started. */
export function writeForm(entry: Entry, text: string, at: Temporal.Instant, late: boolean): Entry {
  const before = late ? entry.late : entry.form;
  const written = before === null ? { text, at, editedAt: null } : { text, at: before.at, editedAt: at };
  return late ? { ...entry, late: written } : { ...entry, form: written };
}

const withSaid = (entry: Entry, changed: Said): Entry => ({
  ...entry,
  thread: entry.thread.map((said) => (said.message === changed.message ? changed : said)),
});

/** Orders versions of a message by their last edit; one that was never edited comes first. */
export function compareEdits(one: Pick<Said, "editedAt">, other: Pick<Said, "editedAt">): number {
  if (one.editedAt === null || other.editedAt === null) {
    return Number(one.editedAt !== null) - Number(other.editedAt !== null);
  }
  return Temporal.Instant.compare(one.editedAt, other.editedAt);
}

const isSame = (one: Said, other: Said): boolean =>
  one.gesture === other.gesture &&
  one.text === other.text &&
  String(one.editedAt) === String(other.editedAt) &&
  one.later?.text === other.later?.text &&
  String(one.later?.at) === String(other.later?.at);
