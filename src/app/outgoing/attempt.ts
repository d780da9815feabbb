import type { Delivery, DeliveryKind } from "../../core/delivery/delivery.ts";
import type { Urgency } from "../../core/delivery/lines.ts";
import { afterFailure, failureOf, parked } from "../../core/delivery/outcome.ts";
import { claimed, type DeliveryStep, doubtOf, intending } from "../../core/delivery/step.ts";
import type { Refusal } from "../../core/errors.ts";
import type { MessageRef } from "../../core/message/message.ts";
import type { PacedCall } from "../../ports/pacing.ts";
import { nowIn, platformOf, type World } from "../world.ts";
import { channelOf, inErrand } from "./calls.ts";
import type { Order } from "./deliver.ts";
import { drop, existing, isPast, replace, stepOf } from "./delivery-record.ts";
import { anErrand } from "./errand.ts";
import type { Carried, Wanted } from "./queues.ts";
import type { Ask } from "./turn.ts";

type ToDo = Extract<DeliveryStep, { kind: "send" | "look" }>;
/** A delivery, and what is to be done with it as it stands. */
type Due = Readonly<{ delivery: Delivery; step: DeliveryStep }>;

/**
 * Sends a delivery once, or looks for it first, when its turn has come; the lease is taken only then, so that none runs
 * out in the queue. "put-off": its turn did not come, or is one for something else, and nothing was changed.
 */
export async function attempt(
  world: World,
  order: Order,
  delivery: Delivery,
  step: ToDo,
): Promise<Carried<void>["kind"]> {
  if (typeof order.turn === "function") {
    if (step.kind !== "send") return "put-off";
    await claimAndSend(world, order, delivery, order.turn);
    return "carried-out";
  }
  const find = { kind: "find", to: delivery.to } as const;
  const wanted = step.kind === "send" ? postWanted(world, order, delivery) : wantedFor(world, order, delivery, find);
  const carried = await world.queues.run(wanted, async (ask, waited) => {
    const current: Due | null = waited ? await stillToDo(world, order, delivery, step) : { delivery, step };
    if (current === null) return;
    if (current.step.kind === "send") await claimAndSend(world, order, current.delivery, ask);
    else if (current.step.kind === "look")
      await look(world, order, current.delivery, { since: current.step.since, ask });
  });
  return carried.kind;
}

const urgencies: Readonly<Record<DeliveryKind, Urgency>> = {
  question: "question",
  hint: "notice",
  "reveal-line": "reveal",
  reveal: "reveal",
};

/** The turn that a delivery needs to be sent. */
export const postWanted = (world: World, order: Order, delivery: Delivery): Wanted =>
  wantedFor(world, order, delivery, { kind: "post", to: delivery.to });

/** A message that is late beyond its deadline is not waited for. */
function wantedFor(world: World, order: Order, delivery: Delivery, call: PacedCall): Wanted {
  const { channel, kind } = delivery;
  const wanted = inErrand(world, { channel, call, urgency: urgencies[kind] });
  const { sendsUntil } = world.errand;
  if (order.deadline === null || doubtOf(delivery) !== null) return { ...wanted, until: sendsUntil };
  const leftMs = order.deadline.epochMilliseconds - nowIn(world, channel).epochMilliseconds;
  const endsAt = world.clock.now().epochMilliseconds + leftMs;
  return { ...wanted, until: Math.min(endsAt, sendsUntil ?? Number.POSITIVE_INFINITY) };
}

/** What was to be done before the wait, on the record as it is now; null when that has changed. */
async function stillToDo(world: World, order: Order, { key }: Delivery, { kind }: ToDo): Promise<Due | null> {
  const delivery = await existing(world, key);
  const now = nowIn(world, delivery.channel);
  const step = stepOf(world, delivery, now);
  if (step.kind !== kind) return null;
  return doubtOf(delivery) === null && isPast(order.deadline, now) ? null : { delivery, step };
}

async function claimAndSend(world: World, order: Order, delivery: Delivery, ask: Ask): Promise<void> {
  const claim = await claimFor(world, delivery);
  if (claim !== null) await send(world, order, claim, ask);
}

