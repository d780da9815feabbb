import type { Delivery } from "../../core/delivery/delivery.ts";
import { lookSince, suspected } from "../../core/delivery/restored.ts";
import { doubtOf, restamped } from "../../core/delivery/step.ts";
import type { DeliveryKey } from "../../core/keys.ts";
import type { Message, MessageRef } from "../../core/message/message.ts";
import { restoredKey } from "../records.ts";
import { reportStanding } from "../report.ts";
import { nowIn, type World } from "../world.ts";
import { attempt, postWanted } from "./attempt.ts";
import { drop, existing, isPast, replace, rulesOf, stepOf } from "./delivery-record.ts";
import type { Wanted } from "./queues.ts";
import type { Ask } from "./turn.ts";

/** One delivery to carry on with. The record exists already; the message is composed anew for each send. */
export type Order = Readonly<{
  key: DeliveryKey;
  message: (sentAt: Temporal.Instant) => Message;
  /** After this instant a message that is surely not out is dropped; null: however late. */
  deadline: Temporal.Instant | null;
  /** When the platform will not let us look: a question rather not than twice, a reveal rather twice than not. */
  whenUnreadable: "park" | "send";
  /**
   * "here": waits for its turn where it is. "later": says which turn a post needs, for the caller to wait with less in
   * hand. The `Ask` of that turn, when it has come: good for one post, and for nothing else.
   */
  turn: "here" | "later" | Ask;
}>;

/** How a delivery stands after as much as can be done now. */
export type Standing =
  | Readonly<{ kind: "sent"; ref: MessageRef; firstSentAt: Temporal.Instant; lastSentAt: Temporal.Instant }>
  /** `wanted`: it goes on in that turn; null: by itself, at that time. */
  | Readonly<{ kind: "waiting"; until: Temporal.Instant; wanted: Wanted | null }>
  | Readonly<{ kind: "parked"; why: string; until: Temporal.Instant }>
  /** `why` is `tooLate`, or the refusal that nobody mended in time. */
  | Readonly<{ kind: "dropped"; why: string }>;

// Doubt, look, send, record: more rounds than that at one instant would be a loop.
const mostRounds = 4;

/**
 * Carries one delivery on by the steps of delivery.md: wait for its turn, claim, look if in doubt, write the intent down,
 * send once, record.
 * Safe to call again at any time, by any process. Rejects only when the store fails.
 */
export async function deliver(world: World, order: Order): Promise<Standing> {
  await suspectAfterRestore(world, order.key);
  let isTurnUsed = false;
  for (let round = 0; round < mostRounds; round += 1) {
    const delivery = await existing(world, order.key);
    const now = nowIn(world, delivery.channel);
    reportStanding(world, delivery, now);
    const step = stepOf(world, delivery, now);
    if (step.kind === "finished") return standingOf(delivery, now);
    if (isHopeless(order, delivery, now)) {
      await drop(world, delivery, now);
      continue;
    }
    switch (step.kind) {
      case "stay-parked":
        return { kind: "parked", why: step.why, until: step.until };
      case "wait":
        return waiting(step.until);
      case "restamp":
        await replace(world, delivery, restamped(delivery, now));
        break;
      case "send":
      case "look":
        if (order.turn === "later" && step.kind === "send") return waiting(now, postWanted(world, order, delivery));
        // Its turn did not come: somebody else wants the channel, the bot stops, or its time is over.
        if (isTurnUsed || (await attempt(world, order, delivery, step)) === "put-off") {
          return waiting(nowIn(world, delivery.channel));
        }
        isTurnUsed = typeof order.turn === "function";
    }
  }
  return waitingAfter(world, order.key);
}

/** On a restored store, what was never sent by its record may be out: it becomes a doubt, to be looked for. */
async function suspectAfterRestore(world: World, key: DeliveryKey): Promise<void> {
  const restored = await world.records.restored.get(restoredKey);
  if (restored === null) return;
  const delivery = await existing(world, key);
  const since = lookSince(delivery, restored);
  if (since === null) return;
  const visibleAt = restored.restoredAt.add({ milliseconds: rulesOf(world, delivery).visibleAfterMs });
  await replace(world, delivery, suspected(delivery, since, visibleAt));
}

/** Somebody else changes the delivery at every turn: what they hold runs out with their lease. */
async function waitingAfter(world: World, key: DeliveryKey): Promise<Standing> {
  const { channel } = await existing(world, key);
  return waiting(nowIn(world, channel).add({ milliseconds: world.settings.leaseMs }));
}

const waiting = (until: Temporal.Instant, wanted: Wanted | null = null): Standing => ({
  kind: "waiting",
  until,
  wanted,
});

function standingOf(delivery: Delivery, now: Temporal.Instant): Standing {
  switch (delivery.state.kind) {
    case "sent":
      return delivery.state;
    case "dropped":
      return { kind: "dropped", why: delivery.state.why };
    default:
      return waiting(now);
  }
}

/** Surely not out, and nobody wants it any more. */
const isHopeless = (order: Order, delivery: Delivery, now: Temporal.Instant): boolean =>
  doubtOf(delivery) === null && isPast(order.deadline, now);
