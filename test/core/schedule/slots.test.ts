import { describe, expect, it } from "vitest";
import type { Plan, Slot } from "../../../src/core/schedule/plan.ts";
import {
  dueSlot,
  earliestNext,
  graceOver,
  nextPostMs,
  nextSlot,
  revealAfterLatePost,
  slotOn,
  slotsFrom,
} from "../../../src/core/schedule/slots.ts";
import { date, everyDay, instant, somePlan, time } from "./some-plan.ts";

const written = (slot: Slot | null): string | null =>
  slot === null ? null : `${slot.date} ${slot.postAt} ${slot.revealAt}`;

const off = (from: string, to: string): Plan["daysOff"][number] => ({ from: date(from), to: date(to), name: null });

describe("slotOn", () => {
  type Row = readonly [what: string, plan: Partial<Plan>, on: string, expected: string];
  const sameDay = (at: string): Plan["reveal"] => ({ kind: "same-day", at: time(at) });
  const nextDay = (at: string): Plan["reveal"] => ({ kind: "next-posting-day", at: time(at) });
  const nextQuestion: Plan["reveal"] = { kind: "next-question" };
  const rows: readonly Row[] = [
    ["an ordinary day", {}, "2026-11-24", "2026-11-24 2026-11-24T08:00:00Z 2026-11-24T15:00:00Z"],
    ["a day that is no posting day", {}, "2026-11-22", "2026-11-22 2026-11-22T08:00:00Z 2026-11-22T15:00:00Z"],
    [
      "a slot moved past midnight keeps its date",
      { zone: "America/Godthab", postAt: time("23:30"), reveal: nextDay("09:00"), days: everyDay },
      "2027-03-27",
      "2027-03-27 2027-03-28T01:30:00Z 2027-03-28T10:00:00Z",
    ],
    [
      "a gap that carries the post past the reveal leaves an hour",
      { zone: "America/New_York", postAt: time("02:30"), reveal: sameDay("03:15"), days: everyDay },
      "2027-03-14",
      "2027-03-14 2027-03-14T07:30:00Z 2027-03-14T08:30:00Z",
    ],
    [
      "next posting day, over a weekend",
      { reveal: nextDay("08:30") },
      "2026-11-27",
      "2026-11-27 2026-11-27T08:00:00Z 2026-11-30T07:30:00Z",
    ],
    [
      "next posting day, over days off",
      { reveal: nextDay("08:30"), daysOff: [off("2026-11-30", "2026-12-02")] },
      "2026-11-27",
      "2026-11-27 2026-11-27T08:00:00Z 2026-12-03T07:30:00Z",
    ],
    [
      "next posting day, none in sight",
      { reveal: nextDay("08:30"), pause: { until: null } },
      "2026-11-27",
      "2026-11-27 2026-11-27T08:00:00Z 2026-12-04T07:30:00Z",
    ],
    ["next question", { reveal: nextQuestion }, "2026-11-27", "2026-11-27 2026-11-27T08:00:00Z 2026-11-30T08:00:00Z"],
    [
      "next question, once a week, over the end of summer time",
      { reveal: nextQuestion, days: [3] },
      "2026-10-21",
      "2026-10-21 2026-10-21T07:00:00Z 2026-10-28T08:00:00Z",
    ],
    [
      "next question, seven days at the latest",
      { reveal: nextQuestion, daysOff: [off("2026-12-21", "2027-01-05")] },
      "2026-12-18",
      "2026-12-18 2026-12-18T08:00:00Z 2026-12-25T08:00:00Z",
    ],
    [
      "next question, also while paused",
      { reveal: nextQuestion, pause: { until: null } },
      "2026-12-18",
      "2026-12-18 2026-12-18T08:00:00Z 2026-12-25T08:00:00Z",
    ],
  ];
  it.each(rows)("%s", (_what, plan, on, expected) => {
    expect(written(slotOn(somePlan(plan), date(on)))).toBe(expected);
  });
});

