import { type CalendarDay, dayOf } from "./calendar-day.ts";
import type { DateRange } from "./plan.ts";
import { nextSuch, readDate, settle, type WrittenDate } from "./written-date.ts";

/** What is wrong with one entry, and how to write it instead. `line` counts from 1. */
export type DaysOffProblem = Readonly<{ line: number; text: string; problem: string; fix: string }>;

/** What a person's list of days off says. `notes` are sentences about what was left out. */
export type DaysOffReading = Readonly<{
  ranges: readonly DateRange[];
  notes: readonly string[];
  problems: readonly DaysOffProblem[];
}>;

type Entry = Readonly<{ line: number; text: string }>;
type EntryReading = DateRange | Readonly<{ problem: string; fix: string }>;

const longestDays = 366;
const furthestYears = 5;
const example = "write 2026-12-24, or 2026-12-24..2027-01-02, with a name after it if you like";

/** The range that holds `day`, or null. */
export const dayOffAt = (daysOff: readonly DateRange[], day: CalendarDay): DateRange | null =>
  daysOff.find(({ from, to }) => dayOf(from) <= day && day <= dayOf(to)) ?? null;

/** A comma ends an entry, but not the one in `Dec 24, 2026`. */
const betweenEntries = /;|,(?!\s*\d{4}(?![-./\d]))/;
/** `-` may also stand before a name; the others announce a date. */
const rangeSign = /^\s*(?:(?<sure>\.{2,3}|…|(?:to|until)(?=\s+(?:\d|[a-z]{3,9}\.?\s+\d)))|[-–—])\s*/i;
const bareDay = /^(?<day>\d{1,2})\.?(?=\s*(?:\.{2}|…|[-–—]|to\b|until\b))/i;

function entriesOf(text: string): readonly Entry[] {
  return text.split(/\r\n|\r|\n/).flatMap((line, index) =>
    line
      .replace(/^\s*[-*•]\s+/, "")
      .split(betweenEntries)
      .map((entry) => ({ line: index + 1, text: entry.trim() }))
      .filter((entry) => entry.text !== ""),
  );
}

/** A name on one line, without what would end the entry or make it a range when it is read again. */
function cleanName(name: string): string | null {
  const oneLine = name.replaceAll(/[,;\s]+/g, " ").trim();
  const bare = oneLine.replace(/^(?:[-–—:…\s]|\.{2,})+/, "").replace(/^\((?<inner>[^()]*)\)$/, "$<inner>");
  if (bare === "") return null;
  // What comes out of the brackets may have such a beginning itself.
  return bare === oneLine ? bare : cleanName(bare);
}

/** The start of the entry: a date, or a day alone where a range's end says the rest (`24-26 Dec 2026`). */
function readStart(text: string): ReturnType<typeof readDate> {
  const day = bareDay.exec(text);
  const date = readDate(text);
  if (date !== null || day === null) return date;
  return { date: { day: Number(day.groups?.["day"]), month: null, year: null }, length: day[0].length };
}

function fill(start: WrittenDate, end: WrittenDate): WrittenDate {
  const month = start.month ?? end.month;
  if (start.year !== null || end.year === null) return { ...start, month };
  const isNewYearBetween = month !== null && end.month !== null && month > end.month;
  return { day: start.day, month, year: isNewYearBetween ? end.year - 1 : end.year };
}

function whyNoDate(written: WrittenDate, text: string, today: Temporal.PlainDate): EntryReading {
  if (written.year !== null) return { problem: `the calendar has no such date: ${text}`, fix: "check day and month" };
  const next = nextSuch(written, today);
  return {
    problem: `the year is missing: ${text}`,
    fix: next === null ? example : `if you mean the next one, write ${next}`,
  };
}

function rangeOf(from: Temporal.PlainDate, to: Temporal.PlainDate, name: string | null): EntryReading {
  const days = dayOf(to) - dayOf(from);
  if (days < 0) return { problem: `${to} is before ${from}`, fix: `write ${to}..${from}, or check the years` };
  if (days >= longestDays)
    return { problem: `${from}..${to} is longer than a year`, fix: "check the years, or use pause" };
  return { from, to, name };
}

function readEntry(text: string, today: Temporal.PlainDate): EntryReading {
  const start = readStart(text);
  if (start === null) return { problem: `not a date: ${text}`, fix: example };
  const rest = text.slice(start.length);
  const sign = rangeSign.exec(rest);
  const end = sign ? readDate(rest.slice(sign[0].length)) : null;
  const afterSign = rest.slice(sign?.[0].length ?? 0);
  if (sign && !end && (sign.groups?.["sure"] !== undefined || /^\d/.test(afterSign))) {
    return { problem: `the end is not a date: ${text}`, fix: example };
  }
  const name = end ? afterSign.slice(end.length) : rest;
  if (/^[\p{L}\p{N}/.]/u.test(name)) return { problem: `not a date: ${text}`, fix: example };
  const last = end?.date ?? start.date;
  const from = settle(fill(start.date, last));
  const to = settle(last);
  if (to === null || from === null) return whyNoDate(to === null ? last : fill(start.date, last), text, today);
  return rangeOf(from, to, cleanName(name));
}

const compareRanges = (a: DateRange, b: DateRange): number =>
  dayOf(a.from) - dayOf(b.from) || dayOf(a.to) - dayOf(b.to);

/** In order of their dates, the same range once. */
export function sortDaysOff(ranges: readonly DateRange[]): readonly DateRange[] {
  const sorted = ranges.toSorted(compareRanges);
  return sorted.filter((range, index) => {
    const before = sorted[index - 1];
    return before === undefined || compareRanges(before, range) !== 0;
  });
}

const printDates = ({ from, to }: DateRange): string => (from.equals(to) ? `${from}` : `${from}..${to}`);

/**
 * Dates and ranges as people type them, one a line or between commas, each with a name if they like: `2026-12-24`,
 * `24.12.2026`, `24 Dec 2026 - 2 Jan 2027`, `2026-12-24..2027-01-02 Winter break`. Ranges over before `today` are left out.
 */
export function parseDaysOff(text: string, today: Temporal.PlainDate): DaysOffReading {
  const ranges: DateRange[] = [];
  const notes: string[] = [];
  const problems: DaysOffProblem[] = [];
  for (const entry of entriesOf(text)) {
    const read = readEntry(entry.text, today);
    if ("problem" in read) problems.push({ ...entry, ...read });
    else if (dayOf(read.to) < dayOf(today))
      notes.push(`line ${entry.line}: ${printDates(read)} is over and was left out`);
    else if (read.from.year > today.year + furthestYears) {
      const problem = `${printDates(read)} is more than ${furthestYears} years ahead`;
      problems.push({ ...entry, problem, fix: "check the year" });
    } else ranges.push(read);
  }
  return { ranges: sortDaysOff(ranges), notes, problems };
}

function printRange(range: DateRange): string {
  const name = cleanName(range.name ?? "");
  if (name === null) return printDates(range);
  // "to 5 friends" would read as the end of a range.
  return `${printDates(range)} ${rangeSign.test(` ${name}`) ? `(${name})` : name}`;
}

/** Days off as `parseDaysOff` reads them back, one a line, in order. */
export const formatDaysOff = (ranges: readonly DateRange[]): string => sortDaysOff(ranges).map(printRange).join("\n");
