import type { Delivery } from "../core/delivery/delivery.ts";
import type { ChannelKey } from "../core/keys.ts";
import type { Unsettled } from "../ports/figures.ts";
import { lostPrefix } from "./channels/channel-change.ts";
import { nowIn, type World } from "./world.ts";

/** Tells how a delivery stands, whoever has brought it there: this process, another one, or one that is dead. */
export function reportStanding(world: World, delivery: Delivery, now: Temporal.Instant): void {
  const { key, kind } = delivery;
  world.figures.report({ kind: "delivery", key, of: kind, stands: unsettled(delivery, now) });
}

/** Tells how many replies wait for a post that is in doubt: looked up, since another process may have taken them in. */
export async function reportHeld(world: World): Promise<void> {
  const ages: number[] = [];
  for (const platform of world.platforms.keys()) {
    for await (const [key, { at }] of world.records.held.list(`${platform}/`)) {
      const channel = key.split("/").slice(0, 3).join("/") as ChannelKey;
      ages.push(msBetween(at, nowIn(world, channel)));
    }
  }
  world.figures.report({ kind: "held", replies: ages.length, oldestMs: Math.max(0, ...ages) });
}

/** Tells how many channels with a plan the bot has lost; counted in the store, which knows it over a restart. */
export async function reportLost(world: World): Promise<void> {
  let channels = 0;
  for await (const [_key] of world.records.said.list(lostPrefix)) channels += 1;
  world.figures.report({ kind: "lost", channels });
}

/** From one instant to another, in milliseconds. */
export const msBetween = (from: Temporal.Instant, to: Temporal.Instant): number =>
  to.epochMilliseconds - from.epochMilliseconds;

function unsettled({ state }: Delivery, now: Temporal.Instant): Unsettled | null {
  switch (state.kind) {
    case "planned":
      return { is: "due" };
    case "parked":
      return { is: "parked" };
    case "sending":
      return { is: "doubt", forMs: msBetween(state.firstSentAt, now) };
    case "sent":
    case "dropped":
      return null;
  }
}
