import fc from "fast-check";
import { expect, it } from "vitest";
import { dueSlot, nextPostMs } from "../../../src/core/schedule/slots.ts";
import { slotsAt } from "../../../src/core/schedule/slots-at.ts";
import { date, instant, somePlan, time } from "./some-plan.ts";

const start = instant("2027-03-10T00:00Z");
const hour = fc.integer({ min: 0, max: 47 }).map((half) => time("00:00").add({ minutes: 30 * half }));
const someDay = fc.integer({ min: -20, max: 20 }).map((days) => date("2027-03-14").add({ days }));

const plans = fc
  .record({
    // Few of each, so that many of the plans are alike.
    zone: fc.constantFrom("America/New_York", "America/Godthab", "Europe/Berlin"),
    postAt: fc.constantFrom(time("02:30"), time("09:00"), time("23:30")),
    days: fc.constantFrom([1], [1, 2, 3, 4, 5], [7], [1, 2, 3, 4, 5, 6, 7]),
    reveal: fc.oneof(
      fc.constant({ kind: "next-question" as const }),
      hour.map((at) => ({ kind: "same-day" as const, at })),
      hour.map((at) => ({ kind: "next-posting-day" as const, at })),
    ),
    daysOff: fc.array(
      fc.tuple(someDay, fc.nat(3)).map(([from, more]) => ({ from, to: from.add({ days: more }), name: null })),
      { maxLength: 2 },
    ),
    pause: fc.option(
      fc.option(someDay).map((until) => ({ until })),
      { freq: 4 },
    ),
    stopped: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
    graceMinutes: fc.constantFrom(0, 120, 1_440),
    since: fc.integer({ min: -400, max: 400 }).map((hours) => start.add({ hours })),
  })
  .map((settings) => somePlan(settings));

it("answers for each of many plans at one instant as if it were asked alone", () => {
  const now = fc.integer({ min: -300, max: 600 }).map((halves) => start.add({ minutes: 30 * halves }));
  fc.assert(
    fc.property(fc.array(plans, { minLength: 1, maxLength: 60, size: "max" }), now, (all, at) => {
      const slots = slotsAt(at);
      expect(all.map((plan) => JSON.stringify(slots.due(plan)))).toEqual(
        all.map((plan) => JSON.stringify(dueSlot(plan, at))),
      );
      expect(all.map(slots.nextPostMs)).toEqual(all.map((plan) => nextPostMs(plan, at)));
    }),
    { numRuns: 300 },
  );
});
