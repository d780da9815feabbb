import { setImmediate } from "node:timers/promises";
import type { Clock, Timer } from "../../../src/ports/runtime.ts";

/**
 * A clock that runs `speed` times as fast as the wall's from the wall's `wallMs` on, so that the leases, waits and
 * time limits of delivery.md stay as they are and a day takes seconds. Processes with the same three figures agree.
 */
export type FastTime = Readonly<{ startsAt: string; wallMs: number; speed: number }>;

/** The clock of a fast time. */
export function fastClock({ startsAt, wallMs, speed }: FastTime): Clock {
  const start = Temporal.Instant.from(startsAt);
  return { now: () => start.add({ milliseconds: Math.round((Date.now() - wallMs) * speed) }) };
}

/** Timers of a fast time. */
export const fastTimer = (time: FastTime): Timer => ({
  after: (ms, then) => {
    const timer = setTimeout(then, onTheWall(ms, time));
    return () => clearTimeout(timer);
  },
  breathe: () => setImmediate(),
});

/** How many milliseconds of the wall so many of the fast time are; whole ones, as timeouts of requests take no others. */
export const onTheWall = (ms: number, { speed }: FastTime): number => Math.round(ms / speed);
