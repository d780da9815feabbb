import { countedMessages, isBefore } from "../../core/drill/answers.ts";
import type { Drill, PostedDrill } from "../../core/drill/drill.ts";
import {
  blankEntry,
  forgetMessage,
  forgetText,
  type Heard,
  hear,
  hearDeleted,
  type Source,
  withoutIdleName,
} from "../../core/drill/entries.ts";
import type { Entry } from "../../core/drill/entry.ts";
import type { MessageId } from "../../core/keys.ts";
import type { IncomingReply, RemovedReply } from "../../ports/platform.ts";
import { drillKey, entryKey, replyKey } from "../records.ts";
import { platformOf, type World } from "../world.ts";
import { changeEntry, createEntry } from "./keep-entry.ts";
import { noteChange, wakeAside } from "./note-change.ts";

/** What a reply meets: what its author put under the drill so far, and whether it was deleted before it was heard of. */
export type Met = Readonly<{ entry: Entry | null; isRemoved: boolean }>;

/** A reply that said something new: its author's entry, and the drill as it stood once that was saved. */
export type Saved = Readonly<{ entry: Entry; drill: Drill | null }>;

/** Everything people put under a drill. */
export async function entriesOf(
  { records }: Pick<World, "records">,
  drill: Pick<Drill, "channel" | "date">,
): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for await (const [, entry] of records.entries.list(`${drillKey(drill.channel, drill.date)}/`)) {
    entries.push(entry);
  }
  return entries;
}

/** Looks up what a reply meets under the drill of a date; both at one time, so that the store is asked once. */
export async function metBy({ records }: World, reply: IncomingReply, date: Temporal.PlainDate): Promise<Met> {
  const [entry, removed] = await Promise.all([
    records.entries.get(entryKey(reply.channel, date, reply.person)),
    records.removed.get(removedKey(reply)),
  ]);
  return { entry, isRemoved: removed !== null };
}

/**
 * Saves what was heard under a drill; null when it says nothing new. Once the drill is revealed the change is counted
 * before it is saved, and whoever calls counts it again: no crash in between leaves the posted reveal behind.
 */
export async function saveHeard(
  world: World,
  drill: PostedDrill,
  reply: IncomingReply,
  { met, from }: Readonly<{ met: Met; from: Source }>,
): Promise<Saved | null> {
  if (met.isRemoved) {
    await keepPlace(world, drill, reply);
    return null;
  }
  if (from === "event" && wasGone(world, drill, reply, met.entry)) return null;
  const change = (current: Entry | null): Entry | null => {
    const before = named(current, drill, reply);
    return changed(before, hear(before, heardOf(reply), drill.cutoffAt, from));
  };
  const after = change(met.entry);
  if (after === null) return null;
  const isShown = drill.stage === "revealed" && !isLateEdit(after, reply);
  if (isShown) await noteChange(world, drill);
  const { channel, date } = drill;
  const written = await write(world, { channel, date, person: reply.person }, met.entry, change);
  if (written !== null) return settled(world, drill, reply, written);
  // Somebody else has saved the same in between, perhaps before it was counted here.
  if (isShown) wakeAside(world, drill);
  return null;
}

/** Whether a reply told of an edit that changes nothing of what counts. */
export function isLateEdit({ thread }: Entry, { message, editedAt }: Heard): boolean {
  const later = thread.find((said) => said.message === message)?.later ?? null;
  return later !== null && editedAt !== null && later.at.equals(editedAt);
}

/** What a reply says, without where it stands. */
export const heardOf = ({ message, gesture, text, at, editedAt }: Heard): Heard => ({
  message,
  gesture,
  text,
  at,
  editedAt,
});

/** In `removed`: the id of a message that was deleted before it was heard of. */
export const removedKey = (reply: RemovedReply): string => `removed/${replyKey(reply)}`;

/** Takes one message out of the entries of a drill; false when none has it. */
export async function forgetReply(world: World, drill: PostedDrill, message: MessageId): Promise<boolean> {
  const entries = await entriesOf(world, drill);
  const own = entries.find((entry) => entry.thread.some((said) => said.message === message));
  if (own === undefined) return false;
  const counted = drill.cutoffAt === null ? null : countedMessages(entries, drill);
  // Before the message: words of it that were kept for review go with it, whatever happens in between.
  if (own.form === null) await forgetVariantsOf(world, own);
  await world.records.entries.update(entryKey(drill.channel, drill.date, own.person), (current) => {
    if (current === null) return null;
    return counted === null ? forgetMessage(current, message) : forgetText(current, message, counted);
  });
  if (counted === null && (await noteChange(world, drill))) wakeAside(world, drill);
  return true;
}

