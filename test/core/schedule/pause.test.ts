import { describe, expect, it } from "vitest";
import { isPaused, pauseUntil, resume } from "../../../src/core/schedule/pause.ts";
import { dueSlot, nextSlot } from "../../../src/core/schedule/slots.ts";
import { date, instant, somePlan } from "./some-plan.ts";

const now = instant("2026-11-24T08:30:00Z");

describe("a pause", () => {
  it.each([
    ["running", null, "2026-11-24", false],
    ["without end", { until: null }, "2126-11-24", true],
    ["the day before its end", { until: date("2026-12-01") }, "2026-11-30", true],
    ["its end", { until: date("2026-12-01") }, "2026-12-01", false],
  ])("%s", (_what, pause, on, expected) => {
    expect(isPaused({ pause }, date(on))).toBe(expected);
  });

  it("ends on the date that was named", () => {
    const paused = pauseUntil(somePlan(), date("2026-12-01"), now);
    expect(nextSlot(paused, now)?.date.toString()).toBe("2026-12-01");
    expect(paused.since.toString()).toBe("2026-11-24T08:30:00Z");
  });

  it("refuses a date that is not to come where the plan is", () => {
    // In Apia it is already the 25th.
    const plan = somePlan({ zone: "Pacific/Apia" });
    const late = instant("2026-11-24T12:00:00Z");
    expect(() => pauseUntil(plan, date("2026-11-25"), late)).toThrow("2026-11-25 is not a date to come");
    expect(pauseUntil(plan, date("2026-11-26"), late).pause?.until?.toString()).toBe("2026-11-26");
  });

  it("leaves today's question unasked when it is resumed after its time", () => {
    const resumed = resume(pauseUntil(somePlan(), null, instant("2026-11-23T08:30:00Z")), now);
    expect(dueSlot(resumed, now)).toBe(null);
    expect(nextSlot(resumed, now)?.date.toString()).toBe("2026-11-25");
  });
});
