import { assertNever } from "../errors.ts";
import { type CalendarDay, dateOf, dayOf, weekdayOf } from "./calendar-day.ts";
import { dayOffAt } from "./days-off.ts";
import { dayAt, msOfDay, wallMs } from "./offsets.ts";
import { firstDayAfterPause } from "./pause.ts";
import type { Plan, PreviewedSlot, Slot } from "./plan.ts";

/** What slots follow from: a plan without what is asked in them. */
export type Schedule = Pick<
  Plan,
  "zone" | "postAt" | "days" | "reveal" | "daysOff" | "pause" | "stopped" | "since" | "graceMinutes"
>;

/** The slot that `now` has come to, and whether its question may still be posted. */
export type DueSlot = Readonly<{ slot: Slot; standing: "due" | "past-grace" }>;

type Post = Readonly<{ day: CalendarDay; at: number }>;

const hourMs = 3_600_000;
// A search that finds no posting day within five years finds none: it bounds days off and pauses without end.
const furthestDays = 5 * 366;

const postMs = (schedule: Schedule, day: CalendarDay): number => wallMs(day, msOfDay(schedule.postAt), schedule.zone);

/** A zone that crosses the date line loses a whole date (Apia, 2011-12-30): its readings are those of the next date. */
const isInZone = (schedule: Schedule, day: CalendarDay): boolean => postMs(schedule, day) < postMs(schedule, day + 1);

const isDayOfPlan = (schedule: Schedule, day: CalendarDay): boolean =>
  schedule.days.includes(weekdayOf(day)) && isInZone(schedule, day);

function postingDayFrom(schedule: Schedule, from: CalendarDay): CalendarDay | null {
  let day = Math.max(from, firstDayAfterPause(schedule.pause));
  while (day <= from + furthestDays) {
    const off = dayOffAt(schedule.daysOff, day);
    if (off === null && isDayOfPlan(schedule, day)) return day;
    day = off === null ? day + 1 : dayOf(off.to) + 1;
  }
  return null;
}

function postingDayBackFrom(schedule: Schedule, from: CalendarDay): CalendarDay | null {
  const first = Math.max(from - furthestDays, firstDayAfterPause(schedule.pause));
  let day = from;
  while (day >= first) {
    const off = dayOffAt(schedule.daysOff, day);
    if (off === null && isDayOfPlan(schedule, day)) return day;
    day = off === null ? day - 1 : dayOf(off.from) - 1;
  }
  return null;
}

function nextPost(schedule: Schedule, afterMs: number): Post | null {
  if (schedule.stopped) return null;
  const after = Math.max(afterMs, schedule.since.epochMilliseconds);
  // A slot moved past midnight by a gap belongs to the date before.
  let day = postingDayFrom(schedule, dayAt(after, schedule.zone) - 1);
  while (day !== null) {
    const at = postMs(schedule, day);
    if (at > after) return { day, at };
    day = postingDayFrom(schedule, day + 1);
  }
  return null;
}

function ruledRevealMs(schedule: Schedule, { day, at }: Post): number {
  const { reveal, zone } = schedule;
  switch (reveal.kind) {
    case "same-day":
      return wallMs(day, msOfDay(reveal.at), zone);
    case "next-posting-day":
      // Without one in sight, as under a pause without end, a week is the longest wait there too.
      return wallMs(postingDayFrom(schedule, day + 1) ?? day + 7, msOfDay(reveal.at), zone);
    case "next-question":
      return Math.min(nextPost(schedule, at)?.at ?? Number.POSITIVE_INFINITY, postMs(schedule, day + 7));
    default:
      return assertNever(reveal);
  }
}

function slotOf(schedule: Schedule, post: Post): Slot {
  const ruled = ruledRevealMs(schedule, post);
  // A gap can carry the post time past the reveal time.
  const reveal = ruled > post.at ? ruled : post.at + hourMs;
  return {
    date: dateOf(post.day),
    postAt: Temporal.Instant.fromEpochMilliseconds(post.at),
    revealAt: Temporal.Instant.fromEpochMilliseconds(reveal),
  };
}

