import { describe, expect, it } from "vitest";
import { readCalendar } from "../../../src/adapters/calendar/ical.ts";
import type { DateRange } from "../../../src/core/schedule/plan.ts";

const today = Temporal.PlainDate.from("2026-11-21");
const event = (...lines: readonly string[]): string => ["BEGIN:VEVENT", "UID:1", ...lines, "END:VEVENT"].join("\r\n");
const calendar = (...events: readonly string[]): string =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", ...events, "END:VCALENDAR", ""].join("\r\n");
const show = ({ from, to, name }: DateRange): string => `${from}..${to}${name === null ? "" : ` ${name}`}`;

function read(...events: readonly string[]): Readonly<{ ranges: readonly string[]; notes: readonly string[] }> {
  const { ranges, notes } = readCalendar(calendar(...events), today);
  return { ranges: ranges.map(show), notes };
}

describe("readCalendar", () => {
  type Row = readonly [what: string, lines: readonly string[], ranges: readonly string[]];
  const rows: readonly Row[] = [
    [
      "one day",
      ["DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261226", "SUMMARY:Christmas"],
      ["2026-12-25..2026-12-25 Christmas"],
    ],
    [
      "an end that is the first day after",
      ["DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20270103"],
      ["2026-12-24..2027-01-02"],
    ],
    ["no end", ["DTSTART;VALUE=DATE:20261225"], ["2026-12-25..2026-12-25"]],
    [
      "an end that repeats the start",
      ["DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261225"],
      ["2026-12-25..2026-12-25"],
    ],
    ["a duration", ["DTSTART;VALUE=DATE:20261225", "DURATION:P3D"], ["2026-12-25..2026-12-27"]],
    ["what is under way", ["DTSTART;VALUE=DATE:20261120", "DTEND;VALUE=DATE:20261122"], ["2026-11-20..2026-11-21"]],
    ["nothing that is over", ["DTSTART;VALUE=DATE:20261120", "DTEND;VALUE=DATE:20261121"], []],
    ["nothing beyond two years", ["DTSTART;VALUE=DATE:20281122"], []],
    [
      "a folded, escaped name",
      ["DTSTART;VALUE=DATE:20261225", "SUMMARY:New\\, and\\nimproved ho", " liday"],
      ["2026-12-25..2026-12-25 New, and improved holiday"],
    ],
    [
      "every year",
      ["DTSTART;VALUE=DATE:20000501", "RRULE:FREQ=YEARLY", "SUMMARY:Labour Day"],
      ["2027-05-01..2027-05-01 Labour Day", "2028-05-01..2028-05-01 Labour Day"],
    ],
    [
      "every year, a weekday of a month",
      ["DTSTART;VALUE=DATE:20001123", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"],
      ["2026-11-26..2026-11-26", "2027-11-25..2027-11-25"],
    ],
    [
      "every year until",
      ["DTSTART;VALUE=DATE:20000501", "RRULE:FREQ=YEARLY;UNTIL=20270601"],
      ["2027-05-01..2027-05-01"],
    ],
    [
      "every year but",
      ["DTSTART;VALUE=DATE:20000501", "RRULE:FREQ=YEARLY", "EXDATE;VALUE=DATE:20270501"],
      ["2028-05-01..2028-05-01"],
    ],
    [
      "29 February in leap years only",
      ["DTSTART;VALUE=DATE:20000229", "RRULE:FREQ=YEARLY"],
      ["2028-02-29..2028-02-29"],
    ],
    ["no 30 February", ["DTSTART;VALUE=DATE:20000501", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"], []],
    [
      "listed dates",
      ["DTSTART;VALUE=DATE:20261225", "RDATE;VALUE=DATE:20261228"],
      ["2026-12-25..2026-12-25", "2026-12-28..2026-12-28"],
    ],
  ];
  it.each(rows)("reads %s", (_what, lines, ranges) => {
    expect(read(event(...lines))).toEqual({ ranges, notes: [] });
  });

  it("follows a single occurrence that was moved, and one that was cancelled", () => {
    const yearly = event("DTSTART;VALUE=DATE:20000501", "RRULE:FREQ=YEARLY", "SUMMARY:Outing");
    const moved = event("RECURRENCE-ID;VALUE=DATE:20270501", "DTSTART;VALUE=DATE:20270503", "SUMMARY:Outing, later");
    const cancelled = event("RECURRENCE-ID;VALUE=DATE:20280501", "DTSTART;VALUE=DATE:20280501", "STATUS:CANCELLED");
    expect(read(yearly, moved, cancelled)).toEqual({ ranges: ["2027-05-03..2027-05-03 Outing, later"], notes: [] });
  });

  it.each([
    [
      "is not all day",
      ["DTSTART:20261225T090000Z", "DTEND:20261225T100000Z"],
      '"Meeting" is not all day and was left out',
    ],
    ["is cancelled", ["DTSTART;VALUE=DATE:20261225", "STATUS:CANCELLED"], '"Meeting" is cancelled and was left out'],
    [
      "repeats otherwise",
      ["DTSTART;VALUE=DATE:20261225", "RRULE:FREQ=WEEKLY"],
      '"Meeting" repeats weekly, not yearly, and was left out',
    ],
    [
      "lasts for years",
      ["DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20281225"],
      '"Meeting" is longer than a year and was left out',
    ],
    ["has no date", ["DESCRIPTION:none"], '"Meeting" has no date and was left out'],
  ])("says that it left out an event that %s", (_what, lines, note) => {
    const other = event("DTSTART;VALUE=DATE:20261225");
    expect(read(event(...lines, "SUMMARY:Meeting"), other)).toEqual({
      ranges: ["2026-12-25..2026-12-25"],
      notes: [note],
    });
  });

  it("reads a file that begins with a byte order mark", () => {
    expect(readCalendar(`\uFEFF${calendar(event("DTSTART;VALUE=DATE:20261225"))}`, today).ranges.length).toBe(1);
  });

  const repeating = event("DTSTART;VALUE=DATE:20000501", "RRULE:FREQ=YEARLY");
  const single = event("DTSTART;VALUE=DATE:20261225");
  it.each([
    ["nothing", "", "it is not one calendar, BEGIN:VCALENDAR to END:VCALENDAR"],
    ["other text", "2026-12-25 Christmas", 'invalid line (no token ";" or ":") "2026-12-25 Christmas"'],
    ["a lone event", single, "it is not one calendar, BEGIN:VCALENDAR to END:VCALENDAR"],
    [
      "half a calendar",
      calendar(single).replace("END:VCALENDAR", ""),
      "invalid ical body. component began but did not end",
    ],
    ["two calendars", calendar(single) + calendar(single), "it is not one calendar, BEGIN:VCALENDAR to END:VCALENDAR"],
    ["more than a megabyte", calendar(`X-NOTE:${"é".repeat(600_000)}`), "it is larger than 1 MB"],
    [
      "too many that repeat",
      calendar(...Array.from({ length: 301 }, () => repeating)),
      "more than 300 of its events repeat",
    ],
  ])("refuses %s", (_what, text, what) => {
    expect(() => readCalendar(text, today)).toThrow(`the calendar cannot be read: ${what}`);
  });
});
