/** The time on a platform, as an answer of it told: cut to whole seconds, and both of ours by this machine's clock. */
export type ToldTime = Readonly<{ at: Temporal.Instant; askedAt: Temporal.Instant; heardAt: Temporal.Instant }>;

/** How this machine's clock stands against one platform's. */
export type ClockCheck = Readonly<{
  /** What counts: changed by two answers in a row that say the same. */
  standing: ClockStanding;
  /** What the latest answer says. */
  latest: ClockStanding;
  /** By the latest answer ours is at least that far ahead, in milliseconds; below 0: behind; 0: no difference shows. */
  aheadMs: number;
  heardAt: Temporal.Instant;
}>;
export type ClockStanding = "right" | "ahead" | "behind";

/** A clock that one platform's time contradicts; `aheadMs` as above. */
export type ClockOff = Readonly<{ aheadMs: number; whose: "ours" | "theirs" | "unknown" }>;

/** delivery.md, *Missed slots, clocks*: platform `Date` headers that differ by more than 60 s. */
const tolerableMs = 60_000;
/** `Date` leaves out what is below a second. */
const cutMs = 1_000;
/** A quiet platform is asked for its time that often, so that what is due meets a clock that was just checked. */
const askEveryMs = 600_000;
/** The end of a difference is noticed within this time; it is confirmed at once. */
const askAgainMs = 30_000;

/**
 * The check after one more answer. A single answer changes nothing, however far it is off: some server of a platform, or a
 * proxy on the way, can be wrong by itself, and the next answer says so.
 */
export function checkedBy(before: ClockCheck | null, told: ToldTime): ClockCheck {
  const aheadMs = aheadBy(told);
  const latest = standingOf(aheadMs);
  const standing = before?.latest === latest ? latest : (before?.standing ?? "right");
  return { standing, latest, aheadMs, heardAt: told.heardAt };
}

/**
 * Whether a platform that has told its time before should be asked for it again: at once where the latest answer says
 * something new. `askedAt`: since when that question has been without an answer; null when none is.
 */
export function isWorthAsking(check: ClockCheck, askedAt: Temporal.Instant | null, now: Temporal.Instant): boolean {
  const { standing, latest, heardAt } = check;
  // A clock that was set back leaves what was before ahead of it.
  if (askedAt !== null) return Math.abs(msBetween(askedAt, now)) >= askAgainMs;
  if (latest !== standing) return true;
  return Math.abs(msBetween(heardAt, now)) >= (standing === "right" ? askEveryMs : askAgainMs);
}

/**
 * Whose clock is wrong, for a platform whose own check shows a difference: this machine's where every other platform says
 * so too, the platform's where another one agrees with us, and nobody knows where there is no other.
 */
export function whoseFault(check: ClockCheck, others: readonly ClockCheck[]): ClockOff["whose"] {
  if (others.length === 0) return "unknown";
  if (others.every(({ standing }) => standing === check.standing)) return "ours";
  return others.some(({ standing }) => standing === "right") ? "theirs" : "unknown";
}

/** The answer was given between our question and our hearing it: only a time outside of that shows a difference. */
function aheadBy({ at, askedAt, heardAt }: ToldTime): number {
  const sinceAsked = msBetween(at, askedAt) - cutMs;
  if (sinceAsked > 0) return sinceAsked;
  return Math.min(0, msBetween(at, heardAt));
}

function standingOf(aheadMs: number): ClockStanding {
  if (Math.abs(aheadMs) <= tolerableMs) return "right";
  return aheadMs > 0 ? "ahead" : "behind";
}

const msBetween = (from: Temporal.Instant, to: Temporal.Instant): number =>
  to.epochMilliseconds - from.epochMilliseconds;
