import { describe, expect, it } from "vitest";
import { type SetupStart, setupForm } from "../../../src/core/message/setup-form.ts";
import { somePlan } from "../schedule/some-plan.ts";

const start: SetupStart = {
  plan: null,
  zone: { value: "Europe/Berlin", label: "Berlin (Europe)" },
  timeThere: "09:12",
  topics: [{ id: "http", title: "HTTP", line: "" }],
  ping: null,
};
const valuesOf = (from: SetupStart): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    setupForm(from).fields.map((field) => [
      field.name,
      field.kind === "choices" ? field.values : field.kind === "search" ? (field.value?.value ?? null) : field.value,
    ]),
  );

describe("the setup form", () => {
  it("opens with the defaults and the person's own zone", () => {
    expect(valuesOf(start)).toEqual({
      zone: "Europe/Berlin",
      days: ["1", "2", "3", "4", "5"],
      postAt: "09:00",
      reveal: "same-day",
      revealAt: "16:00",
      mode: "open",
      topics: [],
      levels: [],
    });
  });

  it("says what time it is in the zone, and nothing where no zone is known", () => {
    const hintOf = (from: SetupStart): string | null | undefined => setupForm(from).fields[0]?.hint;
    expect([hintOf(start), hintOf({ ...start, zone: null, timeThere: null })]).toEqual(["It is 09:12 there", null]);
  });

  it("opens with the plan as it is", () => {
    const plan = somePlan({
      zone: "Asia/Tokyo",
      days: [1, 3],
      postAt: Temporal.PlainTime.from("10:30"),
      reveal: { kind: "next-posting-day", at: Temporal.PlainTime.from("11:00") },
      mode: "sealed",
      topics: ["http"],
      levels: ["senior"],
    });
    expect(valuesOf({ ...start, plan, zone: { value: "Asia/Tokyo", label: "Tokyo (Asia)" } })).toEqual({
      zone: "Asia/Tokyo",
      days: ["1", "3"],
      postAt: "10:30",
      reveal: "next-posting-day",
      revealAt: "11:00",
      mode: "sealed",
      topics: ["http"],
      levels: ["senior"],
    });
  });

  it("has the group that may be pinged, chosen, where there is one", () => {
    const ping = { id: "R1", name: "seniors" };
    const field = (from: SetupStart) => setupForm(from).fields.find(({ name }) => name === "ping");
    expect(field({ ...start, ping })).toEqual({
      kind: "choices",
      name: "ping",
      label: "Ping with each question",
      hint: null,
      required: false,
      values: ["<@&R1|seniors>"],
      choices: [{ value: "<@&R1|seniors>", label: "@seniors" }],
    });
    expect(field(start)).toBe(undefined);
  });

  it("a plan that reveals with the next question keeps the usual time in the field", () => {
    const plan = somePlan({ reveal: { kind: "next-question" } });
    expect([valuesOf({ ...start, plan })["reveal"], valuesOf({ ...start, plan })["revealAt"]]).toEqual([
      "next-question",
      "16:00",
    ]);
  });

  it("what can be chosen: seven days, three rules, two modes, the bank's topics, three levels", () => {
    const choices = setupForm(start).fields.map((field) =>
      field.kind === "choices" || field.kind === "choice" ? field.choices.map(({ label }) => label) : [],
    );
    expect(choices).toEqual([
      [],
      ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
      [],
      ["The same day", "The next posting day", "With the next question"],
      [],
      ["Open: replies in the thread count", "Sealed: only the form counts"],
      ["HTTP"],
      ["junior", "mid", "senior"],
    ]);
  });
});
