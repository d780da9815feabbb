import { BotError } from "../errors.ts";
import type { DateRange, PreviewedSlot, RevealRule } from "./plan.ts";
import { slotsFrom } from "./slots.ts";
import { validatePlan } from "./validate.ts";

/** What a preview is asked for. `reveal` null takes `defaultReveal`. */
export type PreviewRequest = Readonly<{
  zone: string;
  at: Temporal.PlainTime;
  days: readonly number[];
  reveal: RevealRule | null;
  daysOff: readonly DateRange[];
  from: Temporal.PlainDate;
  count: number;
}>;

/** One previewed date, ready for JSON: `date` is an ISO date, the instants are ISO in UTC to the second. */
export type PreviewRow = Readonly<{
  date: string;
  postAt: string;
  revealAt: string;
  skipped?: "day-off" | "paused";
}>;

const afternoon = Temporal.PlainTime.from("16:00");
const lastMinute = Temporal.PlainTime.from("23:59");
const lastEveningPost = Temporal.PlainTime.from("22:59");
const mostPreviewed = 366;

const isBefore = (a: Temporal.PlainTime, b: Temporal.PlainTime): boolean => Temporal.PlainTime.compare(a, b) < 0;

/**
 * The reveal for who names none: 16:00 (behaviour.md). A post at 16:00 or later is revealed seven hours on, at 23:59 at
 * the latest; one that would leave less than an hour so (after 22:59) at 16:00 of the next posting day.
 */
export function defaultReveal(postAt: Temporal.PlainTime): RevealRule {
  if (isBefore(postAt, afternoon)) return { kind: "same-day", at: afternoon };
  if (isBefore(lastEveningPost, postAt)) return { kind: "next-posting-day", at: afternoon };
  const later = postAt.add({ hours: 7 });
  return { kind: "same-day", at: isBefore(postAt, later) && isBefore(later, lastMinute) ? later : lastMinute };
}

/** A previewed slot as JSON; `skipped` is there only for a date that posts nothing. */
export function rowOf({ date, postAt, revealAt, skipped }: PreviewedSlot): PreviewRow {
  const row = { date: date.toString(), postAt: postAt.toString(), revealAt: revealAt.toString() };
  return skipped === null ? row : { ...row, skipped };
}

function check(request: PreviewRequest, reveal: RevealRule): void {
  const [problem] = validatePlan({ zone: request.zone, postAt: request.at, days: request.days, reveal });
  if (problem) throw new BotError("input.invalid", `${problem.field}: ${problem.problem}`, { hint: problem.hint });
  if (!Number.isInteger(request.count) || request.count < 1 || request.count > mostPreviewed) {
    throw new BotError("input.invalid", `count: ${request.count} is not a number of dates`, {
      hint: `ask for 1 to ${mostPreviewed}`,
    });
  }
}

/** The next `count` (1 to 366) dates of a schedule from a date on. Raises `input.invalid` that names the setting. */
export function preview(request: PreviewRequest): readonly PreviewRow[] {
  const reveal = request.reveal ?? defaultReveal(request.at);
  check(request, reveal);
  const schedule = {
    zone: request.zone,
    postAt: request.at,
    days: request.days,
    reveal,
    daysOff: request.daysOff,
    pause: null,
    stopped: false,
    // Slots by date ask neither when the plan was saved nor how late it may be.
    since: Temporal.Instant.fromEpochMilliseconds(0),
    graceMinutes: 0,
  };
  return slotsFrom(schedule, request.from, request.count).map(rowOf);
}
