import { describe, expect, it } from "vitest";
import { clockText, dayText, farDayText, moment, momentText } from "../../../src/core/message/moments.ts";

const date = Temporal.PlainDate.from("2026-11-24");
const at = Temporal.Instant.from("2026-11-24T08:00:00Z");

describe("dates and times as people read them", () => {
  it("a day", () => expect(dayText(date)).toBe("Tue 24 Nov"));
  it("a time in a zone", () => expect(clockText(at, "Europe/Berlin")).toBe("09:00"));
  it("a day and time in a zone", () => expect(momentText(at, "Europe/Berlin")).toBe("Tue 24 Nov, 09:00"));
  it("the day is that of the zone", () => expect(momentText(at, "Pacific/Auckland")).toBe("Tue 24 Nov, 21:00"));
  it("a day some way off in the same year", () => {
    expect(farDayText(Temporal.PlainDate.from("2027-03-12"), Temporal.PlainDate.from("2027-01-04"))).toBe("12 March");
  });
  it("a day in another year says which", () => {
    expect(farDayText(Temporal.PlainDate.from("2027-03-12"), date)).toBe("12 March 2027");
  });

  it("a moment of the drill's own date is a time of day", () => {
    expect(moment(at, "Europe/Berlin", date)).toEqual({ kind: "time", at, show: "time", fallback: "09:00" });
  });
  it("a moment of another date says the date", () => {
    const before = date.subtract({ days: 1 });
    expect(moment(at, "Europe/Berlin", before)).toEqual({
      kind: "time",
      at,
      show: "date-time",
      fallback: "Tue 24 Nov, 09:00",
    });
  });
});
