/**
 * So many sends a second on average, and `burst` at once after a rest (both may be fractions, `burst` at least 1). In any
 * `s` seconds at most `burst + perSecond × s` go: keep that below the limit + 1 to stay within it however it is counted.
 */
export type Rate = Readonly<{
  perSecond: number;
  burst: number;
  /** For a limit like "50 in any second": what a late timer held up is made up for, as far as the window has room. */
  window?: Window;
}>;

/** At most `sends` (a whole number) in any `ms` milliseconds. */
export type Window = Readonly<{ sends: number; ms: number }>;

/** A token bucket, full at first. Times in milliseconds, never running back. */
export type Bucket = Readonly<{
  /** When `tokens` are there: `now` or later. */
  opensAt: (tokens: number, now: number) => number;
  /** Takes one token. */
  take: (now: number) => void;
}>;

/** What adding up fractions may lose. */
const rounding = 1e-6;
/** A machine that stood still for longer begins anew. */
const longestLateMs = 250;

/** A bucket for the rate. */
export function createBucket({ perSecond, burst, window }: Rate): Bucket {
  const latest = window === undefined ? null : createLatest(window);
  let tokens = burst;
  let countedAt = Number.NEGATIVE_INFINITY;
  /** Whoever asked in vain was told to come back when so many tokens are there; they may come late. */
  let awaited = 0;
  const most = (): number =>
    latest === null || awaited === 0 ? burst : Math.max(burst, awaited + (longestLateMs * perSecond) / 1000);
  const count = (now: number): void => {
    if (now > countedAt) tokens = Math.min(most(), tokens + ((now - countedAt) * perSecond) / 1000);
    countedAt = now;
  };
  return {
    opensAt: (needed, now) => {
      count(now);
      const refilledAt = tokens >= needed - rounding ? now : now + ((needed - tokens) * 1000) / perSecond;
      const at = Math.max(refilledAt, latest?.opensAt() ?? now);
      awaited = at > now ? needed : 0;
      return at;
    },
    take: (now) => {
      count(now);
      tokens -= 1;
      latest?.add(now);
    },
  };
}

/** The times of the latest sends, as many as a window may hold. */
function createLatest({ sends, ms }: Window) {
  const times: number[] = [];
  let oldest = 0;
  return {
    /** When the oldest of them is out of the window; long ago while there are fewer. */
    opensAt: (): number => (times[oldest] ?? Number.NEGATIVE_INFINITY) + ms,
    add: (now: number): void => {
      times[oldest] = now;
      oldest = (oldest + 1) % sends;
    },
  };
}
