/**
 * So many sends a second on average, and `burst` at once after a rest (both may be fractions, `burst` at least 1). In any
 * `s` seconds at most `burst + perSecond × s` go: keep that below the limit + 1 to stay within it however it is counted.
 */
export type Rate = Readonly<{ perSecond: number; burst: number }>;

/** A token bucket, full at first. Times in milliseconds, never running back. */
export type Bucket = Readonly<{
  /** When `tokens` are there: `now` or later. */
  opensAt: (tokens: number, now: number) => number;
  /** Takes one token. */
  take: (now: number) => void;
}>;

/** What adding up fractions may lose. */
const rounding = 1e-6;

/** A bucket for the rate. */
export function createBucket({ perSecond, burst }: Rate): Bucket {
  let tokens = burst;
  let countedAt = Number.NEGATIVE_INFINITY;
  const count = (now: number): void => {
    tokens = Math.min(burst, tokens + ((now - countedAt) * perSecond) / 1000);
    countedAt = now;
  };
  return {
    opensAt: (needed, now) => {
      count(now);
      return tokens >= needed - rounding ? now : now + ((needed - tokens) * 1000) / perSecond;
    },
    take: (now) => {
      count(now);
      tokens -= 1;
    },
  };
}
