import fc from "fast-check";
import { expect, it } from "vitest";
import type { Plan } from "../../../src/core/schedule/plan.ts";
import { dueSlot } from "../../../src/core/schedule/slots.ts";
import { date, somePlan } from "./some-plan.ts";

/*
 * 500 seeded outages against the policy of delivery.md. The loop below is the bot's: at each tick of a process that may be
 * off for minutes or days, and whose clock may be set, it asks `dueSlot` and records what became of that date once. The
 * reference says the same of each slot by itself, with Temporal alone and without any of our code.
 */
type Outcome = "posted" | "missed";
type Timeline = readonly Readonly<{ minutes: number; on: boolean; clockStepMinutes: number }>[];

const tickMinutes = 7;
const start = Temporal.Instant.from("2027-03-10T00:00Z");

const plans = fc.record({
  zone: fc.constantFrom("America/New_York", "Europe/Berlin", "America/Godthab", "Australia/Lord_Howe", "Asia/Kolkata"),
  postAt: fc.integer({ min: 0, max: 1_439 }).map((minute) => Temporal.PlainTime.from("00:00").add({ minutes: minute })),
  days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
  graceMinutes: fc.constantFrom(0, 30, 120, 600),
  pause: fc.option(fc.integer({ min: 0, max: 20 }).map((days) => ({ until: date("2027-03-12").add({ days }) }))),
  daysOff: fc.array(
    fc.tuple(fc.nat(25), fc.nat(3)).map(([first, more]) => {
      const from = date("2027-03-08").add({ days: first });
      return { from, to: from.add({ days: more }), name: null };
    }),
    { maxLength: 3 },
  ),
  since: fc.integer({ min: -3_000, max: 10_000 }).map((minutes) => start.add({ minutes })),
});

const timelines: fc.Arbitrary<Timeline> = fc.array(
  fc.record({
    minutes: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 300, max: 6_000 })),
    on: fc.boolean(),
    clockStepMinutes: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: -1_500, max: 1_500 })),
  }),
  { minLength: 1, maxLength: 20 },
);

/** What the bot's clock says at each of its ticks. */
function ticksOf(timeline: Timeline): readonly Temporal.Instant[] {
  const ticks: Temporal.Instant[] = [];
  let now = start;
  for (const { minutes, on, clockStepMinutes } of timeline) {
    now = now.add({ minutes: clockStepMinutes });
    const end = now.add({ minutes });
    for (; Temporal.Instant.compare(now, end) < 0; now = now.add({ minutes: tickMinutes })) if (on) ticks.push(now);
  }
  return ticks;
}

function carriedOut(plan: Plan, ticks: readonly Temporal.Instant[]): ReadonlyMap<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  for (const now of ticks) {
    const due = dueSlot(plan, now);
    const key = due?.slot.date.toString() ?? "";
    if (due !== null && !outcomes.has(key)) outcomes.set(key, due.standing === "due" ? "posted" : "missed");
  }
  return outcomes;
}

const isIn = (on: Temporal.PlainDate, from: Temporal.PlainDate, to: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(from, on) <= 0 && Temporal.PlainDate.compare(on, to) <= 0;

/** Every slot that a plan has over the simulated weeks, by the words of the contract. */
function slotsByTheBook(plan: Plan): readonly Readonly<{ key: string; at: Temporal.Instant }>[] {
  const dates = Array.from({ length: 140 }, (_, index) => date("2027-01-20").add({ days: index }));
  return dates
    .filter((on) => plan.days.includes(on.dayOfWeek))
    .filter((on) => !plan.daysOff.some(({ from, to }) => isIn(on, from, to)))
    .filter((on) => plan.pause?.until == null || Temporal.PlainDate.compare(on, plan.pause.until) >= 0)
    .map((on) => ({
      key: on.toString(),
      at: on.toZonedDateTime({ timeZone: plan.zone, plainTime: plan.postAt }).toInstant(),
    }))
    .filter(({ at }) => Temporal.Instant.compare(at, plan.since) > 0);
}

/** A slot is posted or missed at the first tick between its time and the next slot's: by whether the grace had passed. */
function byTheBook(plan: Plan, ticks: readonly Temporal.Instant[]): ReadonlyMap<string, Outcome> {
  const slots = slotsByTheBook(plan);
  const outcomes = new Map<string, Outcome>();
  slots.forEach(({ key, at }, index) => {
    const until = slots[index + 1]?.at.epochMilliseconds ?? Number.POSITIVE_INFINITY;
    const seen = ticks.find((now) => now.epochMilliseconds >= at.epochMilliseconds && now.epochMilliseconds < until);
    if (seen === undefined) return;
    outcomes.set(key, seen.since(at).total("minutes") <= plan.graceMinutes ? "posted" : "missed");
  });
  return outcomes;
}

it("does after 500 outages what the contract says, never two questions on one date", () => {
  fc.assert(
    fc.property(plans, timelines, (settings, timeline) => {
      const plan = somePlan(settings);
      const ticks = ticksOf(timeline);
      expect(new Map([...carriedOut(plan, ticks)].sort())).toEqual(new Map([...byTheBook(plan, ticks)].sort()));
    }),
    { numRuns: 500, seed: 20_261_121 },
  );
  // Half a minute of work on a busy machine; the limit only ends what hangs.
}, 120_000);
