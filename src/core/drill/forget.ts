import type { MessageId, PersonId } from "../keys.ts";
import type { Entry, Said } from "./entry.ts";

const mark = "forgotten.";

/** The id that stands for somebody who was forgotten: `number` is new for each entry, so nothing links two of them. */
export const forgottenId = (number: string): PersonId => `${mark}${number}` as PersonId;

/** Whether an id stands for somebody who was forgotten: they count, and are neither quoted nor named. */
export const isForgotten = (person: PersonId): boolean => person.startsWith(mark);

/** Whether nothing of what a person put under a drill is left in their entry. */
export const isEmptied = (entry: Entry): boolean =>
  entry.thread.length === 0 && entry.form === null && entry.late === null;

/** The entry with nothing in it, not even a name. */
export const emptied = (entry: Entry): Entry => ({ ...entry, name: "", thread: [], form: null, late: null });

/**
 * What stays of an entry under the id `as`: that somebody answered, and when. `counted` holds the messages that counted
 * once the reveal had begun; null before: then the answer is withdrawn, as by a deletion. The messages' ids stay, so that
 * reading the thread back does not bring their text in again.
 */
export function forgotten(entry: Entry, as: PersonId, counted: ReadonlySet<MessageId> | null): Entry {
  const said = (one: Said): Said => ({
    ...one,
    gesture: null,
    text: null,
    later: null,
    counts: counted?.has(one.message) ? "yes" : "no",
  });
  const form = entry.form === null || counted === null ? null : { text: "", at: entry.form.at, editedAt: null };
  return { ...emptied(entry), person: as, thread: entry.thread.map(said), form, hidden: false };
}
