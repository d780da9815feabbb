import { BotError } from "../errors.ts";

const names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const labels = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const allDays: readonly number[] = [1, 2, 3, 4, 5, 6, 7];

const groups: ReadonlyMap<string, readonly number[]> = new Map([
  ["daily", allDays],
  ["every day", allDays],
  ["weekdays", allDays.slice(0, 5)],
  ["weekends", allDays.slice(5)],
]);

const label = (day: number): string => labels[day - 1] ?? "";

/** The weekday that a word names by its first letters, three at least; null for any other word. */
function dayNamed(word: string): number | null {
  const index = word.length < 3 ? -1 : names.findIndex((name) => name.startsWith(word.replace(/s$/, "")));
  return index < 0 ? null : index + 1;
}

/** The days of `mon`, `mon-fri` or, over the week's end, `fri-mon`; null when it names none. */
function daysNamed(words: string): readonly number[] | null {
  const group = groups.get(words);
  if (group) return group;
  const [first, last, ...more] = words.split(/\s*[-–—]\s*|\s+to\s+/).map(dayNamed);
  if (first === null || first === undefined || last === null || more.length > 0) return null;
  const length = last === undefined ? 1 : ((last - first + 7) % 7) + 1;
  return Array.from({ length }, (_, step) => ((first - 1 + step) % 7) + 1);
}

/**
 * ISO weekdays (1 Monday to 7 Sunday, ascending) from `mon-fri`, `mon,wed,fri`, `Mondays`, `daily`, `weekdays` or
 * `weekends`. Raises `input.invalid`.
 */
export function parseDays(text: string): readonly number[] {
  const parts = text
    .trim()
    .toLowerCase()
    .split(/\s*[,;+&]\s*|\s+and\s+/);
  const days = parts.map((part) => ({ part, days: daysNamed(part) }));
  const unknown = days.find((read) => read.days === null);
  if (unknown) {
    throw new BotError("input.invalid", `${JSON.stringify(unknown.part.slice(0, 60))} names no weekday`, {
      hint: "name days as mon-fri, mon,wed,fri, or daily",
    });
  }
  return [...new Set(days.flatMap((read) => read.days ?? []))].sort((a, b) => a - b);
}

/** Weekdays in a row, as `[first, last]`. */
function runsOf(days: readonly number[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run && run[1] === day - 1) run[1] = day;
    else runs.push([day, day]);
  }
  return runs;
}

/** Ascending ISO weekdays as people write them, `Mon–Fri` or `Mon, Wed, Fri`; `parseDays` reads it back. */
export function formatDays(days: readonly number[]): string {
  if (days.length === 7) return "every day";
  const written = runsOf(days).map(([first, last]) => {
    if (first === last) return label(first);
    return last === first + 1 ? `${label(first)}, ${label(last)}` : `${label(first)}–${label(last)}`;
  });
  return written.join(", ");
}

const clock = /^(?<hour>\d{1,2})(?:[:.](?<minute>\d{2}))?(?:\s*(?<half>[ap])\.?m\.?)?$/i;

function hourOf(written: number, half: string | undefined): number | null {
  if (half === undefined) return written <= 23 ? written : null;
  if (written < 1 || written > 12) return null;
  return (written % 12) + (half.toLowerCase() === "p" ? 12 : 0);
}

/** A wall-clock time from `9:00`, `09:00`, `9.30`, `9`, `9am` or `4:30 pm`. Raises `input.invalid`. */
export function parseTime(text: string): Temporal.PlainTime {
  const read = clock.exec(text.trim())?.groups;
  const hour = read ? hourOf(Number(read["hour"]), read["half"]) : null;
  const minute = Number(read?.["minute"] ?? 0);
  if (hour !== null && minute <= 59) return new Temporal.PlainTime(hour, minute);
  throw new BotError("input.invalid", `${JSON.stringify(text.trim().slice(0, 60))} is not a time of day`, {
    hint: "write hours and minutes, for example 09:00 or 4:30 pm",
  });
}

/** A wall-clock time as `HH:MM`, which `parseTime` reads back. */
export const formatTime = (time: Temporal.PlainTime): string => time.toString({ smallestUnit: "minute" });
