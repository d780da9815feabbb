import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDaysOff, parseDaysOff } from "../../../src/core/schedule/days-off.ts";
import type { DateRange } from "../../../src/core/schedule/plan.ts";
import { parseDate } from "../../../src/core/schedule/written-date.ts";
import { date } from "./some-plan.ts";

const today = date("2026-11-21");
const range = (from: string, to: string, name: string | null = null): DateRange => ({
  from: date(from),
  to: date(to),
  name,
});
const show = ({ from, to, name }: DateRange): string => `${from}..${to}${name === null ? "" : ` ${name}`}`;

describe("parseDaysOff", () => {
  it.each([
    ["an ISO date", "2026-12-24", ["2026-12-24..2026-12-24"]],
    ["a range with two dots", "2026-12-24..2027-01-02", ["2026-12-24..2027-01-02"]],
    ["a range with a dash", "2026-12-24 - 2027-01-02", ["2026-12-24..2027-01-02"]],
    ["a range in words", "24 December 2026 to 2 January 2027", ["2026-12-24..2027-01-02"]],
    ["months by their first letters", "24 Dec 2026 - 2 Jan 2027", ["2026-12-24..2027-01-02"]],
    ["the year once, over new year", "24 Dec – 2 Jan 2027", ["2026-12-24..2027-01-02"]],
    ["month and year once", "24-26 Dec 2026", ["2026-12-24..2026-12-26"]],
    ["month and year once, with dots", "24.-26.12.2026", ["2026-12-24..2026-12-26"]],
    ["the German way", "24.12.2026", ["2026-12-24..2026-12-24"]],
    [
      "the American way, its comma not taken for the end",
      "Dec 24, 2026, Dec 31st, 2026",
      ["2026-12-24..2026-12-24", "2026-12-31..2026-12-31"],
    ],
    ["a name after it", "2026-12-25 Christmas", ["2026-12-25..2026-12-25 Christmas"]],
    ["a name after a dash", "2026-12-25 - Christmas", ["2026-12-25..2026-12-25 Christmas"]],
    ["a name between brackets", "2026-12-25 (Christmas)", ["2026-12-25..2026-12-25 Christmas"]],
    ["a name that begins with to", "2026-12-25 To be confirmed", ["2026-12-25..2026-12-25 To be confirmed"]],
    [
      "lines, bullets, blanks, commas, in order and once",
      "- 2027-01-01\n\n* 2026-12-25; 2026-12-24, 2026-12-25",
      ["2026-12-24..2026-12-24", "2026-12-25..2026-12-25", "2027-01-01..2027-01-01"],
    ],
    ["29 February", "29 Feb 2028", ["2028-02-29..2028-02-29"]],
    ["nothing", " \n ", []],
  ])("reads %s", (_what, text, expected) => {
    const reading = parseDaysOff(text, today);
    expect(reading.problems).toEqual([]);
    expect(reading.ranges.map(show)).toEqual(expected);
  });

  it("leaves out what is over, keeps what is under way, and says so", () => {
    expect(parseDaysOff("2026-11-01\n2026-11-20..2026-11-21", today)).toEqual({
      ranges: [range("2026-11-20", "2026-11-21")],
      notes: ["line 1: 2026-11-01 is over and was left out"],
      problems: [],
    });
  });

  const example = "write 2026-12-24, or 2026-12-24..2027-01-02, with a name after it if you like";
  it.each([
    ["words", "Christmas", "not a date: Christmas", example],
    ["no such day", "2026-02-30", "the calendar has no such date: 2026-02-30", "check day and month"],
    ["no such month", "2026-13-01", "the calendar has no such date: 2026-13-01", "check day and month"],
    ["no year", "24 Dec", "the year is missing: 24 Dec", "if you mean the next one, write 2026-12-24"],
    [
      "no year, early in the year",
      "1 May Labour Day",
      "the year is missing: 1 May Labour Day",
      "if you mean the next one, write 2027-05-01",
    ],
    [
      "an end before its start",
      "2027-01-02..2026-12-24",
      "2026-12-24 is before 2027-01-02",
      "write 2026-12-24..2027-01-02, or check the years",
    ],
    [
      "more than a year",
      "2026-12-24..2028-01-02",
      "2026-12-24..2028-01-02 is longer than a year",
      "check the years, or use pause",
    ],
    ["far ahead", "2206-12-24", "2206-12-24 is more than 5 years ahead", "check the year"],
    ["an end that is none", "2026-12-24..soon", "the end is not a date: 2026-12-24..soon", example],
    ["an end that reads two ways", "2026-12-24 - 1/2/2027", "the end is not a date: 2026-12-24 - 1/2/2027", example],
    ["a date that reads two ways", "12/24/2026", "not a date: 12/24/2026", example],
    ["a date run into something", "2026-12-24x", "not a date: 2026-12-24x", example],
  ])("reports %s with its line", (_what, text, problem, fix) => {
    expect(parseDaysOff(`2026-12-01\n${text}`, today)).toEqual({
      ranges: [range("2026-12-01", "2026-12-01")],
      notes: [],
      problems: [{ line: 2, text, problem, fix }],
    });
  });

  it("reports every bad line at once", () => {
    const reading = parseDaysOff("soon\n2026-12-24\nlater, 2026-12-25", today);
    expect(reading.problems.map(({ line, text }) => [line, text])).toEqual([
      [1, "soon"],
      [3, "later"],
    ]);
    expect(reading.ranges.map(show)).toEqual(["2026-12-24..2026-12-24", "2026-12-25..2026-12-25"]);
  });
});

