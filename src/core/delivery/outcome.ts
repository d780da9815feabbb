import { BotError, type Refusal } from "../errors.ts";
import type { Delivery } from "./delivery.ts";
import { doubtOf } from "./step.ts";

/** What a failed send means (delivery.md, *Outcome classes*). */
export type Failure =
  | Readonly<{ kind: "refused"; why: Refusal }>
  /** Surely not sent; ask again after the wait. */
  | Readonly<{ kind: "not-sent"; retryAfterMs: number }>
  /** It may be out: look before anything is sent again. */
  | Readonly<{ kind: "doubt"; retryAfterMs: number }>;

/** Wait after a failed send that carries no wait of its own; doubles up to five minutes. */
const firstWaitMs = 5_000;
const longestWaitMs = 300_000;

/** Sorts what a platform threw. Whatever is not known to be harmless is doubt. */
export function failureOf(error: unknown, attempt: number): Failure {
  if (!(error instanceof BotError)) return { kind: "doubt", retryAfterMs: backOff(attempt) };
  switch (error.code) {
    case "platform.refused":
      return { kind: "refused", why: error.why ?? "message-rejected" };
    case "platform.busy":
    case "platform.unsent":
      return { kind: "not-sent", retryAfterMs: error.retryAfterMs ?? backOff(attempt) };
    default:
      return { kind: "doubt", retryAfterMs: backOff(attempt) };
  }
}

/** The delivery after a send failed. */
export function afterFailure(delivery: Delivery, failure: Failure, now: Temporal.Instant): Delivery {
  if (failure.kind === "refused") return parked(unsent(delivery), failure.why, now);
  const before = failure.kind === "not-sent" ? unsent(delivery) : delivery;
  return { ...before, lease: null, notBefore: now.add({ milliseconds: failure.retryAfterMs }) };
}

/** The delivery laid aside after a refusal; what may be out stays in doubt. */
export const parked = (delivery: Delivery, why: string, now: Temporal.Instant): Delivery => ({
  ...delivery,
  lease: null,
  state: { kind: "parked", why, at: now, doubt: doubtOf(delivery) },
});

/** A refused delivery whose cause is mended, to be carried on with at once; any other as it is. */
export function released(delivery: Delivery): Delivery {
  if (delivery.state.kind !== "parked") return delivery;
  const { doubt } = delivery.state;
  return { ...delivery, notBefore: null, state: doubt === null ? { kind: "planned" } : { kind: "sending", ...doubt } };
}

/** An earlier send of the same delivery may still be out, so only the first one goes back to "never sent". */
const unsent = (delivery: Delivery): Delivery =>
  doubtOf(delivery)?.sends === 1 ? { ...delivery, state: { kind: "planned" } } : delivery;

const backOff = (attempt: number): number => Math.min(longestWaitMs, firstWaitMs * 2 ** Math.max(0, attempt - 1));
