import type { Delivery } from "../../core/delivery/delivery.ts";
import { type DeliveryRules, type DeliveryStep, nextStep } from "../../core/delivery/step.ts";
import { BotError } from "../../core/errors.ts";
import type { DeliveryKey } from "../../core/keys.ts";
import { replaceIf } from "../records.ts";
import { platformOf, type World } from "../world.ts";

/** A refusal for good is tried again once an hour, so that a mended cause needs no restart; far from any ban. */
const parkedMs = 3_600_000;

/** The delivery with this key. Raises `store.damaged` when there is none. */
export async function existing(world: World, key: DeliveryKey): Promise<Delivery> {
  const delivery = await world.records.deliveries.get(key);
  if (delivery !== null) return delivery;
  throw new BotError("store.damaged", `${key}: the delivery to carry on with is not in the store`, {
    hint: "restore the newest backup; the bot looks on the platform before it posts anything again",
  });
}

/** Writes `after` if nobody else has taken the delivery since `before` was read; null when somebody has. */
export async function replace(world: World, before: Delivery, after: Delivery): Promise<Delivery | null> {
  const isUntouched = (current: Delivery | null): boolean =>
    current?.attempt === before.attempt && current.state.kind === before.state.kind;
  return (await replaceIf(world.records.deliveries, before.key, isUntouched, after)) ? after : null;
}

/** How deliveries behave on this one's platform. */
export function rulesOf(world: World, delivery: Delivery): DeliveryRules {
  const { repeatSafeMs, visibleAfterMs } = platformOf(world, delivery.channel).facts;
  return { leaseMs: world.settings.leaseMs, repeatSafeMs, visibleAfterMs, parkedMs };
}

/** What this process is to do next with a delivery. */
export const stepOf = (world: World, delivery: Delivery, now: Temporal.Instant): DeliveryStep =>
  nextStep(delivery, now, world.settings.owner, rulesOf(world, delivery));

/** Why a message was dropped that nothing but time stood against. */
export const tooLate = "too late";

/** Nobody wants the message any more; what it was parked for, if it was, is kept as the reason. */
export async function drop(world: World, delivery: Delivery, now: Temporal.Instant): Promise<void> {
  const why = delivery.state.kind === "parked" ? delivery.state.why : tooLate;
  const dropped = await replace(world, delivery, {
    ...delivery,
    lease: null,
    state: { kind: "dropped", why, at: now },
  });
  if (dropped !== null) world.figures.report({ kind: "dropped", of: delivery.kind });
}

/** Whether a deadline is over; null never is. */
export const isPast = (deadline: Temporal.Instant | null, now: Temporal.Instant): boolean =>
  deadline !== null && Temporal.Instant.compare(deadline, now) < 0;
