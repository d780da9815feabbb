import { describe, expect, it } from "vitest";
import { defaultReveal, type PreviewRequest, preview } from "../../../src/core/schedule/preview.ts";
import { validatePlan } from "../../../src/core/schedule/validate.ts";
import { formatTime, parseDays } from "../../../src/core/schedule/words.ts";
import { date, time } from "./some-plan.ts";

const request: PreviewRequest = {
  zone: "America/New_York",
  at: time("02:30"),
  days: parseDays("mon-sun"),
  reveal: null,
  daysOff: [],
  from: date("2027-03-13"),
  count: 3,
};

describe("preview", () => {
  it("shows three dates over the spring change of New York", () => {
    expect(preview(request)).toEqual([
      { date: "2027-03-13", postAt: "2027-03-13T07:30:00Z", revealAt: "2027-03-13T21:00:00Z" },
      { date: "2027-03-14", postAt: "2027-03-14T07:30:00Z", revealAt: "2027-03-14T20:00:00Z" },
      { date: "2027-03-15", postAt: "2027-03-15T06:30:00Z", revealAt: "2027-03-15T20:00:00Z" },
    ]);
  });

  it("shows three dates over the autumn change of New York", () => {
    expect(preview({ ...request, at: time("01:30"), from: date("2026-10-31") }).map(({ postAt }) => postAt)).toEqual([
      "2026-10-31T05:30:00Z",
      "2026-11-01T05:30:00Z",
      "2026-11-02T06:30:00Z",
    ]);
  });

  it("marks days off", () => {
    const daysOff = [{ from: date("2027-03-14"), to: date("2027-03-14"), name: null }];
    expect(preview({ ...request, daysOff }).map((row) => row.skipped)).toEqual([undefined, "day-off", undefined]);
  });

  it.each([
    ["zone", { zone: "Mars/Base" }, 'zone: there is no time zone "Mars/Base"'],
    ["days", { days: [] }, "days: no day is chosen"],
    [
      "reveal",
      { reveal: { kind: "same-day", at: time("02:30") } },
      "reveal: the reveal at 02:30 is not after the question at 02:30",
    ],
    ["count", { count: 0 }, "count: 0 is not a number of dates"],
    ["count", { count: 367 }, "count: 367 is not a number of dates"],
  ] as const)("refuses a wrong %s", (_field, changes, message) => {
    expect(() => preview({ ...request, ...changes })).toThrow(message);
  });
});

describe("defaultReveal", () => {
  it.each([
    ["00:00", "same-day 16:00"],
    ["09:00", "same-day 16:00"],
    ["15:59", "same-day 16:00"],
    ["16:00", "same-day 23:00"],
    ["16:59", "same-day 23:59"],
    ["17:00", "same-day 23:59"],
    ["22:59", "same-day 23:59"],
    ["23:00", "next-posting-day 16:00"],
    ["23:30", "next-posting-day 16:00"],
  ])("after %s is %s", (postAt, expected) => {
    const rule = defaultReveal(time(postAt));
    expect(rule.kind === "next-question" ? rule.kind : `${rule.kind} ${formatTime(rule.at)}`).toBe(expected);
  });
});

describe("validatePlan", () => {
  const sound = { zone: "Europe/Berlin", postAt: time("09:00"), days: [1], reveal: { kind: "next-question" } } as const;

  it("finds nothing wrong with a sound plan", () => {
    expect(validatePlan(sound)).toEqual([]);
    expect(validatePlan({ ...sound, reveal: { kind: "next-posting-day", at: time("08:00") } })).toEqual([]);
  });

  it("finds everything at once", () => {
    const problems = validatePlan({
      zone: "Berlin",
      postAt: time("09:00"),
      days: [5, 1],
      reveal: { kind: "same-day", at: time("08:00") },
    });
    expect(problems.map(({ field, problem }) => [field, problem])).toEqual([
      ["zone", 'there is no time zone "Berlin"'],
      ["days", "5, 1 are not weekdays in order"],
      ["reveal", "the reveal at 08:00 is not after the question at 09:00"],
    ]);
  });
});
