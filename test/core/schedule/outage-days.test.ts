import fc from "fast-check";
import { expect, it } from "vitest";
import type { Drill } from "../../../src/core/drill/drill.ts";
import { owed } from "../../../src/core/drill/owed.ts";
import { pauseUntil, resume } from "../../../src/core/schedule/pause.ts";
import type { Plan, Slot } from "../../../src/core/schedule/plan.ts";
import { dueSlot, revealAfterLatePost } from "../../../src/core/schedule/slots.ts";
import { anOpenDrill, aRevealedDrill } from "../../support/drills.ts";
import { somePlan, time } from "./some-plan.ts";

/*
 * 500 seeded outages, through which plans are changed, paused and resumed, against what delivery.md says of questions and
 * their reveals (*Missed slots, clocks*). The bot's side is `dueSlot` and `owed`, asked at each tick; the book's side says
 * the same of each tick with Temporal alone. `outages.test.ts` holds the slots themselves against the contract, days off
 * included.
 */
type Change =
  | Readonly<{ kind: "pause"; days: number | null }>
  | Readonly<{ kind: "resume" }>
  | Readonly<{ kind: "move"; postAt: Temporal.PlainTime; reveal: Plan["reveal"] }>;
type Tick = Readonly<{ now: Temporal.Instant; plan: Plan }>;

const start = Temporal.Instant.from("2027-03-10T00:00Z");
const tickMinutes = 37;
const minuteMs = 60_000;

const timeOfDay = fc.integer({ min: 0, max: 1_439 }).map((minutes) => time("00:00").add({ minutes }));
const reveals: fc.Arbitrary<Plan["reveal"]> = fc.oneof(
  fc.record({ kind: fc.constant("same-day" as const), at: timeOfDay }),
  fc.record({ kind: fc.constant("next-posting-day" as const), at: timeOfDay }),
  fc.constant({ kind: "next-question" as const }),
);
const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant("pause" as const), days: fc.option(fc.integer({ min: 1, max: 12 })) }),
  fc.constant({ kind: "resume" as const }),
  fc.record({ kind: fc.constant("move" as const), postAt: timeOfDay, reveal: reveals }),
);
const plans = fc.record({
  zone: fc.constantFrom("America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata"),
  postAt: timeOfDay,
  reveal: reveals,
  days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
  graceMinutes: fc.constantFrom(0, 30, 120, 600),
  since: fc.constant(start),
});
type Timeline = readonly Readonly<{ minutes: number; on: boolean; clockStepMinutes: number; change: Change | null }>[];
const timelines: fc.Arbitrary<Timeline> = fc.array(
  fc.record({
    minutes: fc.oneof(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 600, max: 5_000 })),
    on: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
    clockStepMinutes: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.integer({ min: -1_500, max: 1_500 })),
    change: fc.option(changes),
  }),
  { minLength: 1, maxLength: 12 },
);

function changed(plan: Plan, change: Change, now: Temporal.Instant): Plan {
  if (change.kind === "resume") return resume(plan, now);
  if (change.kind === "move") return { ...plan, postAt: change.postAt, reveal: change.reveal, since: now };
  const today = now.toZonedDateTimeISO(plan.zone).toPlainDate();
  return pauseUntil(plan, change.days === null ? null : today.add({ days: change.days }), now);
}

/** What the bot's clock says at each of its ticks, and the plan that it reads then. */
function ticksOf(first: Plan, timeline: Timeline): readonly Tick[] {
  const ticks: Tick[] = [];
  let now = start;
  let plan = first;
  for (const { minutes, on, clockStepMinutes, change } of timeline) {
    now = now.add({ minutes: clockStepMinutes });
    if (change !== null) plan = changed(plan, change, now);
    const end = now.add({ minutes });
    for (; Temporal.Instant.compare(now, end) < 0; now = now.add({ minutes: tickMinutes }))
      if (on) ticks.push({ now, plan });
  }
  return ticks;
}

const said = (tick: number, what: string, key: string, revealAt?: Temporal.Instant): string =>
  [tick, what, key, ...(revealAt === undefined ? [] : [revealAt.toString()])].join(" ");

/** What the bot does at each tick, given that all of it succeeds at once. */
function carriedOut(ticks: readonly Tick[]): readonly string[] {
  const drills = new Map<string, Drill>();
  const done: string[] = [];
  const post = (tick: number, { now, plan }: Tick, slot: Slot): void => {
    const key = slot.date.toString();
    const revealAt = revealAfterLatePost(slot, now);
    const withNext = plan.reveal.kind === "next-question";
    drills.set(key, anOpenDrill({ ...slot, revealAt, withNext, openedAt: now }));
    done.push(said(tick, "post", key, revealAt));
  };
  for (const [tick, at] of ticks.entries()) {
    const due = dueSlot(at.plan, at.now);
    const relevant = [...drills].flatMap(([key, drill]) =>
      drill.stage === "open" || key === due?.slot.date.toString() ? [drill] : [],
    );
    for (const step of owed(at.now, due, relevant)) {
      if (step.kind === "post") post(tick, at, step.slot);
      else if (step.kind === "miss") {
        const { date: on, postAt } = step.slot;
        drills.set(on.toString(), {
          stage: "missed",
          channel: at.plan.channel,
          date: on,
          postAt,
          reason: "past-grace",
        });
        done.push(said(tick, "miss", on.toString()));
      } else if (step.kind === "reveal") {
        drills.set(step.drill.date.toString(), aRevealedDrill({ date: step.drill.date }));
        done.push(said(tick, "reveal", step.drill.date.toString()));
      } else throw new Error(`nothing else is owed: ${step.kind}`);
    }
  }
  return done.toSorted();
}