describe("formatDaysOff", () => {
  it("writes one a line, in order", () => {
    const ranges = [range("2027-01-01", "2027-01-01", "New Year"), range("2026-12-24", "2026-12-26")];
    expect(formatDaysOff(ranges)).toBe("2026-12-24..2026-12-26\n2027-01-01 New Year");
  });

  it("is read back as it was, whatever the names", () => {
    const day = fc.integer({ min: 0, max: 1_000 });
    const word = fc.constantFrom(
      "to",
      "until",
      "-",
      "..",
      "…",
      "24",
      "Dec",
      "2026",
      ",",
      ";",
      "\n",
      "(",
      ")",
      " ",
      "Day",
      "–",
      ":",
      "é",
    );
    const name = fc.oneof(
      fc.string(),
      fc.array(word).map((words) => words.join(" ")),
      fc.array(word).map((words) => words.join("")),
    );
    const ranges = fc.array(
      fc.tuple(day, fc.oneof(fc.constant(0), fc.nat(300)), fc.option(name)).map(([first, more, named]) => {
        const from = today.add({ days: first });
        return { from, to: from.add({ days: more }), name: named };
      }),
    );
    fc.assert(
      fc.property(ranges, (given) => {
        const text = formatDaysOff(given);
        const read = parseDaysOff(text, today);
        expect(read.problems).toEqual([]);
        expect(read.notes).toEqual([]);
        expect(formatDaysOff(read.ranges)).toBe(text);
        const dates = new Set(given.map(({ from, to }) => `${from}..${to}`));
        expect(new Set(read.ranges.map(({ from, to }) => `${from}..${to}`))).toEqual(dates);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("parseDate", () => {
  it.each([
    ["2026-12-24", "2026-12-24"],
    [" 24.12.2026 ", "2026-12-24"],
    ["24 Dec 2026", "2026-12-24"],
    ["December 24th, 2026", "2026-12-24"],
    ["24 Dec", "2026-12-24"],
    ["1 Sept", "2027-09-01"],
    ["21 Nov", "2026-11-21"],
    ["29 Feb", "2028-02-29"],
  ])("reads %s", (text, expected) => {
    expect(parseDate(text, today).toString()).toBe(expected);
  });

  it.each(["", "soon", "2026-02-30", "30 Feb", "2026-12-24 Christmas", "12/24/2026", "24 Decoration 2026"])(
    "refuses %j",
    (text) => {
      expect(() => parseDate(text, today)).toThrow(`${JSON.stringify(text)} is not a date`);
    },
  );
});
