import { BotError } from "../errors.ts";

const monthNames = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** A date as far as it was written; a range may leave the month and the year to its end. */
export type WrittenDate = Readonly<{ day: number; month: number | null; year: number | null }>;

// Full names and their first letters from three on: "sep", "sept", "september".
const month = monthNames.map((name) => `${name.slice(0, 3)}(?:${restOf(name)})?`).join("|");
const dayOrdinal = "(?<d>\\d{1,2})(?:st|nd|rd|th|\\.)?";

function restOf(name: string): string {
  const rests = [...name.slice(3)].map((_, index) => name.slice(3, 4 + index));
  return rests.reverse().join("|");
}

/** How a date may be spelled, at the beginning of a text. Groups: d, m (number), n (name), y. */
const spellings: readonly RegExp[] = [
  /^(?<y>\d{4})[-/](?<m>\d{1,2})[-/](?<d>\d{1,2})(?!\d)/,
  /^(?<d>\d{1,2})\.\s?(?<m>\d{1,2})\.(?:\s?(?<y>\d{4})(?!\d))?/,
  new RegExp(`^${dayOrdinal}\\s*(?<n>${month})\\b\\.?(?:,?\\s*(?<y>\\d{4})(?![\\d-]))?`, "i"),
  new RegExp(`^(?<n>${month})\\b\\.?\\s*${dayOrdinal}(?![\\d:])(?:,?\\s*(?<y>\\d{4})(?![\\d-]))?`, "i"),
];

const numberOrNull = (digits: string | undefined): number | null => (digits === undefined ? null : Number(digits));

function monthOf(number: string | undefined, name: string | undefined): number | null {
  if (name === undefined) return numberOrNull(number);
  return monthNames.findIndex((known) => known.startsWith(name.toLowerCase().slice(0, 3))) + 1;
}

/** The date that `text` begins with, and how many characters it takes; null when it begins with none. */
export function readDate(text: string): Readonly<{ date: WrittenDate; length: number }> | null {
  for (const spelling of spellings) {
    const found = spelling.exec(text);
    if (!found) continue;
    const { d, m, n, y } = found.groups ?? {};
    return { date: { day: Number(d), month: monthOf(m, n), year: numberOrNull(y) }, length: found[0].length };
  }
  return null;
}

/** The calendar's date, or null when it has none such (30 February) or a part was not written. */
export function settle(written: WrittenDate): Temporal.PlainDate | null {
  const { day, month: inMonth, year } = written;
  if (inMonth === null || year === null || inMonth < 1 || inMonth > 12 || day < 1) return null;
  const first = new Temporal.PlainDate(year, inMonth, 1);
  return day <= first.daysInMonth ? first.with({ day }) : null;
}

/** The first such date at or after `today`, for a date written without its year; null when no year has it. */
export function nextSuch(written: WrittenDate, today: Temporal.PlainDate): Temporal.PlainDate | null {
  // 29 February comes within eight years at the latest.
  for (let year = today.year; year <= today.year + 8; year += 1) {
    const date = settle({ ...written, year });
    if (date !== null && Temporal.PlainDate.compare(date, today) >= 0) return date;
  }
  return null;
}

/**
 * One date as a person types it: `2026-12-24`, `24.12.2026`, `24 Dec 2026`, `Dec 24, 2026`; without a year the next such
 * date from `today` on. Raises `input.invalid`.
 */
export function parseDate(text: string, today: Temporal.PlainDate): Temporal.PlainDate {
  const typed = text.trim();
  const read = readDate(typed);
  const isWhole = read !== null && read.length === typed.length;
  const date = isWhole ? (read.date.year === null ? nextSuch(read.date, today) : settle(read.date)) : null;
  if (date !== null) return date;
  throw new BotError("input.invalid", `${JSON.stringify(typed.slice(0, 60))} is not a date`, {
    hint: `write year-month-day, for example ${today.add({ days: 7 }).toString()}`,
  });
}
