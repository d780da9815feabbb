/**
 * A local date as the count of days since 1970-01-01 in the ISO calendar. Slots are searched on these: a step costs
 * nanoseconds where adding a day to a `Temporal.PlainDate` costs one microsecond (performance.md, P1).
 */
export type CalendarDay = number;

export const msPerDay = 86_400_000;

const epoch = new Temporal.PlainDate(1970, 1, 1);

/** The day number of a date, by counting years from March so that a leap day comes last. */
export function dayOf(date: Temporal.PlainDate): CalendarDay {
  const { year, month, day } = date;
  const marchYear = month > 2 ? year : year - 1;
  const dayOfMarchYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  // 719,468 days lie between 0000-03-01 and 1970-01-01.
  return marchYear * 365 + leapDays + dayOfMarchYear - 719_468;
}

/** The date of a day number. */
export const dateOf = (day: CalendarDay): Temporal.PlainDate => epoch.add({ days: day });

/** ISO weekday, 1 Monday to 7 Sunday. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: CalendarDay): number => ((((day + 3) % 7) + 7) % 7) + 1;
