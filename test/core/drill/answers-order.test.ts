import { describe, expect, it } from "vitest";
import { answersOf, lateAnswersOf, type Rules } from "../../../src/core/drill/answers.ts";
import { blankEntry, type Heard, hear, writeForm } from "../../../src/core/drill/entries.ts";
import type { Entry } from "../../../src/core/drill/entry.ts";
import { channelKey, type MessageId, type PersonId } from "../../../src/core/keys.ts";

const channel = channelKey("fake", "W1", "backend");
const date = Temporal.PlainDate.from("2027-03-15");
const at = (minute: number): Temporal.Instant => Temporal.Instant.from("2027-03-15T09:00:00Z").add({ minutes: minute });
const blank = (person: string): Entry => blankEntry({ channel, date, person: person as PersonId, name: person });
const closed: Rules = { mode: "open", cutoffAt: at(8) };
const long = "long enough to be an answer";

const told = (message: string, minute: number, text: string, other: Partial<Heard> = {}): Heard => ({
  message: message as MessageId,
  gesture: null,
  text,
  at: at(minute),
  editedAt: null,
  ...other,
});
const lateEdit = (of: Heard, minute: number): Heard => ({ ...of, text: `late ${minute}`, editedAt: at(minute) });
const entryOf = (person: string, ...all: readonly Heard[]): Entry =>
  all.reduce((entry, one) => hear(entry, one, at(8)), blank(person));
const textOf = (...all: readonly Heard[]): string | undefined => answersOf([entryOf("A", ...all)], closed)[0]?.text;

describe("an answer of several messages", () => {
  it.each([
    ["by their time, whatever their ids", told("m9", 0, long), told("m1", 1, "and more")],
    ["by their ids when they came in one instant", told("m1", 0, long), told("m2", 0, "and more")],
  ])("is in order %s", (_name, one, other) => {
    const whole = `${long}\nand more`;
    expect([textOf(one, other), textOf(other, one)]).toEqual([whole, whole]);
  });

  it("of one gesture says what the first of them says until one is edited", () => {
    const twins = [told("m1", 0, long, { gesture: "g" }), told("m2", 1, `${long}!`, { gesture: "g" })] as const;
    expect(textOf(...twins)).toBe(long);
    expect(textOf(...twins, { ...twins[1], text: `${long}?`, editedAt: at(2) })).toBe(`${long}?`);
  });
});

describe("several answers", () => {
  it("of one instant are in order of the people, whoever is read first", () => {
    const [a, b] = [entryOf("A", told("m2", 0, long)), entryOf("B", told("m1", 0, long))];
    const orders = [answersOf([a, b], closed), answersOf([b, a], closed)];
    expect(orders.map((answers) => answers.map(({ person }) => person))).toEqual([
      ["A", "B"],
      ["A", "B"],
    ]);
  });

  it("that came late are in order of giving, too", () => {
    const [a, b] = [writeForm(blank("A"), "second", at(10), true), writeForm(blank("B"), "first", at(9), true)];
    expect(lateAnswersOf([a, b], closed).map(({ text }) => text)).toEqual(["first", "second"]);
  });
});

it("a form that was saved once is not edited", () => {
  const [answer] = answersOf([writeForm(blank("A"), "form", at(1), false)], closed);
  expect([answer?.text, answer?.edited]).toEqual(["form", false]);
});

it("what was edited late is one late answer, one message a line, of twins the last edit", () => {
  const [first, twin, next] = [
    told("m1", 0, long, { gesture: "g" }),
    told("m2", 0, long, { gesture: "g" }),
    told("m3", 1, "more"),
  ];
  const entry = entryOf("A", first, twin, next, lateEdit(first, 10), lateEdit(twin, 9), lateEdit(next, 11));
  expect(lateAnswersOf([entry], closed)).toEqual([
    {
      person: "A",
      name: "A",
      text: "late 10\nlate 11",
      at: at(10),
      edited: true,
      late: true,
      from: "thread",
      hidden: false,
    },
  ]);
});