/** The slot of a local date, whether or not the plan posts on it. `revealAt` is at least an hour after a post that a gap moved past it. */
export function slotOn(schedule: Schedule, date: Temporal.PlainDate): Slot {
  const day = dayOf(date);
  return slotOf(schedule, { day, at: postMs(schedule, day) });
}

/** The first slot to come with `postAt` after `after` (and after `since`); null when stopped or paused without end. */
export function nextSlot(schedule: Schedule, after: Temporal.Instant): Slot | null {
  const post = nextPost(schedule, after.epochMilliseconds);
  return post === null ? null : slotOf(schedule, post);
}

/** `nextSlot`'s post time alone, in epoch milliseconds: what the agenda wants, at a third of the cost. */
export const nextPostMs = (schedule: Schedule, after: Temporal.Instant): number | null =>
  nextPost(schedule, after.epochMilliseconds)?.at ?? null;

/** Whether the slot's question may not be posted any more: the plan's grace is over. */
export const graceOver = (schedule: Schedule, slot: Slot, now: Temporal.Instant): boolean =>
  now.epochMilliseconds > slot.postAt.epochMilliseconds + schedule.graceMinutes * 60_000;

/**
 * The latest slot with `postAt` at or before `now` and after `since`; null when there is none. Older ones are no longer
 * owed: nothing is caught up. The same slot comes back until the next one, so the caller records what became of it.
 */
export function dueSlot(schedule: Schedule, now: Temporal.Instant): DueSlot | null {
  if (schedule.stopped) return null;
  const nowMs = now.epochMilliseconds;
  // Where clocks go back over midnight a slot's date may lie one ahead of the date it is now.
  let day = postingDayBackFrom(schedule, dayAt(nowMs, schedule.zone) + 1);
  while (day !== null && postMs(schedule, day) > nowMs) day = postingDayBackFrom(schedule, day - 1);
  if (day === null || postMs(schedule, day) <= schedule.since.epochMilliseconds) return null;
  const slot = slotOf(schedule, { day, at: postMs(schedule, day) });
  return { slot, standing: graceOver(schedule, slot, now) ? "past-grace" : "due" };
}

/**
 * When the agenda should look at a plan that it knows nothing about, as after a start: at the slot that `now` has come to,
 * else at the next one. Null when there is neither.
 */
export function earliestNext(schedule: Schedule, now: Temporal.Instant): Temporal.Instant | null {
  return (dueSlot(schedule, now)?.slot ?? nextSlot(schedule, now))?.postAt ?? null;
}

function whySkipped(schedule: Schedule, day: CalendarDay): PreviewedSlot["skipped"] {
  if (day < firstDayAfterPause(schedule.pause)) return "paused";
  return dayOffAt(schedule.daysOff, day) === null ? null : "day-off";
}

/** The plan's next `count` dates from `from` on, those that post nothing among them and marked; none when stopped. */
export function slotsFrom(schedule: Schedule, from: Temporal.PlainDate, count: number): readonly PreviewedSlot[] {
  const slots: PreviewedSlot[] = [];
  if (schedule.stopped) return slots;
  const first = dayOf(from);
  for (let day = first; slots.length < count && day <= first + furthestDays; day += 1) {
    if (!isDayOfPlan(schedule, day)) continue;
    slots.push({ ...slotOf(schedule, { day, at: postMs(schedule, day) }), skipped: whySkipped(schedule, day) });
  }
  return slots;
}

/**
 * The reveal of a question that went out at `openedAt`: at least half the slot's answering time remains, to the next
 * whole minute, which is what people are shown.
 */
export function revealAfterLatePost(slot: Slot, openedAt: Temporal.Instant): Temporal.Instant {
  const half = Math.ceil((slot.revealAt.epochMilliseconds - slot.postAt.epochMilliseconds) / 2);
  const soonest = openedAt.add({ milliseconds: half }).round({ smallestUnit: "minute", roundingMode: "ceil" });
  return Temporal.Instant.compare(soonest, slot.revealAt) > 0 ? soonest : slot.revealAt;
}
