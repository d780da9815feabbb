import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDays, formatTime, parseDays, parseTime } from "../../../src/core/schedule/words.ts";

describe("parseDays", () => {
  it.each([
    ["mon-fri", [1, 2, 3, 4, 5]],
    ["mon-sun", [1, 2, 3, 4, 5, 6, 7]],
    ["mon,wed,fri", [1, 3, 5]],
    ["Monday to Thursday", [1, 2, 3, 4]],
    ["fri-mon", [1, 5, 6, 7]],
    ["tues, thurs and saturdays", [2, 4, 6]],
    ["daily", [1, 2, 3, 4, 5, 6, 7]],
    ["every day", [1, 2, 3, 4, 5, 6, 7]],
    ["weekdays", [1, 2, 3, 4, 5]],
    ["weekends", [6, 7]],
    ["sun", [7]],
    [" wed , mon , mon ", [1, 3]],
  ])("reads %s", (text, expected) => {
    expect(parseDays(text)).toEqual(expected);
  });

  it.each(["", "m", "mo", "someday", "mon-", "mon-wed-fri", "mon,,fri", "1-5"])("refuses %j", (text) => {
    expect(() => parseDays(text)).toThrow("names no weekday");
  });
});

describe("formatDays", () => {
  it.each([
    [[1, 2, 3, 4, 5], "Mon–Fri"],
    [[1, 3, 5], "Mon, Wed, Fri"],
    [[6, 7], "Sat, Sun"],
    [[1, 2, 3, 7], "Mon–Wed, Sun"],
    [[1, 2, 3, 4, 5, 6, 7], "every day"],
  ])("writes %j", (days, expected) => {
    expect(formatDays(days)).toBe(expected);
  });

  it("is read back as it was", () => {
    fc.assert(
      fc.property(fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }), (days) => {
        expect(parseDays(formatDays(days))).toEqual(days);
      }),
    );
  });
});

describe("parseTime", () => {
  it.each([
    ["9:00", "09:00"],
    ["09:00", "09:00"],
    ["9am", "09:00"],
    ["9", "09:00"],
    ["9.30", "09:30"],
    ["4:30 pm", "16:30"],
    ["4 P.M.", "16:00"],
    ["12am", "00:00"],
    ["12pm", "12:00"],
    ["0:05", "00:05"],
    ["23:59", "23:59"],
  ])("reads %s", (text, expected) => {
    expect(formatTime(parseTime(text))).toBe(expected);
  });

  it.each(["", "24:00", "9:60", "13pm", "0am", "9:5", "noonish", "9:00:00", "-1"])("refuses %j", (text) => {
    expect(() => parseTime(text)).toThrow(`${JSON.stringify(text)} is not a time of day`);
  });
});
