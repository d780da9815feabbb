/** A pause that a platform asked for; milliseconds. `refusals` counts those in a row that named no usable wait. */
export type Gate = Readonly<{ until: number; refusals: number }>;

/** Nothing asked for. */
export const openGate: Gate = { until: Number.NEGATIVE_INFINITY, refusals: 0 };

/** Our own wait when the platform names none; doubles with each refusal in a row, up to five minutes. */
const firstWaitMs = 1_000;
const longestOwnWaitMs = 300_000;
/** A wait longer than a day is taken for one that was garbled. */
const longestWaitMs = 86_400_000;

/** The wait in a `Retry-After` header or body, given in seconds, as milliseconds; null when missing or garbage. */
export function readRetryAfter(seconds: string | number | null | undefined): number | null {
  if (!/^\s*\d+(\.\d+)?\s*$/.test(String(seconds))) return null;
  const wait = Math.ceil(Number(seconds) * 1000);
  return isUsable(wait) ? wait : null;
}

/** The gate after a 429. Those that were under way together count as one refusal. */
export function refused(gate: Gate, retryAfterMs: number | null, now: number): Gate {
  const named = retryAfterMs ?? 0;
  if (isUsable(named)) return { ...gate, until: Math.max(gate.until, now + named) };
  if (now < gate.until) return gate;
  const wait = Math.min(longestOwnWaitMs, firstWaitMs * 2 ** gate.refusals);
  return { until: now + wait, refusals: gate.refusals + 1 };
}

/** The gate after a send that was let through; a pause that was asked for stays. */
export const letThrough = (gate: Gate): Gate => ({ ...gate, refusals: 0 });

/** A wait of nothing would make a loop of asking. */
const isUsable = (waitMs: number): boolean => waitMs > 0 && waitMs <= longestWaitMs;