type BookSlot = Readonly<{ key: string; on: Temporal.PlainDate; at: number }>;

const msAt = (plan: Plan, on: Temporal.PlainDate, plainTime: Temporal.PlainTime): number =>
  on.toZonedDateTime({ timeZone: plan.zone, plainTime }).epochMilliseconds;

/** The posting dates of a plan among so many dates from one on. */
function slotsFrom(plan: Plan, from: Temporal.PlainDate, dates: number): readonly BookSlot[] {
  if (plan.pause !== null && plan.pause.until === null) return [];
  return Array.from({ length: dates }, (_, index) => from.add({ days: index }))
    .filter((on) => plan.days.includes(on.dayOfWeek))
    .filter((on) => plan.pause?.until == null || Temporal.PlainDate.compare(on, plan.pause.until) >= 0)
    .map((on) => ({ key: on.toString(), on, at: msAt(plan, on, plan.postAt) }));
}

/** The slot that a plan has come to, and null when it was before the plan was saved, changed or resumed. */
function latestSlot(plan: Plan, now: Temporal.Instant): BookSlot | null {
  const today = now.toZonedDateTimeISO(plan.zone).toPlainDate();
  // Every plan has a day a week.
  const latest = slotsFrom(plan, today.subtract({ days: 8 }), 9).findLast(({ at }) => at <= now.epochMilliseconds);
  return latest !== undefined && latest.at > plan.since.epochMilliseconds ? latest : null;
}

/** When a question of this slot that goes out at `now` is to be revealed: fixed then, with half the time to answer. */
function revealByTheBook(plan: Plan, { on, at }: BookSlot, now: number): Temporal.Instant {
  const next = slotsFrom(plan, on.add({ days: 1 }), 21);
  const ruled = (): number => {
    if (plan.reveal.kind === "same-day") return msAt(plan, on, plan.reveal.at);
    if (plan.reveal.kind === "next-posting-day") return msAt(plan, next[0]?.on ?? on.add({ days: 7 }), plan.reveal.at);
    const week = msAt(plan, on.add({ days: 7 }), plan.postAt);
    return Math.min(next[0]?.at ?? week, week);
  };
  const reveal = ruled() > at ? ruled() : at + 60 * minuteMs;
  const half = Math.ceil((now + Math.ceil((reveal - at) / 2)) / minuteMs) * minuteMs;
  return Temporal.Instant.fromEpochMilliseconds(Math.max(reveal, half));
}

type Open = Readonly<{ revealAt: Temporal.Instant; withNext: boolean }>;

/** At its time however late, and before a later question where it comes with the next one. */
const revealedBy = (
  open: ReadonlyMap<string, Open>,
  now: Temporal.Instant,
  goesOut: BookSlot | null,
): readonly string[] =>
  [...open].flatMap(([key, { revealAt, withNext }]) =>
    Temporal.Instant.compare(now, revealAt) >= 0 || (withNext && goesOut !== null && goesOut.key > key) ? [key] : [],
  );

/** Of each tick: what the contract says is posted, missed or revealed. */
function byTheBook(ticks: readonly Tick[]): readonly string[] {
  const used = new Set<string>();
  const open = new Map<string, Open>();
  const done: string[] = [];
  for (const [tick, { now, plan }] of ticks.entries()) {
    const nowMs = now.epochMilliseconds;
    const latest = latestSlot(plan, now);
    const due = latest === null || used.has(latest.key) ? null : latest;
    const goesOut = due !== null && nowMs - due.at <= plan.graceMinutes * minuteMs ? due : null;
    for (const key of revealedBy(open, now, goesOut)) {
      open.delete(key);
      done.push(said(tick, "reveal", key));
    }
    if (due === null) continue;
    used.add(due.key);
    if (goesOut === null) done.push(said(tick, "miss", due.key));
    else {
      const revealAt = revealByTheBook(plan, due, nowMs);
      open.set(due.key, { revealAt, withNext: plan.reveal.kind === "next-question" });
      done.push(said(tick, "post", due.key, revealAt));
    }
  }
  return done.toSorted();
}

it("posts, misses and reveals after 500 outages what the contract says, whatever is changed, paused and resumed meanwhile", () => {
  const kinds = new Map<string, number>();
  fc.assert(
    fc.property(plans, timelines, (settings, timeline) => {
      const ticks = ticksOf(somePlan(settings), timeline);
      const done = carriedOut(ticks);
      expect(done).toEqual(byTheBook(ticks));
      const posts = done.flatMap((line) => (line.includes("post") ? [line.split(" ")[2]] : []));
      expect(new Set(posts).size).toBe(posts.length);
      for (const line of done) kinds.set(line.split(" ")[1] ?? "", (kinds.get(line.split(" ")[1] ?? "") ?? 0) + 1);
    }),
    { numRuns: 500, seed: 20_261_121 },
  );
  // All three happen often, so that the comparison is about something.
  expect([...kinds.values()].filter((count) => count < 100)).toEqual([]);
  expect([...kinds.keys()].toSorted()).toEqual(["miss", "post", "reveal"]);
}, 120_000);
