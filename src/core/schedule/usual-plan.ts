import type { Plan } from "./plan.ts";

/** What a plan cannot have without somebody's word. */
export type PlanFor = Pick<Plan, "channel" | "zone" | "configuredBy" | "since">;

/** delivery.md, *Missed slots*: a question may be late by up to two hours. */
export const usualGraceMinutes = 120;

/** The plan of `setup` sent untouched: Monday to Friday, 09:00, reveal 16:00 the same day, open, everything. */
export const usualPlan = (of: PlanFor): Plan => ({
  ...of,
  postAt: Temporal.PlainTime.from("09:00"),
  days: [1, 2, 3, 4, 5],
  reveal: { kind: "same-day", at: Temporal.PlainTime.from("16:00") },
  mode: "open",
  topics: [],
  levels: [],
  daysOff: [],
  pause: null,
  graceMinutes: usualGraceMinutes,
  announceReveal: false,
  ping: null,
  stopped: false,
});
