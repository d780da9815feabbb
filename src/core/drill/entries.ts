import type { ChannelKey, MessageId, PersonId } from "../keys.ts";
import type { Entry, Said } from "./entry.ts";

/** Whose entry it is. */
export type Author = Readonly<{ channel: ChannelKey; date: Temporal.PlainDate; person: PersonId; name: string }>;

/** A message of a thread as a platform tells it, new or edited. */
export type Heard = Readonly<{
  message: MessageId;
  text: string;
  at: Temporal.Instant;
  editedAt: Temporal.Instant | null;
}>;

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
 * version after a newer one, changes nothing; a deletion stays a deletion. An edit made at or after `cutoffAt` leaves
 * what counted and is kept beside it.
 */
export function hear(entry: Entry, heard: Heard, cutoffAt: Temporal.Instant | null): Entry {
  const known = entry.thread.find((said) => said.message === heard.message);
  if (known === undefined) {
    return { ...entry, thread: [...entry.thread, { ...heard, counts: "by-rule", later: null }] };
  }
  const { text, editedAt } = heard;
  if (known.text === null || editedAt === null) return entry;
  if (cutoffAt !== null && Temporal.Instant.compare(editedAt, cutoffAt) >= 0) {
    return isAfter(editedAt, known.later?.at) ? withSaid(entry, { ...known, later: { text, at: editedAt } }) : entry;
  }
  return isAfter(editedAt, known.editedAt) ? withSaid(entry, { ...known, text, editedAt }) : entry;
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

/** The entry after the person pointed at one of their messages: *Use as my answer* or *Not my answer*. */
export function point(entry: Entry, heard: Heard, counts: "yes" | "no"): Entry {
  const heardEntry = hear(entry, heard, null);
  const known = heardEntry.thread.find((said) => said.message === heard.message);
  return known === undefined || known.text === null ? heardEntry : withSaid(heardEntry, { ...known, counts });
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

const isAfter = (one: Temporal.Instant, other: Temporal.Instant | null | undefined): boolean =>
  other === null || other === undefined || Temporal.Instant.compare(one, other) > 0;
