import { describe, expect, it } from "vitest";
import { type CalendarDay, dateOf, dayOf } from "../../../src/core/schedule/calendar-day.ts";
import type { Plan, Slot } from "../../../src/core/schedule/plan.ts";
import { slotOn } from "../../../src/core/schedule/slots.ts";
import { formatTime } from "../../../src/core/schedule/words.ts";
import { date, everyDay, somePlan } from "./some-plan.ts";

/*
 * E2 of delivery.md: every zone of Intl × every date 2026–2030 × 48 half-hours. `npm run e2` looks at all of them and
 * compares every one with Temporal. `npm test` looks at every zone's dates around each of its changes of offset, and at a
 * seeded sample of the others: set DRILL_SEED to repeat one.
 */
const isFull = process.env["DRILL_E2"] === "full";
const seed = Number(process.env["DRILL_SEED"] ?? 20_261_121);
const sampledPerZone = 8;

const zones = Intl.supportedValuesOf("timeZone");
const firstDay = dayOf(date("2026-01-01"));
const lastDay = dayOf(date("2030-12-31"));
const halfHours = Array.from({ length: 48 }, (_, index) =>
  Temporal.PlainTime.from("00:00").add({ minutes: 30 * index }),
);

/** mulberry32: small, seeded, good enough to choose dates. */
function seeded(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The local dates from two days before to two days after each change of a zone's offset. */
function daysAroundChanges(zone: string): readonly CalendarDay[] {
  const days: CalendarDay[] = [];
  let at = Temporal.Instant.from("2025-12-30T00:00Z").toZonedDateTimeISO(zone);
  for (;;) {
    const next = at.getTimeZoneTransition("next");
    if (next === null || next.year > 2031) return days;
    const day = dayOf(next.toPlainDate());
    days.push(day - 2, day - 1, day, day + 1, day + 2);
    at = next;
  }
}

function daysToCheck(zone: string, chance: () => number): readonly CalendarDay[] {
  const span = lastDay - firstDay + 1;
  if (isFull) return Array.from({ length: span }, (_, index) => firstDay + index);
  const sampled = Array.from({ length: sampledPerZone }, () => firstDay + Math.floor(chance() * span));
  const days = new Set([...daysAroundChanges(zone), ...sampled].filter((day) => day >= firstDay && day <= lastDay));
  return [...days].sort((a, b) => a - b);
}

type Tally = { slots: number; movedPastMidnight: string[]; wrong: string[] };

const isSameDate = (a: Temporal.ZonedDateTime, b: Temporal.PlainDate): boolean =>
  a.day === b.day && a.month === b.month && a.year === b.year;

/** The only excuse for another date: that reading of the clock does not exist, and the gap ends after midnight. */
const isCarriedOver = (truth: Temporal.ZonedDateTime, slot: Slot, postAt: Temporal.PlainTime): boolean =>
  !truth.toPlainTime().equals(postAt) && dayOf(truth.toPlainDate()) === dayOf(slot.date) + 1 && truth.hour < 1;

/** Compares one slot with Temporal and with the slot of the next date; what is wrong goes into the tally. */
function checkSlot(plan: Plan, slot: Slot, following: Slot, tally: Tally): void {
  const truth = slot.date.toZonedDateTime({ timeZone: plan.zone, plainTime: plan.postAt });
  const label = (): string => `${plan.zone} ${slot.date} ${formatTime(plan.postAt)}`;
  const at = slot.postAt.epochMilliseconds;
  tally.slots += 1;
  if (at !== truth.epochMilliseconds) tally.wrong.push(`${label()}: ${slot.postAt}`);
  if (at >= following.postAt.epochMilliseconds) tally.wrong.push(`${label()}: not before the next date's`);
  if (at >= slot.revealAt.epochMilliseconds) tally.wrong.push(`${label()}: not before its reveal`);
  if (isSameDate(truth, slot.date)) return;
  if (isCarriedOver(truth, slot, plan.postAt)) tally.movedPastMidnight.push(label());
  else tally.wrong.push(`${label()}: falls on ${truth}`);
}

function checkDays(plan: Plan, days: readonly CalendarDay[], tally: Tally): void {
  let slot: Slot | null = null;
  for (const day of days) {
    const current: Slot = slot !== null && dayOf(slot.date) === day ? slot : slotOn(plan, dateOf(day));
    const following = slotOn(plan, dateOf(day + 1));
    checkSlot(plan, current, following, tally);
    slot = following;
  }
}

// East and west Greenland put their clocks on at 23:00 of a Saturday; nobody else's gap reaches midnight in these years.
const greenland = ["America/Godthab", "America/Scoresbysund"];
const lastSaturdays = ["2026-03-28", "2027-03-27", "2028-03-25", "2029-03-24", "2030-03-30"];
const movedPastMidnight = greenland.flatMap((zone) =>
  lastSaturdays.flatMap((on) => ["23:00", "23:30"].map((at) => `${zone} ${on} ${at}`)),
);

describe(`E2, ${isFull ? "in full" : `a sample (DRILL_SEED=${seed})`}`, () => {
  it("gives every slot date one instant, later than the date before's, in its own date", () => {
    const chance = seeded(seed);
    const tally: Tally = { slots: 0, movedPastMidnight: [], wrong: [] };
    const began = performance.now();
    for (const zone of zones) {
      const days = daysToCheck(zone, chance);
      for (const postAt of halfHours) checkDays(somePlan({ days: everyDay, zone, postAt }), days, tally);
    }
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.info(`E2: ${tally.slots} slots of ${zones.length} zones compared with Temporal in ${seconds} s`);
    expect(tally.wrong.slice(0, 20)).toEqual([]);
    expect(tally.movedPastMidnight.toSorted()).toEqual(movedPastMidnight);
    if (isFull) expect(tally.slots).toBe(zones.length * (lastDay - firstDay + 1) * halfHours.length);
  }, 1_200_000);
});
