import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Drill, DrillIn } from "../../../src/core/drill/drill.ts";
import { type Owed, owed } from "../../../src/core/drill/owed.ts";
import { channelKey, type MessageId, type PersonId, type QuestionId } from "../../../src/core/keys.ts";
import type { DueSlot } from "../../../src/core/schedule/slots.ts";

const channel = channelKey("fake", "W1", "backend");
const start = Temporal.Instant.from("2027-03-15T08:30:00Z");
const at = (minutes: number): Temporal.Instant => start.add({ minutes });
const day = (date: number): Temporal.PlainDate => new Temporal.PlainDate(2027, 3, date);

const planned = (date: number): DrillIn<"planned"> => ({
  stage: "planned",
  channel,
  date: day(date),
  postAt: start,
  question: "q1" as QuestionId,
  why: { kind: "not-asked-yet" },
  mode: "open",
  zone: "UTC",
  graceEndsAt: at(120),
  revealAt: at(390),
  withNext: false,
  announceReveal: false,
});
const posted = { message: { channel, thread: null, id: "m1" as MessageId }, openedAt: start, stale: false };
const open = (date: number, more: Partial<DrillIn<"open">> = {}): DrillIn<"open"> => ({
  ...planned(date),
  ...posted,
  stage: "open",
  cutoffAt: null,
  revision: 0,
  ...more,
});
const revealed = (date: number, more: Partial<DrillIn<"revealed">> = {}): DrillIn<"revealed"> => ({
  ...planned(date),
  ...posted,
  stage: "revealed",
  cutoffAt: at(390),
  revealedAt: at(390),
  threadRead: true,
  rereadAt: null,
  revision: 0,
  shown: 0,
  ...more,
});
const skipped = (date: number, stale: boolean): DrillIn<"skipped"> => ({
  ...planned(date),
  ...posted,
  stage: "skipped",
  by: "U1" as PersonId,
  stale,
});
const missed = (date: number): DrillIn<"missed"> => ({
  stage: "missed",
  channel,
  date: day(date),
  postAt: start,
  reason: "past-grace",
});
const due = (date: number, standing: DueSlot["standing"] = "due"): DueSlot => ({
  slot: { date: day(date), postAt: start, revealAt: at(390) },
  standing,
});
const named = (steps: readonly Owed[]): readonly string[] =>
  steps.map((step) => `${step.kind} ${"drill" in step ? step.drill.date.day : step.slot.date.day}`);

describe("what the bot owes a channel", () => {
  it.each<readonly [string, number, DueSlot | null, readonly Drill[], readonly string[]]>([
    ["nothing", 0, null, [], []],
    ["a due slot is posted", 0, due(15), [], ["post 15"]],
    ["one past its grace is missed", 121, due(15, "past-grace"), [], ["miss 15"]],
    ["a slot that has its drill is not posted again", 0, due(15), [open(15)], []],
    ["nor one that was missed", 0, due(15), [missed(15)], []],
    ["nor one that was skipped", 0, due(15), [skipped(15, false)], []],
    ["a picked question is delivered", 0, due(15), [planned(15)], ["deliver 15"]],
    ["an open one is revealed at its time", 390, null, [open(15)], ["reveal 15"]],
    ["not before", 389, null, [open(15)], []],
    [
      "a reveal that has begun goes on, whatever the clock says",
      0,
      null,
      [open(15, { cutoffAt: at(390) })],
      ["reveal 15"],
    ],
    [
      "with the next question: just before it is posted",
      0,
      due(16),
      [open(15, { withNext: true })],
      ["reveal 15", "post 16"],
    ],
    [
      "with the next question: before one that is picked already",
      0,
      due(16),
      [open(15, { withNext: true }), planned(16)],
      ["reveal 15", "deliver 16"],
    ],
    [
      "with the next question: not for one that is missed",
      121,
      due(16, "past-grace"),
      [open(15, { withNext: true })],
      ["miss 16"],
    ],
    [
      "with the next question: not for an older one that is still in doubt",
      0,
      due(16),
      [planned(15), open(16, { withNext: true })],
      ["deliver 15"],
    ],
    ["with the next question: at the latest at its time", 390, null, [open(15, { withNext: true })], ["reveal 15"]],
    ["a swapped question is shown", 0, null, [open(15, { stale: true })], ["show 15"]],
    [
      "a swapped question that is due is shown, then revealed",
      390,
      null,
      [open(15, { stale: true })],
      ["show 15", "reveal 15"],
    ],
    ["a skipped question is shown as such", 0, null, [skipped(15, true)], ["show 15"]],
    [
      "a revealed one is amended when what it says has changed",
      400,
      null,
      [revealed(15, { revision: 1 })],
      ["amend 15"],
    ],
    ["and read again at its time", 400, null, [revealed(15, { rereadAt: at(400) })], ["amend 15"]],
    ["not before", 399, null, [revealed(15, { rereadAt: at(400) })], []],
    ["a finished one is left alone", 400, null, [revealed(15)], []],
    [
      "an older question in doubt is carried on with beside today's",
      0,
      due(16),
      [planned(15)],
      ["deliver 15", "post 16"],
    ],
  ])("%s", (_name, minutes, slot, drills, expected) => {
    expect(named(owed(at(minutes), slot, drills))).toEqual(expected);
  });

  it("is the same again for the same, never two questions for one date, and reveals before questions", () => {
    const drillOf = (date: number, kind: number): Drill =>
      [planned(date), open(date), open(date, { withNext: true }), revealed(date), skipped(date, true), missed(date)][
        kind
      ] ?? planned(date);
    const drills = fc
      .uniqueArray(fc.tuple(fc.integer({ min: 10, max: 16 }), fc.integer({ min: 0, max: 5 })), {
        selector: ([date]) => date,
      })
      .map((list) => list.map(([date, kind]) => drillOf(date, kind)));
    const slots = fc.option(
      fc.tuple(fc.integer({ min: 10, max: 16 }), fc.constantFrom("due" as const, "past-grace" as const)),
    );
    fc.assert(
      fc.property(drills, slots, fc.integer({ min: 0, max: 500 }), (list, slot, minutes) => {
        const dueSlot = slot === null ? null : due(...slot);
        const steps = named(owed(at(minutes), dueSlot, list));
        expect(named(owed(at(minutes), dueSlot, list))).toEqual(steps);
        const questions = steps.filter((step) => /^(?:deliver|post)/.test(step)).map((step) => step.split(" ")[1]);
        expect(new Set(questions).size).toBe(questions.length);
        const lastReveal = steps.findLastIndex((step) => step.startsWith("reveal"));
        const firstQuestion = steps.findIndex((step) => /^(?:deliver|post)/.test(step));
        expect(firstQuestion === -1 || lastReveal < firstQuestion).toBe(true);
      }),
      { seed: 20_270_315 },
    );
  });
});
