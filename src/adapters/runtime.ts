import { randomBytes, randomInt } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { Chance, Clock, Timer } from "../ports/runtime.ts";

/** The machine's clock. */
export const systemClock: Clock = { now: () => Temporal.Now.instant() };

// setTimeout fires at once for longer waits.
const longestMs = 2 ** 31 - 1;

/** The machine's timers. A wait is cut at 24.8 days. */
export const systemTimer: Timer = {
  after: (ms, then) => {
    const timer = setTimeout(then, Math.min(ms, longestMs));
    return () => clearTimeout(timer);
  },
  breathe: () => setImmediate(),
};

// randomInt spans at most 2^48 - 1.
const span = 2 ** 48 - 1;

/** The machine's source of chance. An id holds 128 bits: 16 bytes are 22 characters of base64url. */
export const systemChance: Chance = {
  id: () => randomBytes(16).toString("base64url"),
  number: () => randomInt(span) / span,
};
