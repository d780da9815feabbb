import { type Bucket, createBucket, type Rate } from "../delivery/bucket.ts";

/** How much each person may ask for, so that nobody's flood holds others up. */
export type Allowance = Readonly<{
  /** Whether there is room for one thing more of `who` at `now`, in milliseconds; if so, it is taken. */
  takes: (who: string, now: number) => boolean;
}>;

/** So many people are kept in mind; whoever was forgotten starts with a full allowance. */
const mostKept = 10_000;

/** An allowance of that rate for each person, full at first. A clock that is set back fills all of them. */
export function createAllowance(rate: Rate): Allowance {
  // Kept in the order of their latest asking.
  const buckets = new Map<string, Bucket>();
  let latest = Number.NEGATIVE_INFINITY;
  return {
    takes: (who, now) => {
      if (now < latest) buckets.clear();
      latest = now;
      const bucket = buckets.get(who) ?? createBucket(rate);
      buckets.delete(who);
      buckets.set(who, bucket);
      const [oldest] = buckets.keys();
      if (buckets.size > mostKept && oldest !== undefined) buckets.delete(oldest);
      if (bucket.opensAt(1, now) > now) return false;
      bucket.take(now);
      return true;
    },
  };
}
