import { answerStartsAt, countedMessages } from "../core/drill/answers.ts";
import type { Drill, DrillIn, PostedDrill } from "../core/drill/drill.ts";
import { blankEntry, forgetMessage, hear } from "../core/drill/entries.ts";
import type { Entry } from "../core/drill/entry.ts";
import type { ChannelKey, MessageId } from "../core/keys.ts";
import { sealedHint } from "../core/message/answer-messages.ts";
import type { IncomingReply, RemovedReply } from "../ports/platform.ts";
import { drillUnder, openDrillsOf } from "./open-drills.ts";
import { drillKey, entryKey, type Held } from "./records.ts";
import { nowIn, platformOf, type World } from "./world.ts";

/** Saves a reply, or an edit of one, if it concerns a drill; everything else leaves no trace. Resolves once saved. */
export async function takeReply(world: World, reply: IncomingReply): Promise<void> {
  const drill = await drillUnder(world, reply.channel, reply.thread);
  if (drill === null) return holdIfInDoubt(world, reply);
  if (drill.stage === "open" && isBefore(reply.at, drill.cutoffAt)) await takeInTime(world, drill, reply);
  else if (drill.stage === "open" || drill.stage === "revealed") await takeAfterwards(world, drill, reply);
}

/** Takes the text of a deleted reply out of wherever it was saved. */
export async function dropReply(world: World, removed: RemovedReply): Promise<void> {
  const { records } = world;
  await records.held.delete(heldKey(removed.channel, removed.thread, removed.message));
  const drill = await drillUnder(world, removed.channel, removed.thread);
  if (drill === null) return;
  for await (const [key, entry] of records.entries.list(`${drillKey(drill.channel, drill.date)}/`)) {
    if (!entry.thread.some((said) => said.message === removed.message)) continue;
    await records.entries.update(key, (current) => current && forgetMessage(current, removed.message));
  }
}

/** Takes in the replies that came while the question's post was in doubt, and forgets those under other messages. */
export async function takeHeldReplies(world: World, drill: DrillIn<"open">): Promise<void> {
  for await (const [key, held] of world.records.held.list(`${drill.channel}/`)) {
    const thread = key.split("/").at(-2);
    if (thread === drill.message.id) {
      await takeReply(world, { ...held, channel: drill.channel, thread: drill.message.id });
    }
    await world.records.held.delete(key);
  }
}

/** Everything people put under a drill. */
export async function entriesOf(world: World, drill: Pick<Drill, "channel" | "date">): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for await (const [, entry] of world.records.entries.list(`${drillKey(drill.channel, drill.date)}/`)) {
    entries.push(entry);
  }
  return entries;
}

async function takeInTime(world: World, drill: DrillIn<"open">, reply: IncomingReply): Promise<void> {
  if (drill.mode === "sealed") return hintOnce(world, drill, reply);
  const entry = await saveHeard(world, drill, reply, null);
  if (await isCounted(world, drill, entry, reply.message)) giveReceipt(world, reply);
}

/** After the reveal has begun the thread is conversation: only an edit of what counted is kept, as late. */
async function takeAfterwards(world: World, drill: PostedDrill, reply: IncomingReply): Promise<void> {
  if (reply.editedAt === null || drill.cutoffAt === null || drill.mode === "sealed") return;
  const { cutoffAt } = drill;
  const counted = countedMessages(await entriesOf(world, drill), drill);
  if (!counted.has(reply.message)) return;
  await saveHeard(world, drill, reply, cutoffAt);
}

async function saveHeard(
  world: World,
  drill: PostedDrill,
  reply: IncomingReply,
  cutoffAt: Temporal.Instant | null,
): Promise<Entry> {
  const blank = blankEntry({ channel: drill.channel, date: drill.date, person: reply.person, name: reply.name });
  const { message, text, at, editedAt } = reply;
  const saved = await world.records.entries.update(entryKey(drill.channel, drill.date, reply.person), (current) =>
    hear(current ?? blank, { message, text, at, editedAt }, cutoffAt),
  );
  return saved ?? blank;
}

/** Looks at the whole thread only when the entry alone cannot tell. */
async function isCounted(world: World, drill: PostedDrill, entry: Entry, message: MessageId): Promise<boolean> {
  const [only, ...others] = entry.thread;
  if (only !== undefined && others.length === 0 && only.counts === "by-rule") {
    return [...(only.text ?? "").trim()].length >= answerStartsAt;
  }
  return countedMessages(await entriesOf(world, drill), drill).has(message);
}

/** Best effort: an answer is safe without its receipt. */
function giveReceipt(world: World, reply: IncomingReply): void {
  const ref = { channel: reply.channel, thread: reply.thread, id: reply.message };
  world.aside(platformOf(world, reply.channel).mark(ref), "receipt");
}

async function hintOnce(world: World, drill: DrillIn<"open">, reply: IncomingReply): Promise<void> {
  const platform = platformOf(world, drill.channel);
  const hint = `hints/${drillKey(drill.channel, drill.date)}/${reply.person}`;
  if (!platform.facts.whispers) return;
  if (!(await world.records.said.create(hint, { at: nowIn(world, drill.channel) }))) return;
  world.aside(platform.whisper(drill.channel, reply.person, sealedHint(drill)), "hint");
}

/** While a post is in doubt its message is unknown to us, though people may be answering it already. */
async function holdIfInDoubt(world: World, reply: IncomingReply): Promise<void> {
  const open = await openDrillsOf(world, reply.channel);
  if (!open.some((drill) => drill.stage === "planned")) return;
  const { message, person, name, text, at, editedAt } = reply;
  const held: Held = { message, person, name, text, at, editedAt };
  await world.records.held.put(heldKey(reply.channel, reply.thread, message), held);
}

const heldKey = (channel: ChannelKey, thread: MessageId, message: MessageId): string =>
  `${channel}/${thread}/${message}`;

const isBefore = (at: Temporal.Instant, cutoffAt: Temporal.Instant | null): boolean =>
  cutoffAt === null || Temporal.Instant.compare(at, cutoffAt) < 0;