describe("nextSlot", () => {
  type Row = readonly [what: string, plan: Partial<Plan>, after: string, expected: string | null];
  const rows: readonly Row[] = [
    ["later today", {}, "2026-11-24T07:59:59Z", "2026-11-24"],
    ["not the one whose time is now", {}, "2026-11-24T08:00:00Z", "2026-11-25"],
    ["over the weekend", {}, "2026-11-27T12:00:00Z", "2026-11-30"],
    ["over days off", { daysOff: [off("2026-11-30", "2026-12-01")] }, "2026-11-27T12:00:00Z", "2026-12-02"],
    [
      "over days off that touch",
      { daysOff: [off("2026-12-01", "2026-12-01"), off("2026-11-30", "2026-11-30")] },
      "2026-11-27T12:00:00Z",
      "2026-12-02",
    ],
    ["after a pause", { pause: { until: date("2026-12-05") } }, "2026-11-27T12:00:00Z", "2026-12-07"],
    ["not before the plan was saved", { since: instant("2026-12-01T08:00:00Z") }, "2026-11-27T12:00:00Z", "2026-12-02"],
    ["none in a pause without end", { pause: { until: null } }, "2026-11-27T12:00:00Z", null],
    ["none when stopped", { stopped: true }, "2026-11-27T12:00:00Z", null],
    [
      "none when every day of years is off",
      { daysOff: [off("2026-01-01", "2036-01-01")] },
      "2026-11-27T12:00:00Z",
      null,
    ],
    ["none without days", { days: [] }, "2026-11-27T12:00:00Z", null],
    [
      "the slot of yesterday that a gap moved past midnight",
      { zone: "America/Godthab", postAt: time("23:30"), days: everyDay },
      "2027-03-28T01:10:00Z",
      "2027-03-27",
    ],
    [
      "not a date the zone skipped",
      { zone: "Pacific/Apia", days: everyDay, postAt: time("09:00") },
      "2011-12-29T20:00:00Z",
      "2011-12-31",
    ],
  ];
  it.each(rows)("%s", (_what, plan, after, expected) => {
    const slot = nextSlot(somePlan(plan), instant(after));
    expect(slot?.date.toString() ?? null).toBe(expected);
    expect(nextPostMs(somePlan(plan), instant(after))).toBe(slot?.postAt.epochMilliseconds ?? null);
  });
});

describe("dueSlot", () => {
  type Row = readonly [what: string, plan: Partial<Plan>, now: string, expected: string | null];
  const rows: readonly Row[] = [
    ["the day before's, just before the hour", {}, "2026-11-24T07:59:59Z", "2026-11-23 past-grace"],
    ["on the hour", {}, "2026-11-24T08:00:00Z", "2026-11-24 due"],
    ["late, within the grace", {}, "2026-11-24T10:00:00Z", "2026-11-24 due"],
    ["past the grace", {}, "2026-11-24T10:00:00.001Z", "2026-11-24 past-grace"],
    ["on a weekend, Friday's", {}, "2026-11-29T12:00:00Z", "2026-11-27 past-grace"],
    [
      "not a day off's",
      { daysOff: [off("2026-11-24", "2026-11-24")] },
      "2026-11-24T08:00:00Z",
      "2026-11-23 past-grace",
    ],
    [
      "none whose time had passed when the plan was saved",
      { since: instant("2026-11-24T08:30:00Z") },
      "2026-11-24T09:00:00Z",
      null,
    ],
    ["none at the very time of saving", { since: instant("2026-11-24T08:00:00Z") }, "2026-11-24T09:00:00Z", null],
    ["the first after saving", { since: instant("2026-11-24T07:59:59Z") }, "2026-11-24T09:00:00Z", "2026-11-24 due"],
    ["none while paused", { pause: { until: date("2026-12-05") } }, "2026-11-24T08:00:00Z", null],
    ["none in a pause without end", { pause: { until: null } }, "2026-11-24T08:00:00Z", null],
    [
      "again when the pause is over",
      { pause: { until: date("2026-12-05") } },
      "2026-12-07T08:00:00Z",
      "2026-12-07 due",
    ],
    ["none when stopped", { stopped: true }, "2026-11-24T08:00:00Z", null],
    ["only the latest after an outage of days", {}, "2026-11-26T09:00:00Z", "2026-11-26 due"],
    [
      "across midnight, within the grace",
      { postAt: time("23:30"), days: [2] },
      "2026-11-25T00:00:00Z",
      "2026-11-24 due",
    ],
    [
      "Sunday's midnight slot, when the clock went back to Saturday",
      { zone: "America/St_Johns", postAt: time("00:00"), days: everyDay },
      "2010-11-07T03:00:00Z",
      "2010-11-07 due",
    ],
  ];
  it.each(rows)("%s", (_what, plan, now, expected) => {
    const due = dueSlot(somePlan(plan), instant(now));
    expect(due === null ? null : `${due.slot.date} ${due.standing}`).toBe(expected);
  });
});

