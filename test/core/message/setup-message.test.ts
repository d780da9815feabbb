import { describe, expect, it } from "vitest";
import { type SetupSaved, setupSaved } from "../../../src/core/message/setup-message.ts";
import type { Slot } from "../../../src/core/schedule/plan.ts";
import { nextSlot } from "../../../src/core/schedule/slots.ts";
import { readable } from "../../support/readable.ts";
import { instant, somePlan } from "../schedule/some-plan.ts";

const plan = somePlan();
const slots = (count: number): readonly Slot[] => {
  const found: Slot[] = [];
  let after = instant("2026-11-23T12:00:00Z");
  while (found.length < count) {
    const slot = nextSlot(plan, after);
    if (slot === null) return found;
    found.push(slot);
    after = slot.postAt;
  }
  return found;
};
const saved = (more: Partial<SetupSaved> = {}): string =>
  readable(setupSaved({ plan, next: slots(4), left: 14, lastOfBank: slots(14).at(-1) ?? null, ...more }).doc);

describe("what is said once a plan is saved", () => {
  it("the first question, the next three dates, the reveal, and how far the questions reach", () => {
    expect(saved()).toBe(
      [
        "First question: Tue 24 Nov, 09:00",
        "Then Wed 25 Nov, Thu 26 Nov, Fri 27 Nov.",
        "Reveal: the same day, 16:00.",
        "14 questions: until 11 December",
      ].join("\n"),
    );
  });

  it.each([
    ["only one date is left", { next: slots(1) }, 1, "Reveal: the same day, 16:00."],
    ["nothing fits the filter", { left: 0, lastOfBank: null }, 3, "No question fits these topics and levels yet."],
    ["the plan ends before the questions do", { lastOfBank: null }, 3, "14 questions"],
    ["nothing is planned", { next: [] }, 0, "Nothing is planned."],
    [
      "the reveal is with the next question",
      { plan: somePlan({ reveal: { kind: "next-question" } }) },
      2,
      "Reveal: with the next question.",
    ],
    [
      "the channel is paused",
      { plan: somePlan({ pause: { until: null } }) },
      4,
      "This channel is paused. /drill resume starts the questions again.",
    ],
    [
      "a group is pinged, by its name letter for letter",
      { plan: somePlan({ ping: { id: "R1", name: "`the` seniors" } }) },
      4,
      "Each question pings @`the` seniors.",
    ],
    ["nobody is pinged", { plan: somePlan({ ping: null }) }, 4, undefined],
  ])("when %s", (_name, more, line, expected) => expect(saved(more).split("\n")[line]).toBe(expected));

  it("is one line in notifications, with the two buttons", () => {
    const message = setupSaved({ plan, next: slots(4), left: 14, lastOfBank: null });
    expect([message.summary, message.actions.map(({ id }) => id)]).toEqual([
      "First question: Tue 24 Nov, 09:00",
      ["command/now", "sample"],
    ]);
  });
});
