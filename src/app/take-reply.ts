import { deliveryKey } from "../core/delivery/delivery.ts";
import { doubtOf } from "../core/delivery/step.ts";
import { countedMessages, startsAnswer } from "../core/drill/answers.ts";
import type { Drill, DrillIn, PostedDrill } from "../core/drill/drill.ts";
import { blankEntry, forgetMessage, forgetText, type Heard, hear, withoutIdleName } from "../core/drill/entries.ts";
import type { Entry } from "../core/drill/entry.ts";
import type { MessageId } from "../core/keys.ts";
import type { IncomingReply, RemovedReply } from "../ports/platform.ts";
import { hintSealed, hintUnread } from "./hint.ts";
import { answerSaved, noteChange, wakeAside } from "./note-change.ts";
import { drillUnder, openDrillsOf } from "./open-drills.ts";
import { drillKey, entryKey, type Held, replyKey } from "./records.ts";
import { nowIn, platformOf, type World } from "./world.ts";

/** Ids of events are kept that long (behaviour.md, *What is stored*). */
const idsKept = { hours: 7 * 24 };

/** Saves a reply, or an edit of one, if it concerns a drill; everything else leaves no trace. Resolves once saved. */
export async function takeReply(world: World, reply: IncomingReply): Promise<void> {
  const drill = (await drillUnder(world, reply.channel, reply.thread)) ?? (await holdIfInDoubt(world, reply));
  if (drill?.stage === "open" || drill?.stage === "revealed") await takeUnder(world, drill, reply);
}

/** Takes the text of a deleted reply out of wherever it was saved. */
export async function dropReply(world: World, removed: RemovedReply): Promise<void> {
  const { records } = world;
  await records.held.delete(replyKey(removed));
  const drill = await drillUnder(world, removed.channel, removed.thread);
  if ((drill?.stage !== "open" && drill?.stage !== "revealed") || drill.mode === "sealed") return;
  if (await forgetReply(world, drill, removed.message)) return;
  // The deletion came before the reply: its id is kept, so that the reply is not taken in after all.
  await records.removed.put(removedKey(removed), { at: nowIn(world, removed.channel) });
  await forgetReply(world, drill, removed.message);
}

/** Takes in the replies that came while the question's post was in doubt, and clears what events left behind. */
export async function takeHeldReplies(world: World, drill: DrillIn<"open">): Promise<void> {
  const { records } = world;
  for await (const [key, held] of records.held.list(`${drill.channel}/`)) {
    const thread = key.split("/").at(-2);
    if (thread === drill.message.id) {
      await takeUnder(world, drill, { ...held, channel: drill.channel, thread: drill.message.id });
    }
    await records.held.delete(key);
  }
  const oldest = nowIn(world, drill.channel).subtract(idsKept);
  for await (const [key, { at }] of records.removed.list(`removed/${drill.channel}/`)) {
    if (Temporal.Instant.compare(at, oldest) < 0) await records.removed.delete(key);
  }
}

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

/** Saves what was heard under a drill; the person's entry, or null when it says nothing new. */
export async function saveHeard(world: World, drill: PostedDrill, reply: IncomingReply): Promise<Entry | null> {
  const isRemoved = async (): Promise<boolean> => (await world.records.removed.get(removedKey(reply))) !== null;
  if (await isRemoved()) return null;
  const { channel, date } = drill;
  const blank = blankEntry({ channel, date, person: reply.person, name: reply.name });
  const key = entryKey(channel, date, reply.person);
  let isNew = false;
  const saved = await world.records.entries.update(key, (current) => {
    const before = current === null || current.name === "" ? { ...blank, ...current, name: reply.name } : current;
    const after = hear(before, heardOf(reply), drill.cutoffAt);
    isNew = after !== before;
    return isNew ? after : null;
  });
  if (!isNew) return null;
  // Its deletion may have been heard meanwhile.
  if (!(await isRemoved())) return saved;
  return world.records.entries.update(key, (now) => now && withoutIdleName(forgetMessage(now, reply.message)));
}

/** What a reply says, without where it stands. */
export const heardOf = ({ message, gesture, text, at, editedAt }: Heard): Heard => ({
  message,
  gesture,
  text,
  at,
  editedAt,
});

