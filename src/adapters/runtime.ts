import { randomBytes, randomInt } from "node:crypto";
import type { Chance, Clock } from "../ports/runtime.ts";

/** The machine's clock. */
export const systemClock: Clock = { now: () => Temporal.Now.instant() };

// randomInt spans at most 2^48 - 1.
const span = 2 ** 48 - 1;

/** The machine's source of chance. An id holds 128 bits: 16 bytes are 22 characters of base64url. */
export const systemChance: Chance = {
  id: () => randomBytes(16).toString("base64url"),
  number: () => randomInt(span) / span,
};
