import type { PlayClock } from "./protocol.ts";

/** What happens next in the playground, on its own clock. */
export type NextEvent = Readonly<{ at: Temporal.Instant; what: string }>;
export type ClockMove = "next-event" | "day";

/** How far behind the next event a jump lands, so that the event is surely due. */
const landingMs = 1000;

/** The machine's time moved on by what people skipped. */
export const playNow = (machine: Temporal.Instant, aheadMs: number): Temporal.Instant =>
  machine.add({ milliseconds: aheadMs });

/**
 * How far ahead the clock is after a move: never less than before. `day` is one calendar day in the zone, 23 or 25
 * hours where the clocks change; null when there is no event to go to.
 */
export function aheadAfter(
  move: ClockMove,
  from: Readonly<{ now: Temporal.Instant; aheadMs: number; next: NextEvent | null; zone: string }>,
): number | null {
  const { now, aheadMs, next, zone } = from;
  if (move === "day") {
    const then = now.toZonedDateTimeISO(zone).add({ days: 1 }).toInstant();
    return aheadMs + then.epochMilliseconds - now.epochMilliseconds;
  }
  if (next === null) return null;
  return aheadMs + Math.max(0, next.at.epochMilliseconds + landingMs - now.epochMilliseconds);
}

/** The clock as the page gets it. */
export function toPlayClock(now: Temporal.Instant, aheadMs: number, next: NextEvent | null, zone: string): PlayClock {
  const shown = next && { at: next.at.epochMilliseconds, what: next.what };
  return { now: now.epochMilliseconds, aheadMs, next: shown, zone };
}
