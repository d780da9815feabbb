import { BotError } from "../errors.ts";
import { type CalendarDay, dayOf } from "./calendar-day.ts";
import { dayAt } from "./offsets.ts";
import type { Plan } from "./plan.ts";

/** The first day that a pause leaves free: minus infinity when running, infinity until somebody resumes. */
export function firstDayAfterPause(pause: Plan["pause"]): CalendarDay {
  if (pause === null) return Number.NEGATIVE_INFINITY;
  return pause.until === null ? Number.POSITIVE_INFINITY : dayOf(pause.until);
}

/** Whether the plan posts nothing on `date` because it is paused. */
export const isPaused = (plan: Pick<Plan, "pause">, date: Temporal.PlainDate): boolean =>
  dayOf(date) < firstDayAfterPause(plan.pause);

/**
 * The plan with no questions before `until`, its first date with questions again; null for until somebody resumes.
 * Raises `input.invalid` when `until` is not after today in the plan's zone.
 */
export function pauseUntil(plan: Plan, until: Temporal.PlainDate | null, now: Temporal.Instant): Plan {
  if (until !== null && dayOf(until) <= dayAt(now.epochMilliseconds, plan.zone)) {
    throw new BotError("input.invalid", `${until} is not a date to come`, {
      hint: "name the first date that shall have a question again, or pause without a date",
    });
  }
  return { ...plan, pause: { until }, since: now };
}

/** The plan running again; what was due before `now` is not asked any more. */
export const resume = (plan: Plan, now: Temporal.Instant): Plan => ({ ...plan, pause: null, since: now });
