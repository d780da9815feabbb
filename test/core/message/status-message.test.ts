import { describe, expect, it } from "vitest";
import { clockOffText } from "../../../src/core/message/clock-off-text.ts";
import { type StatusContent, statusMessage } from "../../../src/core/message/status-message.ts";
import type { ClockOff } from "../../../src/core/schedule/clock-check.ts";
import { slotOn } from "../../../src/core/schedule/slots.ts";
import { aQuestion } from "../../support/questions.ts";
import { readable } from "../../support/readable.ts";
import { date, somePlan } from "../schedule/some-plan.ts";

const plan = somePlan();
const content: StatusContent = {
  plan,
  today: date("2027-03-15"),
  drills: [],
  last: null,
  next: slotOn(plan, date("2027-03-15")),
  lockedOut: null,
  faults: null,
};
const told = (more: Partial<StatusContent> = {}): readonly string[] =>
  readable(statusMessage({ ...content, ...more }).doc).split("\n");

describe("status", () => {
  it("says the last and the next question", () => {
    expect(told()).toEqual(["Daily Drill here", "Last: none yet", "Next: Mon 15 Mar, 09:00"]);
  });

  it("says whom each question pings, by a name that is text", () => {
    const lines = told({ plan: somePlan({ ping: { id: "R1", name: "`the` seniors" } }) });
    expect(lines.slice(2)).toEqual(["Next: Mon 15 Mar, 09:00", "Each question pings @`the` seniors."]);
  });

  it("tells nobody but managers of faults", () => {
    const faults: StatusContent["faults"] = {
      missed: [date("2027-03-11"), date("2027-03-12")],
      parked: ["banned", "missing-permission"],
      lacks: { why: "missing-permission", hint: "give me the right to post there" },
      clockOff: { aheadMs: -7_300_000, whose: "ours" },
      backupFailingSince: Temporal.Instant.from("2027-03-15T03:00:01Z"),
      problems: [{ file: "content/a.md", line: 3, message: "has no answer", fix: "add one" }],
      reach: { questions: 12, unasked: 2, left: 2, warning: "all/all/0" },
      suggested: 1,
      flagged: 2,
    };
    expect(told({ faults }).slice(3)).toEqual([
      "Bank: 2 of 12 left in this round",
      "1 suggested question waits to be looked at: /drill review",
      "2 flagged questions wait to be looked at: /drill review",
      "Held up, because the clock of the machine I run on is 2 hours behind the time here. I post and reveal nothing here until the clocks agree; answers are kept.",
      "The nightly backup has been failing since Mon 15 Mar, 04:00. My log says why.",
      "I cannot work here yet, because I lack a permission there. Give me the right to post there.",
      "Held up, because I am banned there. I try again every hour; mending the cause is enough.",
      "Missed: Thu 11 Mar, Fri 12 Mar",
      "The bank has 1 problem:",
      "content/a.md:3: has no answer",
    ]);
  });

  it.each<readonly [number, ClockOff["whose"], string]>([
    [61_900, "unknown", "the clock of the machine I run on and the time here are 61 seconds apart"],
    [120_000, "ours", "the clock of the machine I run on is 2 minutes ahead of the time here"],
    [-7_199_000, "theirs", "the time here is 119 minutes off, as the other platforms say"],
    [172_799_000, "ours", "the clock of the machine I run on is 47 hours ahead of the time here"],
    [-315_576_000_000, "ours", "the clock of the machine I run on is 3652 days behind the time here"],
  ])("a clock that is off by %i ms is told in the largest unit of which there are two", (aheadMs, whose, why) => {
    const held = `Held up, because ${why}. I post and reveal nothing here until the clocks agree; answers are kept.`;
    expect(clockOffText({ aheadMs, whose })).toBe(held);
  });

  it("a question that is gone leaves the last line empty rather than half", () => {
    const missed = { stage: "missed", channel: plan.channel, date: date("2027-03-12"), reason: "parked" } as const;
    const drill = { ...missed, postAt: slotOn(plan, missed.date).postAt };
    expect(told({ last: { drill, question: aQuestion("q1") } })[1]).toBe("Last: none yet");
  });

  it("a day off that is also no posting day is called a day off, and a pause goes before both", () => {
    const sunday = date("2027-03-14");
    const daysOff = [{ from: sunday, to: sunday, name: "Fair" }];
    const off = { today: sunday, plan: somePlan({ daysOff }) };
    expect(told(off).at(-1)).toBe("None today: day off, Fair.");
    expect(told({ ...off, plan: somePlan({ daysOff, pause: { until: null } }) }).at(-1)).toBe("None today: paused.");
    expect(told({ today: sunday }).at(-1)).toBe("None today: not one of the plan's days.");
  });
});
