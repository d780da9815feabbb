import { type Bucket, createBucket, type Rate } from "./bucket.ts";

/** What the headers of a response say of its route: sends a window, how many are left in it, when the next begins. */
export type RouteHeaders = Readonly<{ limit: number; remaining: number; resetAfterMs: number }>;

/** The limit of one route; milliseconds. */
export type RouteLimit = Readonly<{
  /** When the next send may go; infinite while that depends on a response that is under way. */
  opensAt: (now: number) => number;
  take: (now: number) => void;
  /** A send came to its end: with these headers, with a response that has none, or (null) without one that tells. */
  settle: (told: RouteHeaders | "no-limit" | null, now: number) => void;
}>;

/** A route whose rate is published. */
export function publishedLimit(rate: Rate): RouteLimit {
  const bucket: Bucket = createBucket(rate);
  return { opensAt: (now) => bucket.opensAt(1, now), take: bucket.take, settle: () => undefined };
}

type Window = Readonly<{ limit: number; remaining: number; endsAt: number; longMs: number }>;

/**
 * A route whose limit is learnt from headers. Until the first response says something, one send at a time; a response
 * without a limit makes the route free.
 */
export function learntLimit(): RouteLimit {
  let known: Window | "nothing" | "free" = "nothing";
  let underWay = 0;
  const at = (now: number): typeof known => {
    if (typeof known === "object" && now >= known.endsAt) known = nextWindow(known, underWay, now);
    return known;
  };
  return {
    opensAt: (now) => {
      const window = at(now);
      if (window === "free") return now;
      if (window === "nothing") return underWay === 0 ? now : Number.POSITIVE_INFINITY;
      return window.remaining > 0 ? now : window.endsAt;
    },
    take: (now) => {
      const window = at(now);
      if (typeof window === "object") known = { ...window, remaining: window.remaining - 1 };
      underWay += 1;
    },
    settle: (told, now) => {
      underWay -= 1;
      const window = at(now);
      if (told === "no-limit") known = window === "nothing" ? "free" : window;
      else if (told !== null && isSound(told)) known = learnt(window, told, underWay, now);
    },
  };
}

/** A window that no response has told of yet: as long as the longest before it, less what is still under way. */
const nextWindow = ({ limit, longMs }: Window, underWay: number, now: number): Window => ({
  limit,
  remaining: limit - underWay,
  endsAt: now + longMs,
  longMs,
});

/** Responses may overtake each other, so within one window what is left never grows. */
function learnt(before: Window | string, headers: RouteHeaders, underWay: number, now: number): Window {
  const { limit, resetAfterMs } = headers;
  const left = headers.remaining - underWay;
  const endsAt = now + resetAfterMs;
  if (typeof before === "string") return { limit, remaining: left, endsAt, longMs: resetAfterMs };
  return {
    limit,
    remaining: Math.min(before.remaining, left),
    endsAt: Math.max(before.endsAt, endsAt),
    longMs: Math.max(before.longMs, resetAfterMs),
  };
}

const isSound = ({ limit, remaining, resetAfterMs }: RouteHeaders): boolean =>
  limit >= 1 && Number.isFinite(limit) && remaining >= 0 && resetAfterMs >= 0 && Number.isFinite(resetAfterMs);
