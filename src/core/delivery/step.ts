import type { Delivery } from "./delivery.ts";

/** How a delivery behaves on one platform; milliseconds. */
export type DeliveryRules = Readonly<{
  /** How long one process may keep a delivery to itself (delivery.md: 20 s). */
  leaseMs: number;
  /** How long the same key sent again is harmless. */
  repeatSafeMs: number;
  /** How old a send must be before looking for it means anything (Q of delivery.md). */
  visibleAfterMs: number;
  /** How long after a refusal the same thing may be asked again: its cause may have been mended. */
  parkedMs: number;
}>;

/** What to do next with a delivery. */
export type DeliveryStep =
  | Readonly<{ kind: "finished" }>
  | Readonly<{ kind: "wait"; until: Temporal.Instant }>
  | Readonly<{ kind: "stay-parked"; why: string; until: Temporal.Instant }>
  | Readonly<{ kind: "send" }>
  /** In doubt: look for the key in what was posted since, before anything is sent again. */
  | Readonly<{ kind: "look"; since: Temporal.Instant }>
  /** The clock was set back behind a send: count its age from now, so that the wait stays bounded and sound. */
  | Readonly<{ kind: "restamp" }>;

/**
 * The next step of a delivery for `owner` at `now` (delivery.md, *Outgoing*): wait for another's lease or for what the
 * platform asked, send what was never sent, and treat what may have been sent as doubt.
 */
export function nextStep(delivery: Delivery, now: Temporal.Instant, owner: string, rules: DeliveryRules): DeliveryStep {
  const { state, lease, notBefore } = delivery;
  if (state.kind === "sent" || state.kind === "dropped") return { kind: "finished" };
  if (lease !== null && lease.owner !== owner && isAfter(lease.until, now)) return { kind: "wait", until: lease.until };
  const doubt = doubtOf(delivery);
  if (doubt !== null && isAfter(doubt.lastSentAt, now)) return { kind: "restamp" };
  if (notBefore !== null && isAfter(notBefore, now)) return { kind: "wait", until: notBefore };
  if (state.kind === "parked") {
    const until = state.at.add({ milliseconds: rules.parkedMs });
    if (isAfter(until, now)) return { kind: "stay-parked", why: state.why, until };
  }
  return doubt === null ? { kind: "send" } : stepInDoubt(doubt, now, rules);
}

function stepInDoubt(doubt: Doubt, now: Temporal.Instant, rules: DeliveryRules): DeliveryStep {
  // Not by adding: where a repeat is always safe the time is longer than any date can be late.
  if (msBetween(doubt.firstSentAt, now) < rules.repeatSafeMs) return { kind: "send" };
  const visibleAt = doubt.lastSentAt.add({ milliseconds: rules.visibleAfterMs });
  if (isAfter(visibleAt, now)) return { kind: "wait", until: visibleAt };
  return { kind: "look", since: doubt.firstSentAt };
}

/** Sends that were started and may have been carried out. */
export type Doubt = Readonly<{ firstSentAt: Temporal.Instant; lastSentAt: Temporal.Instant; sends: number }>;

/** The sends that may be out; null when surely none is. */
export function doubtOf({ state }: Delivery): Doubt | null {
  if (state.kind === "parked") return state.doubt;
  if (state.kind !== "sending") return null;
  const { firstSentAt, lastSentAt, sends } = state;
  return { firstSentAt, lastSentAt, sends };
}

/** The delivery taken by `owner` for one attempt; recording its outcome is fenced by the new attempt number. */
export const claimed = (delivery: Delivery, now: Temporal.Instant, owner: string, leaseMs: number): Delivery => ({
  ...delivery,
  attempt: delivery.attempt + 1,
  lease: { owner, until: now.add({ milliseconds: leaseMs }) },
});

/** The delivery with the intent to send written down. */
export function intending(delivery: Delivery, now: Temporal.Instant): Delivery {
  const doubt = doubtOf(delivery);
  const firstSentAt = doubt?.firstSentAt ?? now;
  return {
    ...delivery,
    notBefore: null,
    state: { kind: "sending", firstSentAt, lastSentAt: now, sends: (doubt?.sends ?? 0) + 1 },
  };
}

/** How far back a message is looked for when the clock cannot say how old its first send is, in milliseconds: a day. */
const lookBackMs = 86_400_000;

/**
 * The delivery with its latest send counted from `now`, after the clock was set back. How old the first one is nobody
 * knows then: it counts as a day old, too old to repeat, and is looked for from there.
 */
export function restamped(delivery: Delivery, now: Temporal.Instant): Delivery {
  const doubt = doubtOf(delivery);
  if (doubt === null) return delivery;
  const longAgo = now.subtract({ milliseconds: lookBackMs });
  const firstSentAt = isAfter(doubt.firstSentAt, longAgo) ? longAgo : doubt.firstSentAt;
  const state = { kind: "sending", firstSentAt, lastSentAt: now, sends: doubt.sends } as const;
  // A wait was counted on the clock as it stood before.
  return { ...delivery, notBefore: null, state };
}

const isAfter = (one: Temporal.Instant, other: Temporal.Instant): boolean => Temporal.Instant.compare(one, other) > 0;

const msBetween = (from: Temporal.Instant, to: Temporal.Instant): number =>
  to.epochMilliseconds - from.epochMilliseconds;
