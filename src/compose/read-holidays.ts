import { readFileSync, statSync } from "node:fs";
import { readCalendar } from "../adapters/calendar/ical.ts";
import { BotError } from "../core/errors.ts";
import { parseDaysOff } from "../core/schedule/days-off.ts";
import type { DateRange } from "../core/schedule/plan.ts";

/** Days off as a file holds them. `notes` are sentences about what was left out. */
export type HolidayFile = Readonly<{ ranges: readonly DateRange[]; notes: readonly string[] }>;

const mostBytes = 1_048_576;

/**
 * Reads an iCalendar file, or a text as the `holidays` form takes it; which of them, its first line says. Raises
 * `input.invalid` with every line that cannot be read; nothing is read in part.
 */
export function readHolidays(file: string, now: Temporal.Instant): HolidayFile {
  // Which date it is depends on the channel, so nothing is left out here that is not over everywhere on Earth.
  const earliest = now.toZonedDateTimeISO("-12:00").toPlainDate();
  const text = textOf(file);
  if (/^\s*BEGIN:VCALENDAR/iu.test(text)) return readCalendar(text.trimStart(), earliest);
  const { ranges, notes, problems } = parseDaysOff(text, earliest);
  if (problems.length === 0) return { ranges, notes };
  const lines = problems.map(({ line, problem, fix }) => `${file}:${line}: ${problem} (${fix})`);
  throw new BotError("input.invalid", lines.join("\n"), {
    hint: "mend these lines, or give an iCalendar (.ics) file; nothing was changed",
  });
}

function textOf(file: string): string {
  try {
    if (statSync(file).size <= mostBytes) return readFileSync(file, "utf8");
  } catch (cause) {
    const hint = "give the path of an iCalendar (.ics) file, or of a text with a date or a range a line";
    throw new BotError("input.invalid", `${file}: the file cannot be read`, { hint, cause });
  }
  throw new BotError("input.invalid", `${file}: the file is larger than 1 MB`, {
    hint: "export only the calendar with the days off, or a shorter stretch of it",
  });
}
