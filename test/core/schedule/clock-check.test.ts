import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ClockCheck,
  type ClockStanding,
  checkedBy,
  isWorthAsking,
  whoseFault,
} from "../../../src/core/schedule/clock-check.ts";

const noon = Temporal.Instant.from("2027-03-15T12:00:00Z");
const after = (seconds: number): Temporal.Instant => noon.add({ milliseconds: seconds * 1_000 });
/** An answer at noon by the platform, to what was asked and heard so many seconds later by our clock. */
const told = (asked: number, heard = asked) => ({ at: noon, askedAt: after(asked), heardAt: after(heard) });
/** A check after answers that say our clock is that many seconds ahead. */
const afterAnswers = (...aheadSeconds: readonly number[]): ClockCheck | null =>
  aheadSeconds.reduce<ClockCheck | null>((check, seconds) => checkedBy(check, told(seconds + 1)), null);
const standingAfter = (...aheadSeconds: readonly number[]): ClockStanding | undefined =>
  afterAnswers(...aheadSeconds)?.standing;

describe("how far our clock is off, by one answer", () => {
  it.each([
    ["asked and answered within the same second", told(0), 0],
    ["asked in the second that the header leaves out", told(0.999), 0],
    ["asked a minute and a second later", told(61), 60_000],
    ["heard a minute earlier", told(-61, -60), -60_000],
    ["an answer that took ten seconds shows no difference", told(-5, 5), 0],
    ["an answer heard after eight hours of suspension shows none", told(-1, 28_800), 0],
    ["behind, and the answer took ten seconds", told(-100, -90), -90_000],
  ])("%s", (_name, reading, aheadMs) => {
    expect(checkedBy(null, reading).aheadMs).toBe(aheadMs);
  });

  it("a right clock never shows a difference, however long the answer takes", () => {
    const property = fc.property(fc.nat(120_000), fc.nat(120_000), fc.nat(999), (before, later, cut) => {
      const at = noon;
      const truly = noon.add({ milliseconds: cut });
      const askedAt = truly.subtract({ milliseconds: before });
      const heardAt = truly.add({ milliseconds: later });
      expect(Math.abs(checkedBy(null, { at, askedAt, heardAt }).aheadMs)).toBe(0);
    });
    fc.assert(property, { seed: 20_261_121 });
  });
});

describe("what counts", () => {
  it.each<readonly [string, readonly number[], ClockStanding]>([
    ["one answer is no evidence", [3_600], "right"],
    ["a single crazy answer among right ones is none", [0, 3_600, 0, -3_600, 0], "right"],
    ["two crazy answers that contradict each other are none", [3_600, -3_600], "right"],
    ["two in a row are", [0, 61, 61], "ahead"],
    ["two in a row are, behind too", [0, -62, -62], "behind"],
    ["60 seconds are tolerated", [60, 60, 60], "right"],
    ["a single right answer does not end it", [61, 61, 0], "ahead"],
    ["nor do right ones between wrong ones", [61, 61, 0, 61, 0], "ahead"],
    ["two right ones in a row do", [61, 61, 0, 0], "right"],
    ["from ahead to behind it takes two as well", [61, 61, -62, -62], "behind"],
  ])("%s", (_name, answers, standing) => {
    expect(standingAfter(...answers)).toBe(standing);
  });
});

describe("asking again", () => {
  it.each<readonly [string, readonly number[], number, boolean]>([
    ["not while the last answer is young", [0], 599, false],
    ["after ten minutes of silence", [0], 600, true],
    ["at once after a first wrong answer", [61], 0, true],
    ["half a minute after the latest while it is wrong", [61, 61], 30, true],
    ["not before that", [61, 61], 29, false],
    ["at once after the first right answer", [61, 61, 0], 0, true],
    ["after ten minutes again once it is right", [61, 61, 0, 0], 599, false],
    ["when our clock was set back by an hour", [0], -3_600, true],
  ])("%s", (_name, answers, seconds, worth) => {
    const check = afterAnswers(...answers);
    if (check === null) throw new Error("there is an answer");
    expect(isWorthAsking(check, null, check.heardAt.add({ seconds }))).toBe(worth);
  });

  it.each([
    ["not while an answer is awaited", 29, false],
    ["after half a minute without one", 30, true],
    ["when our clock was set back meanwhile", -30, true],
  ])("%s", (_name, seconds, worth) => {
    const check = afterAnswers(61);
    if (check === null) throw new Error("there is an answer");
    expect(isWorthAsking(check, noon, after(seconds))).toBe(worth);
  });
});

describe("whose clock is wrong", () => {
  const of = (standing: ClockStanding): ClockCheck => ({ standing, latest: standing, aheadMs: 0, heardAt: noon });
  it.each<readonly [string, readonly ClockStanding[], string]>([
    ["nobody knows with one platform", [], "unknown"],
    ["ours, where the other says the same", ["ahead"], "ours"],
    ["theirs, where the other agrees with us", ["right"], "theirs"],
    ["nobody knows when the other says the opposite", ["behind"], "unknown"],
  ])("%s", (_name, others, whose) => {
    expect(whoseFault(of("ahead"), others.map(of))).toBe(whose);
  });
});
