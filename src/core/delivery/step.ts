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
  if (notBefore !== null && isAfter(notBefore, now)) return { kind: "wait", until: notBefore };
  if (state.kind === "planned") return { kind: "send" };
  if (state.kind === "parked") return fromParked(state.why, state.at.add({ milliseconds: rules.parkedMs }), now);
  if (isAfter(state.lastSentAt, now)) return { kind: "restamp" };
  if (isAfter(state.firstSentAt.add({ milliseconds: rules.repeatSafeMs }), now)) return { kind: "send" };
  const visibleAt = state.lastSentAt.add({ milliseconds: rules.visibleAfterMs });
  if (isAfter(visibleAt, now)) return { kind: "wait", until: visibleAt };
  return { kind: "look", since: state.firstSentAt };
}

const fromParked = (why: string, until: Temporal.Instant, now: Temporal.Instant): DeliveryStep =>
  isAfter(until, now) ? { kind: "stay-parked", why, until } : { kind: "send" };

/** The delivery taken by `owner` for one attempt; recording its outcome is fenced by the new attempt number. */
export const claimed = (delivery: Delivery, now: Temporal.Instant, owner: string, leaseMs: number): Delivery => ({
  ...delivery,
  attempt: delivery.attempt + 1,
  lease: { owner, until: now.add({ milliseconds: leaseMs }) },
});

/** The delivery with the intent to send written down. */
export const intending = (delivery: Delivery, now: Temporal.Instant): Delivery => ({
  ...delivery,
  notBefore: null,
  state: {
    kind: "sending",
    firstSentAt: delivery.state.kind === "sending" ? delivery.state.firstSentAt : now,
    lastSentAt: now,
    sends: delivery.state.kind === "sending" ? delivery.state.sends + 1 : 1,
  },
});

/** The delivery with its send counted from `now`, after the clock was set back. */
export function restamped(delivery: Delivery, now: Temporal.Instant): Delivery {
  if (delivery.state.kind !== "sending") return delivery;
  return {
    ...delivery,
    state: { ...delivery.state, firstSentAt: earlier(delivery.state.firstSentAt, now), lastSentAt: now },
  };
}

const isAfter = (one: Temporal.Instant, other: Temporal.Instant): boolean => Temporal.Instant.compare(one, other) > 0;

const earlier = (one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant =>
  isAfter(one, other) ? other : one;
