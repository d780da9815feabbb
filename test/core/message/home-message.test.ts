import { describe, expect, it } from "vitest";
import type { Figures } from "../../../src/core/drill/figures.ts";
import type { MessageId, QuestionId } from "../../../src/core/keys.ts";
import {
  type HomeChannel,
  type HomeContent,
  homeMessage,
  homePageNamed,
  type OpenQuestion,
} from "../../../src/core/message/home-message.ts";
import { slotOn } from "../../../src/core/schedule/slots.ts";
import { aQuestion } from "../../support/questions.ts";
import { readable } from "../../support/readable.ts";
import { date, somePlan } from "../schedule/some-plan.ts";

const plan = somePlan();
const slot = slotOn(plan, date("2027-03-15"));
const none: Figures = { asked: 0, answered: 0, late: 0, streak: 0, longestStreak: 0 };
const question: OpenQuestion = {
  drill: {
    ...slot,
    stage: "open",
    channel: plan.channel,
    question: "keys" as QuestionId,
    why: { kind: "not-asked-yet" },
    mode: "open",
    zone: plan.zone,
    graceEndsAt: slot.postAt,
    withNext: false,
    announceReveal: false,
    message: { channel: plan.channel, thread: null, id: "m1" as MessageId },
    openedAt: slot.postAt,
    stale: false,
    cutoffAt: null,
    revision: 0,
  },
  question: aQuestion("keys", { title: "Idempotency keys", answer: "CANARY" }),
  link: "https://fake.example/m1",
  answered: false,
};
const backend: HomeChannel = { name: "backend", plan, open: [], next: slot };
const told = (more: Partial<HomeContent> = {}): readonly string[] => {
  const content = { figures: none, channels: [backend], page: 0, pages: 1, ...more };
  return readable(homeMessage(content).doc).split("\n");
};

describe("a person's own page", () => {
  it.each<readonly [string, Partial<Figures>, string]>([
    ["nothing answered yet", {}, "Your figures start with your first answer."],
    [
      "answers in time alone",
      { asked: 14, answered: 12, streak: 5, longestStreak: 7 },
      "12 of 14 answered · streak 5 · longest 7",
    ],
    [
      "late ones too",
      { asked: 14, answered: 12, late: 1, streak: 0, longestStreak: 7 },
      "12 of 14 answered · 1 late · streak 0 · longest 7",
    ],
  ])("says the figures: %s", (_name, figures, expected) => {
    expect(told({ figures: { ...none, ...figures } })[1]).toBe(expected);
  });

  it("links an open question where it has an address, and names it where it has none", () => {
    const open = [question, { ...question, link: null, answered: true }];
    expect(told({ channels: [{ ...backend, open }] }).slice(2)).toEqual([
      "#backend",
      "Idempotency keys (https://fake.example/m1) · reveal Mon 15 Mar, 16:00 · not answered yet",
      "Idempotency keys · reveal Mon 15 Mar, 16:00 · you answered",
      "Next question: Mon 15 Mar, 09:00",
    ]);
  });

  it("says nothing of what comes next where the plan has ended, and that it is paused where it is", () => {
    const ended = { ...backend, plan: { ...plan, stopped: true }, open: [question] };
    expect(told({ channels: [ended] }).length).toBe(4);
    const paused = { ...backend, plan: { ...plan, pause: { until: null } }, next: null };
    expect(told({ channels: [paused] }).at(-1)).toBe("Paused.");
    expect(told({ channels: [{ ...backend, next: null }] }).at(-1)).toBe("No question is planned.");
  });

  it("holds nothing of an answer", () => {
    const message = homeMessage({ figures: none, channels: [{ ...backend, open: [question] }], page: 0, pages: 1 });
    expect(JSON.stringify(message)).not.toContain("CANARY");
  });

  it.each([
    [0, 1, []],
    [0, 3, ["home/1"]],
    [1, 3, ["home/0", "home/2"]],
    [2, 3, ["home/1"]],
  ] as const)("page %i of %i turns to %j", (page, pages, expected) => {
    const { actions } = homeMessage({ figures: none, channels: [backend], page, pages });
    expect(actions.map(({ id }) => id)).toEqual(expected);
  });

  it.each([
    [null, 0],
    ["home/2", 2],
    ["home/999999", 999_999],
    ["home/-1", 0],
    ["home/1e3", 0],
    ["home", 0],
    ["answers/2027-03-15/1.0", 0],
    ["", 0],
  ])("%j leads to page %i", (action, expected) => expect(homePageNamed(action)).toBe(expected));
});
