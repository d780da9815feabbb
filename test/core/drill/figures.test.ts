import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Drill } from "../../../src/core/drill/drill.ts";
import { figuresOf, summed, type Turn, turnsOf } from "../../../src/core/drill/figures.ts";
import { channelKey, type MessageId, type PersonId, type QuestionId } from "../../../src/core/keys.ts";

const firstDay = Temporal.PlainDate.from("2027-03-15");

/** One letter a day: A in time, L late, n not; o open and not answered, a open and answered. */
const turns = (letters: string): readonly Turn[] =>
  [...letters].map((letter, index) => ({
    date: firstDay.add({ days: index }),
    stage: letter === "o" || letter === "a" ? "open" : "revealed",
    took: letter === "A" || letter === "a" ? "in-time" : letter === "L" ? "late" : "not",
  }));
const away = (from: number, to: number) => ({
  from: firstDay.add({ days: from }),
  to: firstDay.add({ days: to }),
  name: null,
});

describe("one person's figures in a channel", () => {
  type Row = readonly [name: string, letters: string, expected: readonly number[]];
  // Asked, answered, late, streak, longest streak.
  const rows: readonly Row[] = [
    ["nothing asked, nothing counted", "", [0, 0, 0, 0, 0]],
    ["somebody who never answered was never asked", "nnnn", [0, 0, 0, 0, 0]],
    ["a person is asked from their first answer on", "nnAn", [2, 1, 0, 0, 1]],
    ["a late answer is a first answer too", "nnLA", [2, 1, 1, 1, 1]],
    ["answers in a row make a streak", "AAA", [3, 3, 0, 3, 3]],
    ["a day not answered ends it", "AAnA", [4, 3, 0, 1, 2]],
    ["a late answer does not count for it", "AALA", [4, 3, 1, 1, 2]],
    ["an open drill not answered yet breaks nothing", "AAo", [2, 2, 0, 2, 2]],
    ["an open drill that is answered counts at once", "AAa", [3, 3, 0, 3, 3]],
    ["the longest one is remembered", "AAAnAnAA", [8, 6, 0, 2, 3]],
  ];
  it.each(rows)("%s", (_name, letters, [asked, answered, late, streak, longestStreak]) => {
    expect(figuresOf(turns(letters), [])).toEqual({ asked, answered, late, streak, longestStreak });
  });

  it.each([
    ["days away are not asked and break nothing", "AAnnA", [away(2, 3)], [3, 3, 0, 3, 3]],
    ["a day answered while away counts all the same", "AAnAA", [away(2, 3)], [4, 4, 0, 4, 4]],
    ["a late answer while away breaks nothing", "ALA", [away(1, 1)], [2, 2, 0, 2, 2]],
    ["both ends of the range are away, the days beside it are not", "AnnnnA", [away(2, 3)], [4, 2, 0, 1, 1]],
    ["several ranges count", "AnAnA", [away(1, 1), away(3, 3)], [3, 3, 0, 3, 3]],
  ] as const)("%s", (_name, letters, ranges, [asked, answered, late, streak, longestStreak]) => {
    expect(figuresOf(turns(letters), ranges)).toEqual({ asked, answered, late, streak, longestStreak });
  });

  it("never exceed each other", () => {
    const letters = fc.string({ unit: fc.constantFrom("A", "L", "n"), maxLength: 40 });
    fc.assert(
      fc.property(letters, fc.nat(40), fc.nat(10), (text, from, days) => {
        const figures = figuresOf(turns(text), [away(from, from + days)]);
        expect(figures.streak).toBeLessThanOrEqual(figures.longestStreak);
        expect(figures.longestStreak).toBeLessThanOrEqual(figures.answered);
        expect(figures.answered + figures.late).toBeLessThanOrEqual(figures.asked);
        expect(figures.answered).toBe([...text].filter((letter) => letter === "A").length);
      }),
      { seed: 20_270_315 },
    );
  });

  it("being away never shortens a streak", () => {
    const letters = fc.string({ unit: fc.constantFrom("A", "L", "n"), maxLength: 40 });
    fc.assert(
      fc.property(letters, fc.nat(40), fc.nat(10), (text, from, days) => {
        const without = figuresOf(turns(text), []);
        const figures = figuresOf(turns(text), [away(from, from + days)]);
        expect(figures.streak).toBeGreaterThanOrEqual(without.streak);
        expect(figures.longestStreak).toBeGreaterThanOrEqual(without.longestStreak);
      }),
      { seed: 20_270_315 },
    );
  });
});

describe("the drills of a channel as turns", () => {
  const channel = channelKey("fake", "W1", "backend");
  const at = Temporal.Instant.from("2027-03-15T08:30:00Z");
  const slotted = (day: number) => ({ channel, date: firstDay.add({ days: day }), postAt: at });
  const posted = (day: number) => ({
    ...slotted(day),
    question: "q1" as QuestionId,
    why: { kind: "not-asked-yet" as const },
    mode: "open" as const,
    zone: "UTC",
    graceEndsAt: at,
    revealAt: at,
    withNext: false,
    announceReveal: false,
    message: { channel, thread: null, id: `m${day}` as MessageId },
    openedAt: at,
    stale: false,
  });
  const settled = { cutoffAt: at, revealedAt: at, threadRead: true, rereadAt: null, revision: 0, shown: 0 };
  const drills: readonly Drill[] = [
    { stage: "open", ...posted(4), cutoffAt: null, revision: 0 },
    { stage: "missed", ...slotted(1), reason: "past-grace" },
    { stage: "skipped", ...posted(2), by: "U1" as PersonId },
    { stage: "revealed", ...posted(3), ...settled },
    { stage: "revealed", ...posted(0), ...settled },
  ];

  it("come in order of date; only days with a question count, so skipped and missed ones are left out", () => {
    const found = turnsOf(drills, new Set(["2027-03-15"]), new Set(["2027-03-18"]));
    expect(found.map(({ date, stage, took }) => `${date} ${stage} ${took}`)).toEqual([
      "2027-03-15 revealed in-time",
      "2027-03-18 revealed late",
      "2027-03-19 open not",
    ]);
  });

  it("an answer in time wins over a late one of the same day", () => {
    const [first] = turnsOf(drills, new Set(["2027-03-15"]), new Set(["2027-03-15"]));
    expect(first?.took).toBe("in-time");
  });
});

describe("figures of several channels", () => {
  it("counts add up, streaks are the best of them", () => {
    const here = { asked: 5, answered: 4, late: 1, streak: 2, longestStreak: 3 };
    const there = { asked: 2, answered: 2, late: 0, streak: 1, longestStreak: 4 };
    expect(summed([here, there])).toEqual({ asked: 7, answered: 6, late: 1, streak: 2, longestStreak: 4 });
  });

  it("of no channel are none", () => {
    expect(summed([])).toEqual({ asked: 0, answered: 0, late: 0, streak: 0, longestStreak: 0 });
  });
});
