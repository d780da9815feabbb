import type { Delivery } from "../core/delivery/delivery.ts";
import { afterFailure, failureOf, parked } from "../core/delivery/outcome.ts";
import { lookSince, suspected } from "../core/delivery/restored.ts";
import { claimed, doubtOf, intending, nextStep, restamped } from "../core/delivery/step.ts";
import { BotError } from "../core/errors.ts";
import type { DeliveryKey } from "../core/keys.ts";
import type { Message, MessageRef } from "../core/message/message.ts";
import type { Platform } from "../ports/platform.ts";
import { replaceIf, restoredKey } from "./records.ts";
import { reportStanding } from "./report.ts";
import { nowIn, platformOf, type World } from "./world.ts";

/** One delivery to carry on with. The record exists already; the message is composed anew for each send. */
export type Order = Readonly<{
  key: DeliveryKey;
  message: (sentAt: Temporal.Instant) => Message;
  /** After this instant a message that is surely not out is dropped; null: however late. */
  deadline: Temporal.Instant | null;
  /** When the platform will not let us look: a question rather not than twice, a reveal rather twice than not. */
  whenUnreadable: "park" | "send";
}>;

/** How a delivery stands after as much as can be done now. */
export type Standing =
  | Readonly<{ kind: "sent"; ref: MessageRef; firstSentAt: Temporal.Instant; lastSentAt: Temporal.Instant }>
  | Readonly<{ kind: "waiting"; until: Temporal.Instant }>
  | Readonly<{ kind: "parked"; why: string; until: Temporal.Instant }>
  /** `why` is `tooLate`, or the refusal that nobody mended in time. */
  | Readonly<{ kind: "dropped"; why: string }>;

/** Why a message was dropped that nothing but time stood against. */
export const tooLate = "too late";

/** A refusal for good is tried again once an hour, so that a mended cause needs no restart; far from any ban. */
const parkedMs = 3_600_000;

// Doubt, look, send, record: more rounds than that at one instant would be a loop.
const mostRounds = 4;

/**
 * Carries one delivery on by the steps of delivery.md: claim, look if in doubt, write the intent down, send once, record.
 * Safe to call again at any time, by any process. Rejects only when the store fails.
 */
