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
 * what counted and is kept as late.
 */
export function hear(entry: Entry, heard: Heard, cutoffAt: Temporal.Instant | null): Entry {
  const known = entry.thread.find((said) => said.message === heard.message);
  if (known === undefined) return { ...entry, thread: [...entry.thread, { ...heard, counts: "by-rule" }] };
  if (known.text === null || !isNewer(heard, known)) return entry;
  if (cutoffAt !== null && heard.editedAt !== null && Temporal.Instant.compare(heard.editedAt, cutoffAt) >= 0) {
    return { ...entry, late: { text: heard.text, at: heard.editedAt, editedAt: null } };
  }
  return withSaid(entry, { ...known, text: heard.text, editedAt: heard.editedAt });
}

/** The entry after one of its messages was deleted: the text is gone, its place in the thread stays. */
export function forgetMessage(entry: Entry, message: MessageId): Entry {
  const known = entry.thread.find((said) => said.message === message);
  return known === undefined || known.text === null ? entry : withSaid(entry, { ...known, text: null });
}

/** The entry after the person pointed at one of their messages: *Use as my answer* or *Not my answer*. */
export function point(entry: Entry, heard: Heard, counts: "yes" | "no"): Entry {
  const heardEntry = hear(entry, heard, null);
  const known = heardEntry.thread.find((said) => said.message === heard.message);
  return known === undefined ? heardEntry : withSaid(heardEntry, { ...known, counts });
}

/** The entry after the form was saved; `late` when the reveal had started. */
export function writeForm(entry: Entry, text: string, at: Temporal.Instant, late: boolean): Entry {
  const before = late ? entry.late : entry.form;
  const written = before === null ? { text, at, editedAt: null } : { text, at: before.at, editedAt: at };
  return late ? { ...entry, late: written } : { ...entry, form: written };
}

/** The entry without any text: who took part stays countable. */
export const withoutTexts = (entry: Entry): Entry => ({
  ...entry,
  thread: entry.thread.map((said) => ({ ...said, text: null })),
  form: entry.form === null ? null : { ...entry.form, text: "" },
  late: entry.late === null ? null : { ...entry.late, text: "" },
});

const withSaid = (entry: Entry, changed: Said): Entry => ({
  ...entry,
  thread: entry.thread.map((said) => (said.message === changed.message ? changed : said)),
});

function isNewer(heard: Heard, known: Said): boolean {
  if (heard.editedAt === null) return false;
  return known.editedAt === null || Temporal.Instant.compare(heard.editedAt, known.editedAt) > 0;
}