/** Takes one message out of the entries of a drill; false when none has it. */
export async function forgetReply(world: World, drill: PostedDrill, message: MessageId): Promise<boolean> {
  const entries = await entriesOf(world, drill);
  const own = entries.find((entry) => entry.thread.some((said) => said.message === message));
  if (own === undefined) return false;
  const counted = drill.cutoffAt === null ? null : countedMessages(entries, drill);
  await world.records.entries.update(entryKey(drill.channel, drill.date, own.person), (current) => {
    if (current === null) return null;
    return counted === null ? forgetMessage(current, message) : forgetText(current, message, counted);
  });
  if (counted === null && (await noteChange(world, drill))) wakeAside(world, drill);
  return true;
}

/** After the reveal has begun the thread is conversation: what was written before it counts, however late it is heard. */
async function takeUnder(world: World, drill: PostedDrill, reply: IncomingReply): Promise<void> {
  if (!isBefore(reply.at, drill.cutoffAt)) return;
  const { readsReplies } = platformOf(world, drill.channel).facts;
  if (drill.mode === "sealed" || !readsReplies) {
    if (drill.cutoffAt !== null) return;
    return drill.mode === "sealed" ? hintSealed(world, drill, reply.person) : hintUnread(world, drill);
  }
  const entry = await saveHeard(world, drill, reply);
  if (entry !== null) world.figures.report({ kind: "saved", from: "thread" });
  if (entry === null || !isBefore(reply.editedAt ?? reply.at, drill.cutoffAt)) return;
  if (await isCounted(world, drill, entry, reply.message)) {
    await answerSaved(world, drill);
    giveReceipt(world, reply);
  } else if (await noteChange(world, drill)) {
    wakeAside(world, drill);
  }
}

/** Looks at the whole thread only when the entry alone cannot tell. */
async function isCounted(world: World, drill: PostedDrill, entry: Entry, message: MessageId): Promise<boolean> {
  if (entry.form !== null) return false;
  const [only, ...others] = entry.thread;
  if (only !== undefined && others.length === 0 && only.counts === "by-rule") return startsAnswer(only.text ?? "");
  return countedMessages(await entriesOf(world, drill), drill).has(message);
}

/** Best effort: an answer is safe without its receipt. */
export function giveReceipt(world: World, reply: IncomingReply): void {
  const ref = { channel: reply.channel, thread: reply.thread, id: reply.message };
  world.aside(platformOf(world, reply.channel).mark(ref), "receipt");
}

/**
 * While a post is in doubt its message is unknown to us, though people may be answering it already: their replies are
 * kept. The drill when its message became known meanwhile.
 */
async function holdIfInDoubt(world: World, reply: IncomingReply): Promise<Drill | null> {
  const unfinished = await openDrillsOf(world, reply.channel);
  const opened = unfinished.find((drill) => drill.stage === "open" && drill.message.id === reply.thread);
  if (opened !== undefined) return opened;
  const inDoubt = await Promise.all(unfinished.map((drill) => mayBeOut(world, drill)));
  if (!inDoubt.includes(true)) return null;
  const held: Held = { ...heardOf(reply), person: reply.person, name: reply.name };
  await world.records.held.put(replyKey(reply), held);
  const known = await drillUnder(world, reply.channel, reply.thread);
  if (known !== null) await world.records.held.delete(replyKey(reply));
  return known;
}

/** Whether people may see a question that we do not know the message of. */
async function mayBeOut(world: World, drill: Drill): Promise<boolean> {
  if (drill.stage !== "planned") return false;
  const delivery = await world.records.deliveries.get(deliveryKey(drill.channel, "question", drill.date, 0));
  return delivery !== null && (delivery.state.kind === "sent" || doubtOf(delivery) !== null);
}

const removedKey = (reply: RemovedReply): string => `removed/${replyKey(reply)}`;

const isBefore = (at: Temporal.Instant, cutoffAt: Temporal.Instant | null): boolean =>
  cutoffAt === null || Temporal.Instant.compare(at, cutoffAt) < 0;
