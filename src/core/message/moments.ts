import type { Inline } from "./doc.ts";

// British, with a 24-hour clock: short, and the same for everyone who reads a log or a terminal.
const locale = "en-GB";

/** "Tue 24 Nov". */
export const dayText = (date: Temporal.PlainDate): string =>
  date.toLocaleString(locale, { weekday: "short", day: "numeric", month: "short" }).replaceAll(",", "");

/** A date some way off: "12 March", and "12 March 2028" where that is not the year of `from`. */
export const farDayText = (date: Temporal.PlainDate, from: Temporal.PlainDate): string =>
  date.toLocaleString(locale, {
    day: "numeric",
    month: "long",
    ...(date.year === from.year ? {} : { year: "numeric" }),
  });

/** "16:00" in a zone. */
export const clockText = (at: Temporal.Instant, zone: string): string =>
  at.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: "minute" });

/** "Tue 24 Nov, 09:00" in a zone. */
export const momentText = (at: Temporal.Instant, zone: string): string =>
  `${dayText(at.toZonedDateTimeISO(zone).toPlainDate())}, ${clockText(at, zone)}`;

/** A time of day on the date of the drill, a date and time otherwise; in the reader's own zone where possible. */
export function moment(at: Temporal.Instant, zone: string, today: Temporal.PlainDate): Inline {
  const sameDay = at.toZonedDateTimeISO(zone).toPlainDate().equals(today);
  return sameDay
    ? { kind: "time", at, show: "time", fallback: clockText(at, zone) }
    : { kind: "time", at, show: "date-time", fallback: momentText(at, zone) };
}
