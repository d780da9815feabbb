import { describe, expect, it } from "vitest";
import {
  blankEntry,
  compareEdits,
  forgetMessage,
  forgetText,
  type Heard,
  hear,
  hearDeleted,
  point,
  withoutIdleName,
  writeForm,
} from "../../../src/core/drill/entries.ts";
import type { Entry, Said } from "../../../src/core/drill/entry.ts";
import { channelKey, type MessageId, type PersonId } from "../../../src/core/keys.ts";

const channel = channelKey("fake", "W1", "backend");
const at = (minute: number): Temporal.Instant => Temporal.Instant.from("2027-03-15T09:00:00Z").add({ minutes: minute });
const blank = blankEntry({ channel, date: Temporal.PlainDate.from("2027-03-15"), person: "A" as PersonId, name: "A" });
const id = (name: string): MessageId => name as MessageId;

/** A message named `m<number>`, written in that minute. */
const told = (number: number, other: Partial<Heard> = {}): Heard => ({
  message: id(`m${number}`),
  gesture: null,
  text: `text ${number}`,
  at: at(number),
  editedAt: null,
  ...other,
});
const said = (number: number, other: Partial<Said> = {}): Said => ({
  ...told(number),
  counts: "by-rule",
  later: null,
  ...other,
});
const heard = (...all: readonly Heard[]): Entry => all.reduce((entry, one) => hear(entry, one, null), blank);

describe("a message that was deleted before it was heard of", () => {
  it("leaves its place behind the others, and nothing that counts", () => {
    const { thread } = hearDeleted(heard(told(1)), told(2, { gesture: "g" }));
    expect(thread).toEqual([said(1), said(2, { gesture: "g", text: null, counts: "no" })]);
  });

  it("has its place once", () => {
    const entry = hearDeleted(blank, told(1));
    expect(hearDeleted(entry, told(1))).toBe(entry);
  });
});

describe("of the versions of a message", () => {
  const edited = (minute: number, text = `edited at ${minute}`): Heard => told(1, { text, editedAt: at(minute) });
  const kept = (...all: readonly Heard[]) => all.reduce((entry, one) => hear(entry, one, at(8)), blank).thread;

  it("the last one after the cut-off stands in for one before it until that is heard", () => {
    const standIn = [said(1, { text: "edited at 10", editedAt: at(10) })];
    expect([kept(edited(9), edited(10)), kept(edited(10), edited(9))]).toEqual([standIn, standIn]);
    const later = { text: "edited at 10", at: at(10) };
    expect(kept(edited(9), edited(10), told(1))).toEqual([said(1, { later })]);
  });

  it.each([
    ["edited to the same words", [told(1), edited(3, "text 1")], said(1, { editedAt: at(3) })],
    [
      "edited late to the same words again",
      [told(1), edited(9, "late"), edited(10, "late")],
      said(1, { later: { text: "late", at: at(10) } }),
    ],
  ])("one %s has the time of that edit", (_name, all, expected) => {
    expect(kept(...all)).toEqual([expected]);
  });

  it("edited late twice in the same instant, the thread tells which is the last", () => {
    const entry = [told(1), edited(9, "z")].reduce((before, one) => hear(before, one, at(8)), blank);
    expect(hear(entry, edited(9, "a"), at(8), "thread").thread).toEqual([said(1, { later: { text: "a", at: at(9) } })]);
  });

  it.each([
    [null, null, 0],
    [null, 1, -1],
    [1, null, 1],
    [1, 2, -1],
    [2, 1, 1],
    [1, 1, 0],
  ] as const)("one edited at %s compares to one edited at %s as %s", (one, other, expected) => {
    const version = (minute: number | null) => ({ editedAt: minute === null ? null : at(minute) });
    expect(compareEdits(version(one), version(other))).toBe(expected);
  });
});

describe("a deletion", () => {
  it("of what is not there, or not any more, changes nothing", () => {
    const deleted = forgetMessage(heard(told(1), told(2)), id("m1"));
    expect([forgetMessage(deleted, id("m1")), forgetMessage(deleted, id("m9"))]).toEqual([deleted, deleted]);
    expect(forgetMessage(deleted, id("m1"))).toBe(deleted);
    expect(forgetMessage(deleted, id("m9"))).toBe(deleted);
  });

  it("after the reveal takes the words of that message, and what counted goes on to", () => {
    const entry = hear(heard(told(1), told(2), told(3)), told(2, { text: "late", editedAt: at(9) }), at(8));
    expect(forgetText(entry, id("m2"), new Set([id("m1"), id("m2")])).thread).toEqual([
      said(1, { counts: "yes" }),
      said(2, { text: null, counts: "yes" }),
      said(3, { counts: "no" }),
    ]);
  });

  it("takes the name with the last words only", () => {
    const [oneLeft, none] = [heard(told(1), told(2)), heard(told(1))].map((entry) => forgetMessage(entry, id("m1")));
    if (oneLeft === undefined || none === undefined) throw new Error("two entries were given");
    const named = [oneLeft, none, writeForm(none, "form", at(3), false), writeForm(none, "late", at(9), true)];
    expect(named.map((entry) => withoutIdleName(entry).name)).toEqual(["A", "", "A", "A"]);
  });
});

describe("pointing at a message", () => {
  it("means that message, and its twins that still stand", () => {
    const twin = { gesture: "g" };
    const entry = heard(told(1), told(2, twin), told(3, twin), told(4, twin), told(5, { gesture: "h" }));
    expect(point(forgetMessage(entry, id("m4")), told(2, twin), "yes").thread).toEqual([
      said(1),
      said(2, { ...twin, counts: "yes" }),
      said(3, { ...twin, counts: "yes" }),
      said(4, { ...twin, text: null, counts: "no" }),
      said(5, { gesture: "h" }),
    ]);
  });

  it("that has no twins means it alone", () => {
    expect(point(heard(told(1), told(2)), told(2), "no").thread).toEqual([said(1), said(2, { counts: "no" })]);
  });
});
