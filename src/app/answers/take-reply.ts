import { countedMessages, isBefore, startsAnswer } from "../../core/drill/answers.ts";
import type { DrillIn, PostedDrill } from "../../core/drill/drill.ts";
import type { Entry } from "../../core/drill/entry.ts";
import type { MessageId } from "../../core/keys.ts";
import type { IncomingReply, RemovedReply } from "../../ports/platform.ts";
import { drillUnder } from "../drills/open-drills.ts";
import { actorOf, hasRoom } from "../floods.ts";
import { giveMark } from "../outgoing/calls.ts";
import { drillKey, replyKey } from "../records.ts";
import { nowIn, platformOf, type World } from "../world.ts";
import { hintSealed, hintUnread } from "./hint.ts";
import { dropIfInDoubt, holdIfInDoubt, isAnyInDoubt } from "./hold-reply.ts";
import { followUp, noteChange, wakeAside } from "./note-change.ts";
import { entriesOf, forgetReply, isLateEdit, type Met, metBy, removedKey, saveHeard } from "./save-heard.ts";

/** Ids of events are kept that long (behaviour.md, *What is stored*). */
const idsKept = { hours: 7 * 24 };

/** Saves a reply, or an edit of one, if it concerns a drill; everything else leaves no trace. Resolves once saved. */
export async function takeReply(world: World, reply: IncomingReply): Promise<void> {
  const date = await world.records.dateUnder(reply.channel, reply.thread);
  if (date === null) {
    const drill = await holdIfInDoubt(world, reply);
    if (drill?.stage === "open" || drill?.stage === "revealed") await takeUnder(world, drill, reply);
    return;
  }
  // Asked for together: the store answers all of a turn with one statement.
  const [drill, met] = await Promise.all([
    world.records.drills.get(drillKey(reply.channel, date)),
    metBy(world, reply, date),
  ]);
  if (drill?.stage === "open" || drill?.stage === "revealed") await takeUnder(world, drill, reply, met);
}

/** Takes the text of a deleted reply out of wherever it was saved. */
export async function dropReply(world: World, removed: RemovedReply): Promise<void> {
  const { records } = world;
  await records.held.delete(replyKey(removed));
  const known = await drillUnder(world, removed.channel, removed.thread);
  const drill = known ?? (await dropIfInDoubt(world, removed));
  if ((drill?.stage !== "open" && drill?.stage !== "revealed") || drill.mode === "sealed") return;
  if (await forgetReply(world, drill, removed.message)) return;
  // The deletion came before the reply: its id is kept, so that the reply is not taken in after all.
  await records.removed.put(removedKey(removed), { at: nowIn(world, removed.channel) });
  await forgetReply(world, drill, removed.message);
}

/** Takes in the replies that came while the question's post was in doubt, and clears what events left behind. */
export async function takeHeldReplies(world: World, drill: DrillIn<"open">): Promise<void> {
  const { records } = world;
  // What is held for another question that is in doubt still waits for it.
  const isOther = await isAnyInDoubt(world, drill.channel);
  for await (const [key, held] of records.held.list(`${drill.channel}/`)) {
    const thread = key.split("/").at(-2);
    if (thread === drill.message.id) {
      await takeUnder(world, drill, { ...held, channel: drill.channel, thread: drill.message.id });
    } else if (isOther) continue;
    await records.held.delete(key);
  }
  const oldest = nowIn(world, drill.channel).subtract(idsKept);
  for await (const [key, { at }] of records.removed.list(`removed/${drill.channel}/`)) {
    if (Temporal.Instant.compare(at, oldest) < 0) await records.removed.delete(key);
  }
}

/** After the reveal has begun the thread is conversation: what was written before it counts, however late it is heard. */
async function takeUnder(world: World, drill: PostedDrill, reply: IncomingReply, known?: Met): Promise<void> {
  if (!isBefore(reply.at, drill.cutoffAt)) return;
  const { readsReplies } = platformOf(world, drill.channel).facts;
  if (drill.mode === "sealed" || !readsReplies) {
    if (drill.cutoffAt !== null) return;
    return drill.mode === "sealed" ? hintSealed(world, drill, reply.person) : hintUnread(world, drill);
  }
  const met = known ?? (await metBy(world, reply, drill.date));
  const saved = await saveHeard(world, drill, reply, { met, from: "event" });
  if (saved === null) return;
  world.figures.report({ kind: "saved", from: "thread" });
  const now = saved.drill?.stage === "open" || saved.drill?.stage === "revealed" ? saved.drill : drill;
  if (!isBefore(reply.at, now.cutoffAt) || isLateEdit(saved.entry, reply)) return;
  if (await isCounted(world, now, saved.entry, reply.message)) {
    await followUp(world, drill, saved.drill);
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

/** Best effort: an answer is safe without its receipt, and a flood of them gets few. */
export function giveReceipt(world: World, reply: IncomingReply): void {
  if (!hasRoom(world, "receipts", actorOf(reply))) return;
  const ref = { channel: reply.channel, thread: reply.thread, id: reply.message };
  world.aside(giveMark(world, ref), "receipt");
}
