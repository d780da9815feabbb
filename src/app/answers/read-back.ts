import { isBefore } from "../../core/drill/answers.ts";
import type { PostedDrill } from "../../core/drill/drill.ts";
import { hear } from "../../core/drill/entries.ts";
import type { Entry } from "../../core/drill/entry.ts";
import type { MessageId } from "../../core/keys.ts";
import type { IncomingReply, ThreadReading } from "../../ports/platform.ts";
import { readThread } from "../outgoing/calls.ts";
import { nowIn, platformOf, type World } from "../world.ts";
import { entriesOf, forgetReply, heardOf, metBy, saveHeard } from "./save-heard.ts";

/** What came of reading a thread again: `read` to its end, or why not; and whether anything was found that was missed. */
export type ReadBack = Readonly<{
  outcome: "read" | Extract<ThreadReading, { kind: "unreadable" }>["why"];
  changed: boolean;
}>;

/**
 * Reads a drill's thread again, saves what was missed and forgets what was deleted, so that no lost event loses an answer
 * or keeps one against its author's will. Where nothing in the thread counts there is nothing to read.
 */
export async function readBack(world: World, drill: PostedDrill): Promise<ReadBack> {
  const { facts } = platformOf(world, drill.channel);
  if (drill.mode === "sealed" || !facts.readsReplies) return { outcome: "read", changed: false };
  const startedAt = nowIn(world, drill.channel);
  const reading = await readingOf(world, drill);
  if (reading.kind === "unreadable") return { outcome: reading.why, changed: false };
  const stored = await entriesOf(world, drill);
  const found = await saveMissed(world, drill, reading.replies, stored);
  // What is younger may not be visible yet: that it was not read proves nothing.
  const before = startedAt.subtract({ milliseconds: facts.visibleAfterMs });
  const lost = missingFrom(reading.replies, stored, before);
  for (const message of lost) await forgetReply(world, drill, message);
  // A deletion that no event told of takes no answer out of the count any more, once the reveal has begun.
  return { outcome: "read", changed: found };
}

async function saveMissed(
  world: World,
  drill: PostedDrill,
  replies: readonly IncomingReply[],
  stored: readonly Entry[],
): Promise<boolean> {
  const holders = holdersOf(stored);
  let changed = false;
  for (const reply of replies) {
    if (!isBefore(reply.at, drill.cutoffAt)) continue;
    // Somebody who was forgotten may hold it under no name: it says nothing new there, and is not heard again.
    const saysNothing = (entry: Entry): boolean => hear(entry, heardOf(reply), drill.cutoffAt, "thread") === entry;
    if (holders.get(reply.message)?.every(saysNothing)) continue;
    const met = await metBy(world, reply, drill.date);
    if ((await saveHeard(world, drill, reply, { met, from: "thread" })) === null) continue;
    world.figures.report({ kind: "saved", from: "read-back" });
    changed = true;
  }
  return changed;
}

/** Who has which message. */
function holdersOf(entries: readonly Entry[]): ReadonlyMap<MessageId, readonly Entry[]> {
  const holders = new Map<MessageId, Entry[]>();
  for (const entry of entries) {
    for (const { message } of entry.thread) holders.set(message, [...(holders.get(message) ?? []), entry]);
  }
  return holders;
}

/** Messages that we have, and that are no longer in the thread. */
function missingFrom(
  replies: readonly IncomingReply[],
  stored: readonly Entry[],
  before: Temporal.Instant,
): readonly MessageId[] {
  const there = new Set(replies.map((reply) => reply.message));
  return stored
    .flatMap((entry) => entry.thread)
    .filter((said) => said.text !== null && Temporal.Instant.compare(said.at, before) < 0)
    .flatMap((said) => (there.has(said.message) ? [] : [said.message]));
}

async function readingOf(world: World, drill: PostedDrill): Promise<ThreadReading> {
  const { channel } = drill;
  try {
    // From its beginning: nothing in a thread is older than its question, and our clock may have been ahead of theirs.
    const reading = await readThread(world, drill.message, null);
    if (reading.kind === "unreadable") {
      world.log.warn("a thread could not be read back", { channel, why: reading.why });
    }
    return reading;
  } catch (error) {
    // Whatever a platform throws, the drill is revealed all the same.
    world.log.warn("a thread could not be read back", { channel, error });
    return { kind: "unreadable", why: "slow" };
  }
}
