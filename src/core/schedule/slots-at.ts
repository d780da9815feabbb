import { type CalendarDay, dayOf } from "./calendar-day.ts";
import { dayAt, msOfDay } from "./offsets.ts";
import { type DueSlot, dueSlot, graceOver, nextPostMs, type Schedule } from "./slots.ts";

/** What one tick asks of many schedules, at one `now`. */
export type SlotsAt = Readonly<{
  /** As `dueSlot`. */
  due: (schedule: Schedule) => DueSlot | null;
  /** As `nextPostMs`. */
  nextPostMs: (schedule: Schedule) => number | null;
}>;

/** The answers for a schedule without days off, pause and beginning, and the days that they rest on. */
type Plain = Readonly<{ due: DueSlot | null; next: number | null; from: CalendarDay; to: CalendarDay }>;

const longAgo = Temporal.Instant.fromEpochMilliseconds(0);
// A reveal looks at most this far past its slot's date (plan.ts).
const longestReveal = 7;

function signatureOf({ zone, postAt, days, reveal }: Schedule): string {
  const rule = reveal.kind === "next-question" ? "" : `${reveal.kind}${msOfDay(reveal.at)}`;
  let week = 0;
  for (const day of days) week |= 1 << day;
  return `${zone} ${msOfDay(postAt)} ${week} ${rule}`;
}

function answerPlainly(schedule: Schedule, now: Temporal.Instant): Plain {
  const plain = { ...schedule, daysOff: [], pause: null, stopped: false, since: longAgo };
  const due = dueSlot(plain, now);
  const next = nextPostMs(plain, now);
  const from = due === null ? dayAt(now.epochMilliseconds, schedule.zone) : dayOf(due.slot.date);
  // One day more: a slot moved past midnight is found under the next date.
  const to = Math.max(from + longestReveal, next === null ? from : dayAt(next, schedule.zone)) + 1;
  return { due, next, from, to };
}

const isUntouched = (schedule: Schedule, { from, to }: Plain): boolean =>
  schedule.daysOff.every((off) => dayOf(off.to) < from || dayOf(off.from) > to);

/**
 * `dueSlot` and `nextPostMs` at one instant, worked out once for all schedules that are alike: when 100,000 channels are due
 * at once they share a few hundred answers (performance.md, P1). Keep it for one tick only.
 */
export function slotsAt(now: Temporal.Instant): SlotsAt {
  const known = new Map<string, Plain>();

  /** Null when the schedule's pause, days off or beginning may make it differ from those that are alike. */
  const plainOf = (schedule: Schedule): Plain | null => {
    if (schedule.pause !== null || schedule.stopped) return null;
    if (schedule.since.epochMilliseconds > now.epochMilliseconds) return null;
    const signature = signatureOf(schedule);
    const plain = known.get(signature) ?? answerPlainly(schedule, now);
    known.set(signature, plain);
    return isUntouched(schedule, plain) ? plain : null;
  };

  const due = (schedule: Schedule): DueSlot | null => {
    const plain = plainOf(schedule);
    if (plain === null) return dueSlot(schedule, now);
    const slot = plain.due?.slot;
    if (slot === undefined || slot.postAt.epochMilliseconds <= schedule.since.epochMilliseconds) return null;
    return { slot, standing: graceOver(schedule, slot, now) ? "past-grace" : "due" };
  };

  const next = (schedule: Schedule): number | null => {
    const plain = plainOf(schedule);
    return plain === null ? nextPostMs(schedule, now) : plain.next;
  };

  return { due, nextPostMs: next };
}
