import { deliveryKey } from "../../core/delivery/delivery.ts";
import { doubtOf } from "../../core/delivery/step.ts";
import type { Drill } from "../../core/drill/drill.ts";
import { compareEdits } from "../../core/drill/entries.ts";
import type { ChannelKey } from "../../core/keys.ts";
import type { IncomingReply, RemovedReply } from "../../ports/platform.ts";
import { drillUnder, openDrillsOf } from "../drills/open-drills.ts";
import { type Held, replyKey } from "../records.ts";
import { nowIn, type World } from "../world.ts";
import { heardOf, removedKey } from "./save-heard.ts";

/**
 * While a post is in doubt its message is unknown to us, though people may be answering it already: their replies are
 * kept. The drill when its message became known meanwhile.
 */
export async function holdIfInDoubt(world: World, reply: IncomingReply): Promise<Drill | null> {
  const known = await openedOrInDoubt(world, reply);
  if (known !== "in-doubt") return known;
  const { held, removed } = world.records;
  const key = replyKey(reply);
  const kept: Held = { ...heardOf(reply), person: reply.person, name: reply.name };
  await held.update(key, (before) => (before !== null && compareEdits(kept, before) <= 0 ? null : kept));
  // Its deletion, or its question's message, may have become known meanwhile.
  const isGone = (await removed.get(removedKey(reply))) !== null;
  const drill = await drillUnder(world, reply.channel, reply.thread);
  if (isGone || drill !== null) await held.delete(key);
  return drill;
}

/**
 * Takes back what is held of a deleted reply, and keeps its id where the reply itself may still come. The drill when its
 * message became known meanwhile.
 */
export async function dropIfInDoubt(world: World, reply: RemovedReply): Promise<Drill | null> {
  const known = await openedOrInDoubt(world, reply);
  if (known !== "in-doubt") return known;
  await world.records.removed.put(removedKey(reply), { at: nowIn(world, reply.channel) });
  await world.records.held.delete(replyKey(reply));
  return drillUnder(world, reply.channel, reply.thread);
}

/** Whether people may see a question of this channel that we do not know the message of. */
export async function isAnyInDoubt(world: World, channel: ChannelKey): Promise<boolean> {
  return isOneInDoubt(world, await openDrillsOf(world, channel));
}

async function openedOrInDoubt(world: World, reply: RemovedReply): Promise<Drill | "in-doubt" | null> {
  const unfinished = await openDrillsOf(world, reply.channel);
  const opened = unfinished.find((drill) => drill.stage === "open" && drill.message.id === reply.thread);
  if (opened !== undefined) return opened;
  return (await isOneInDoubt(world, unfinished)) ? "in-doubt" : null;
}

async function isOneInDoubt(world: World, unfinished: readonly Drill[]): Promise<boolean> {
  return (await Promise.all(unfinished.map((drill) => mayBeOut(world, drill)))).includes(true);
}

async function mayBeOut(world: World, drill: Drill): Promise<boolean> {
  if (drill.stage !== "planned") return false;
  const delivery = await world.records.deliveries.get(deliveryKey(drill.channel, "question", drill.date, 0));
  return delivery !== null && (delivery.state.kind === "sent" || doubtOf(delivery) !== null);
}