export async function deliver(world: World, order: Order): Promise<Standing> {
  await suspectAfterRestore(world, order.key);
  for (let round = 0; round < mostRounds; round += 1) {
    const delivery = await existing(world, order.key);
    const now = nowIn(world, delivery.channel);
    reportStanding(world, delivery, now);
    const step = nextStep(delivery, now, world.settings.owner, rulesOf(world, delivery));
    switch (step.kind) {
      case "finished":
        return standingOf(delivery, now);
      case "stay-parked":
        if (!isHopeless(order, delivery, now)) return { kind: "parked", why: step.why, until: step.until };
        await drop(world, delivery, now);
        break;
      case "wait":
        if (!isHopeless(order, delivery, now)) return { kind: "waiting", until: step.until };
        await drop(world, delivery, now);
        break;
      case "restamp":
        await replace(world, delivery, restamped(delivery, now));
        break;
      case "send":
        if (isHopeless(order, delivery, now)) await drop(world, delivery, now);
        else await claimAndSend(world, order, delivery);
        break;
      case "look":
        await look(world, order, delivery, step.since);
        break;
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
  return { kind: "waiting", until: nowIn(world, channel).add({ milliseconds: world.settings.leaseMs }) };
}

async function claimAndSend(world: World, order: Order, delivery: Delivery): Promise<void> {
  const claim = await claimFor(world, delivery);
  if (claim !== null) await send(world, order, claim);
}

async function send(world: World, order: Order, claim: Delivery): Promise<void> {
  const sentAt = nowIn(world, claim.channel);
  const intent = await replace(world, claim, intending(claim, sentAt));
  // A process that stood still meanwhile may send no more: another one may be looking for this send already.
  if (intent === null || leaseIsOver(intent, nowIn(world, claim.channel))) return;
  let ref: MessageRef;
  try {
    ref = await platformOf(world, claim.channel).post(intent.to, order.message(sentAt), order.key);
  } catch (error) {
    await recordFailure(world, intent, error);
    return;
  }
  await recordSent(world, intent, { ref, found: false });
}

/** A clock that is wrong by no more than this is not noticed (delivery.md: 60 s); looking that much further back costs nothing. */
const clockMarginMs = 60_000;

async function look(world: World, order: Order, delivery: Delivery, since: Temporal.Instant): Promise<void> {
  const claim = await claimFor(world, delivery);
  if (claim === null) return;
  const from = since.subtract({ milliseconds: clockMarginMs });
  const found = await findAgain(platformOf(world, claim.channel), claim, from);
  if (found instanceof Error) await afterBlindLook(world, order, claim, found);
  else if (found !== null) await recordSent(world, claim, { ref: found, found: true });
  else if (isPast(order.deadline, nowIn(world, claim.channel))) await drop(world, claim, nowIn(world, claim.channel));
  else await send(world, order, claim);
}

/** The message, null when surely absent, or why we could not look. */
async function findAgain(
  platform: Platform,
  delivery: Delivery,
  since: Temporal.Instant,
): Promise<MessageRef | null | Error> {
  try {
    return await platform.find(delivery.to, delivery.key, since);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function afterBlindLook(world: World, order: Order, claim: Delivery, error: Error): Promise<void> {
  const failure = failureOf(error, claim.attempt);
  if (failure.kind === "refused" && order.whenUnreadable === "send") return send(world, order, claim);
  world.log.warn("could not look for a message in doubt", { delivery: claim.key, attempt: claim.attempt, error });
  const now = nowIn(world, claim.channel);
  // A look that failed says nothing about the send: whatever the error, the doubt stays.
  const after =
    failure.kind === "refused"
      ? parked(claim, failure.why, now)
      : afterFailure(claim, { ...failure, kind: "doubt" }, now);
  await replace(world, claim, after);
}

/** A message that is out; `found` by looking for it. */
type Out = Readonly<{ ref: MessageRef; found: boolean }>;

/** Writes down where it is out. What was found may have gone out with the first send or with the latest. */
async function recordSent(world: World, claim: Delivery, { ref, found }: Out): Promise<void> {
  const now = nowIn(world, claim.channel);
  const { firstSentAt, lastSentAt } = doubtOf(claim) ?? { firstSentAt: now, lastSentAt: now };
  const state = { kind: "sent", ref, firstSentAt, lastSentAt } as const;
  const recorded = await replace(world, claim, { ...claim, lease: null, notBefore: null, state });
  if (recorded !== null) world.figures.report({ kind: "sent", of: claim.kind, found });
}

async function recordFailure(world: World, intent: Delivery, error: unknown): Promise<void> {
  const failure = failureOf(error, intent.attempt);
  world.log.warn("a message was not delivered yet", { delivery: intent.key, outcome: failure.kind, error });
  world.figures.report({ kind: "failed", of: intent.kind, outcome: failure.kind });
  await replace(world, intent, afterFailure(intent, failure, nowIn(world, intent.channel)));
}

async function drop(world: World, delivery: Delivery, now: Temporal.Instant): Promise<void> {
  const why = delivery.state.kind === "parked" ? delivery.state.why : tooLate;
  const dropped = await replace(world, delivery, {
    ...delivery,
    lease: null,
    state: { kind: "dropped", why, at: now },
  });
  if (dropped !== null) world.figures.report({ kind: "dropped", of: delivery.kind });
}

const claimFor = (world: World, delivery: Delivery): Promise<Delivery | null> =>
  replace(
    world,
    delivery,
    claimed(delivery, nowIn(world, delivery.channel), world.settings.owner, world.settings.leaseMs),
  );

/** Writes `after` if nobody else has taken the delivery since `before` was read; null when somebody has. */
async function replace(world: World, before: Delivery, after: Delivery): Promise<Delivery | null> {
  const isUntouched = (current: Delivery | null): boolean =>
    current?.attempt === before.attempt && current.state.kind === before.state.kind;
  return (await replaceIf(world.records.deliveries, before.key, isUntouched, after)) ? after : null;
}

async function existing(world: World, key: DeliveryKey): Promise<Delivery> {
  const delivery = await world.records.deliveries.get(key);
  if (delivery !== null) return delivery;
  throw new BotError("store.damaged", `${key}: the delivery to carry on with is not in the store`, {
    hint: "restore the newest backup; the bot looks on the platform before it posts anything again",
  });
}

function rulesOf(world: World, delivery: Delivery) {
  const { repeatSafeMs, visibleAfterMs } = platformOf(world, delivery.channel).facts;
  return { leaseMs: world.settings.leaseMs, repeatSafeMs, visibleAfterMs, parkedMs };
}

function standingOf(delivery: Delivery, now: Temporal.Instant): Standing {
  switch (delivery.state.kind) {
    case "sent":
      return delivery.state;
    case "dropped":
      return { kind: "dropped", why: delivery.state.why };
    default:
      return { kind: "waiting", until: now };
  }
}

/** Surely not out, and nobody wants it any more. */
const isHopeless = (order: Order, delivery: Delivery, now: Temporal.Instant): boolean =>
  doubtOf(delivery) === null && isPast(order.deadline, now);

const leaseIsOver = ({ lease }: Delivery, now: Temporal.Instant): boolean =>
  lease === null || Temporal.Instant.compare(lease.until, now) <= 0;

const isPast = (deadline: Temporal.Instant | null, now: Temporal.Instant): boolean =>
  deadline !== null && Temporal.Instant.compare(deadline, now) < 0;