const claimFor = (world: World, delivery: Delivery): Promise<Delivery | null> =>
  replace(
    world,
    delivery,
    claimed(delivery, nowIn(world, delivery.channel), world.settings.owner, world.settings.leaseMs),
  );

async function send(world: World, order: Order, claim: Delivery, ask: Ask): Promise<void> {
  const sentAt = nowIn(world, claim.channel);
  const intent = await replace(world, claim, intending(claim, sentAt));
  // A process that stood still meanwhile may send no more: another one may be looking for this send already.
  if (intent === null || leaseIsOver(intent, nowIn(world, claim.channel))) return;
  const platform = platformOf(world, claim.channel);
  let ref: MessageRef;
  try {
    ref = await ask((grant) => platform.post(intent.to, order.message(sentAt), order.key, grant));
  } catch (error) {
    await recordFailure(world, intent, error);
    return;
  }
  await recordSent(world, intent, { ref, found: false });
}

const leaseIsOver = ({ lease }: Delivery, now: Temporal.Instant): boolean =>
  lease === null || Temporal.Instant.compare(lease.until, now) <= 0;

/** A clock that is wrong by no more than this is not noticed (delivery.md: 60 s); looking that much further back costs nothing. */
const clockMarginMs = 60_000;

async function look(
  world: World,
  order: Order,
  delivery: Delivery,
  { since, ask }: Readonly<{ since: Temporal.Instant; ask: Ask }>,
): Promise<void> {
  const claim = await claimFor(world, delivery);
  if (claim === null) return;
  const from = since.subtract({ milliseconds: clockMarginMs });
  const found = await findAgain(world, claim, { from, ask });
  if (found instanceof Error) await afterBlindLook(world, order, claim, found);
  else if (found !== null) await recordSent(world, claim, { ref: found, found: true });
  else if (isPast(order.deadline, nowIn(world, claim.channel))) await drop(world, claim, nowIn(world, claim.channel));
  else await sendAfterLook(world, order, claim);
}

/** The message, null when surely absent, or why we could not look. */
async function findAgain(
  world: World,
  { channel, to, key }: Delivery,
  { from, ask }: Readonly<{ from: Temporal.Instant; ask: Ask }>,
): Promise<MessageRef | null | Error> {
  const platform = platformOf(world, channel);
  try {
    return await ask((grant) => platform.find(to, key, from, grant));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** What was looked for and is not there goes first, as its lease is running; when it cannot go soon, it is let go of. */
async function sendAfterLook(world: World, order: Order, claim: Delivery): Promise<void> {
  const call = { kind: "post", to: claim.to } as const;
  const channel = channelOf(claim.to);
  const { rest } = anErrand;
  const wanted = { ...inErrand(world, { channel, call, urgency: "acknowledgement" }), rest };
  const until = world.clock.now().epochMilliseconds + world.settings.leaseMs / 2;
  const carried = await world.queues.run({ ...wanted, notBefore: null, until }, (ask) =>
    send(world, order, claim, ask),
  );
  if (carried.kind === "put-off") await replace(world, claim, { ...claim, lease: null });
}

async function afterBlindLook(world: World, order: Order, claim: Delivery, error: Error): Promise<void> {
  const failure = failureOf(error, claim.attempt);
  if (failure.kind === "refused" && order.whenUnreadable === "send") return sendAfterLook(world, order, claim);
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

const channelLost: ReadonlySet<Refusal> = new Set(["channel-gone", "channel-archived", "not-a-member", "banned"]);

async function recordFailure(world: World, intent: Delivery, error: unknown): Promise<void> {
  const failure = failureOf(error, intent.attempt);
  // Whatever else waits for such a channel would be refused as well; it is looked at anew, and parked.
  if (failure.kind === "refused" && channelLost.has(failure.why)) world.queues.abandon(intent.channel);
  world.log.warn("a message was not delivered yet", { delivery: intent.key, outcome: failure.kind, error });
  world.figures.report({ kind: "failed", of: intent.kind, outcome: failure.kind });
  await replace(world, intent, afterFailure(intent, failure, nowIn(world, intent.channel)));
}