/** What came through a form stays when a message of its author's goes. */
async function forgetVariantsOf({ records }: World, { channel, date, person }: Entry): Promise<void> {
  for await (const [key] of records.variants.list(`${entryKey(channel, date, person)}/`)) {
    await records.variants.delete(key);
  }
}

/**
 * Whether a reply that comes only now was deleted before the reveal, though nothing told of that: the whole thread was
 * read at the cut-off, the reply was old enough to be visible there, and it was not.
 */
function wasGone(world: World, drill: PostedDrill, { message, at }: IncomingReply, entry: Entry | null): boolean {
  if (drill.stage !== "revealed" || !drill.threadRead || drill.cutoffAt === null) return false;
  if (entry?.thread.some((said) => said.message === message)) return false;
  const { visibleAfterMs } = platformOf(world, drill.channel).facts;
  return isBefore(at.add({ milliseconds: visibleAfterMs }), drill.cutoffAt);
}

type EntryOf = Pick<Entry, "channel" | "date" | "person">;
type Change = (current: Entry | null) => Entry | null;
/** An entry as it was written, and what it took the place of. */
type Written = Readonly<{ entry: Entry; before: Entry | null }>;

/** Nearly every answer is its author's first message, and needs no look at what it changes. */
async function write(world: World, of: EntryOf, known: Entry | null, change: Change): Promise<Written | null> {
  const first = known === null ? change(null) : null;
  if (first !== null && (await createEntry(world, first))) return { entry: first, before: null };
  let before = known;
  let isNew = false;
  const entry = await changeEntry(world, of, (current) => {
    const after = change(current);
    before = current;
    isNew = after !== null;
    return after;
  });
  return entry === null || !isNew ? null : { entry, before };
}

/**
 * Puts right what crossed with the write: a deletion of the message, or the cut-off, after which an edit leaves what it
 * took the place of. Whoever does either of them writes first and looks afterwards, as is done here, so one sees the other.
 */
async function settled(world: World, drill: PostedDrill, reply: IncomingReply, written: Written): Promise<Saved> {
  const { entries, removed, drills } = world.records;
  const [deletion, now] = await Promise.all([
    removed.get(removedKey(reply)),
    drills.get(drillKey(drill.channel, drill.date)),
  ]);
  const mend = mending(drill, reply, { written, now, isRemoved: deletion !== null });
  if (mend === null) return { entry: written.entry, drill: now };
  const mended = await entries.update(entryKey(drill.channel, drill.date, reply.person), mend);
  return { entry: mended ?? written.entry, drill: now };
}

type Meanwhile = Readonly<{ written: Written; now: Drill | null; isRemoved: boolean }>;

function mending(drill: PostedDrill, reply: IncomingReply, { written, now, isRemoved }: Meanwhile): Change | null {
  if (isRemoved) return (entry) => entry && withoutIdleName(forgetMessage(entry, reply.message));
  const replaced = written.before?.thread.find((said) => said.message === reply.message);
  const cutoffAt = now !== null && "cutoffAt" in now ? now.cutoffAt : null;
  if (cutoffAt === null || drill.cutoffAt !== null || replaced === undefined || replaced.text === null) return null;
  const version = heardOf({ ...replaced, text: replaced.text });
  return (entry) => entry && changed(entry, hear(entry, version, cutoffAt));
}

/** A message deleted before it was heard of still stood in the thread; unless its author was forgotten, and it stands there. */
async function keepPlace(world: World, drill: PostedDrill, reply: IncomingReply): Promise<void> {
  if (drill.cutoffAt !== null) return;
  const entries = await entriesOf(world, drill);
  if (entries.some(({ thread }) => thread.some((said) => said.message === reply.message))) return;
  const { channel, date } = drill;
  const blank = blankEntry({ channel, date, person: reply.person, name: "" });
  await changeEntry(world, blank, (current) => changed(current, hearDeleted(current ?? blank, heardOf(reply))));
}

function named(current: Entry | null, { channel, date }: PostedDrill, { person, name }: IncomingReply): Entry {
  if (current !== null && current.name !== "") return current;
  return { ...blankEntry({ channel, date, person, name }), ...current, name };
}

/** What to write: nothing when it is the same. */
const changed = (before: Entry | null, after: Entry): Entry | null => (after === before ? null : after);
