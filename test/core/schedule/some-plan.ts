import { channelKey, type PersonId } from "../../../src/core/keys.ts";
import type { Plan } from "../../../src/core/schedule/plan.ts";

/** A plan as `setup` sent untouched makes it (behaviour.md), in Berlin, since long ago; `with` changes it. */
export const somePlan = (changes: Partial<Plan> = {}): Plan => ({
  channel: channelKey("playground", "W1", "C1"),
  zone: "Europe/Berlin",
  postAt: Temporal.PlainTime.from("09:00"),
  days: [1, 2, 3, 4, 5],
  reveal: { kind: "same-day", at: Temporal.PlainTime.from("16:00") },
  mode: "open",
  topics: [],
  levels: [],
  daysOff: [],
  pause: null,
  graceMinutes: 120,
  announceReveal: false,
  since: Temporal.Instant.from("2000-01-01T00:00Z"),
  configuredBy: "U1" as PersonId,
  stopped: false,
  ...changes,
});

export const date = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
export const time = (text: string): Temporal.PlainTime => Temporal.PlainTime.from(text);
export const instant = (text: string): Temporal.Instant => Temporal.Instant.from(text);
export const everyDay = [1, 2, 3, 4, 5, 6, 7] as const;
