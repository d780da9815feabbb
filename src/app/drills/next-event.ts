import type { ChannelKey } from "../../core/keys.ts";
import { words } from "../../core/message/words.ts";
import type { World } from "../world.ts";
import { nextFreeSlot } from "./coming-slots.ts";
import { openDrillsOf } from "./open-drills.ts";

/** What happens next in a channel, in a few words, on the channel's own clock. */
export type NextEvent = Readonly<{ at: Temporal.Instant; what: string }>;

/** The next reveal or question of a channel; null when nothing is planned. */
export async function nextEvent(world: World, channel: ChannelKey): Promise<NextEvent | null> {
  const drills = await openDrillsOf(world, channel);
  const plan = await world.records.plans.get(channel);
  const slot = plan === null ? null : await nextFreeSlot(world, plan);
  const events = [
    ...drills.flatMap((drill) => (drill.stage === "open" ? [{ at: drill.revealAt, what: words.next.reveal }] : [])),
    ...(slot === null ? [] : [{ at: slot.postAt, what: words.next.question }]),
  ];
  return events.toSorted((one, other) => Temporal.Instant.compare(one.at, other.at))[0] ?? null;
}