describe("earliestNext", () => {
  it.each([
    ["what is due", {}, "2026-11-24T09:00:00Z", "2026-11-24T08:00:00Z"],
    ["else the next", { since: instant("2026-11-24T08:30:00Z") }, "2026-11-24T09:00:00Z", "2026-11-25T08:00:00Z"],
    ["else nothing", { stopped: true }, "2026-11-24T09:00:00Z", null],
  ])("is %s", (_what, plan, now, expected) => {
    expect(earliestNext(somePlan(plan), instant(now))?.toString() ?? null).toBe(expected);
  });
});

describe("graceOver", () => {
  it("begins after the last minute of the grace", () => {
    const plan = somePlan({ graceMinutes: 30 });
    const slot = slotOn(plan, date("2026-11-24"));
    expect(graceOver(plan, slot, instant("2026-11-24T08:30:00Z"))).toBe(false);
    expect(graceOver(plan, slot, instant("2026-11-24T08:30:00.001Z"))).toBe(true);
  });
});

describe("revealAfterLatePost", () => {
  it.each([
    ["on time: as planned", "2026-11-24T08:00:00Z", "2026-11-24T15:00:00Z"],
    ["late, with half the time left: as planned", "2026-11-24T11:30:00Z", "2026-11-24T15:00:00Z"],
    ["later: half the time from then, to the next whole minute", "2026-11-24T11:30:00.001Z", "2026-11-24T15:01:00Z"],
    ["taken before its time: as planned", "2026-11-24T06:00:00Z", "2026-11-24T15:00:00Z"],
    ["taken in the evening: half the time from then", "2026-11-24T17:00:00Z", "2026-11-24T20:30:00Z"],
  ])("%s", (_what, openedAt, expected) => {
    const slot = slotOn(somePlan(), date("2026-11-24"));
    expect(revealAfterLatePost(slot, instant(openedAt)).toString()).toBe(expected);
  });
});

describe("slotsFrom", () => {
  it("shows days off and paused dates among the others, and leaves out days that are none of the plan's", () => {
    const plan = somePlan({ pause: { until: date("2026-11-25") }, daysOff: [off("2026-11-26", "2026-11-27")] });
    expect(slotsFrom(plan, date("2026-11-24"), 5).map((slot) => [slot.date.toString(), slot.skipped])).toEqual([
      ["2026-11-24", "paused"],
      ["2026-11-25", null],
      ["2026-11-26", "day-off"],
      ["2026-11-27", "day-off"],
      ["2026-11-30", null],
    ]);
  });

  it("has nothing to show for a stopped plan", () => {
    expect(slotsFrom(somePlan({ stopped: true }), date("2026-11-24"), 5)).toEqual([]);
  });
});
