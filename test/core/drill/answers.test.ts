import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answersOf, countedMessages, lateAnswersOf, type Rules } from "../../../src/core/drill/answers.ts";
import {
  blankEntry,
  forgetMessage,
  forgetText,
  hear,
  point,
  withoutIdleName,
  writeForm,
} from "../../../src/core/drill/entries.ts";
import type { Entry } from "../../../src/core/drill/entry.ts";
import { channelKey, type MessageId, type PersonId } from "../../../src/core/keys.ts";

const channel = channelKey("fake", "W1", "backend");
const date = Temporal.PlainDate.from("2027-03-15");
const open: Rules = { mode: "open", cutoffAt: null };
const at = (minute: number): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(1_805_000_000_000 + minute * 60_000);
const blank = (person: string): Entry => blankEntry({ channel, date, person: person as PersonId, name: person });
const long = "twenty characters and more";
const short = "me too";

/** A thread as lines of who said what, one a minute; messages are named m1, m2, … */
function threadOf(...lines: readonly (readonly [person: string, text: string])[]): readonly Entry[] {
  const entries = new Map<string, Entry>();
  lines.forEach(([person, text], index) => {
    const heard = { message: `m${index + 1}` as MessageId, gesture: null, text, at: at(index), editedAt: null };
    entries.set(person, hear(entries.get(person) ?? blank(person), heard, null));
  });
  return [...entries.values()];
}

const counted = (entries: readonly Entry[], rules = open): readonly string[] =>
  [...countedMessages(entries, rules)].sort();

describe("which thread messages count", () => {
  type Row = readonly [name: string, lines: readonly (readonly [string, string])[], expected: readonly string[]];
  const rows: readonly Row[] = [
    ["a reply of at least 20 characters starts an answer", [["A", "x".repeat(20)]], ["m1"]],
    ["shorter messages alone do not count", [["A", "x".repeat(19)]], []],
    ["blanks around a reply are not counted as characters", [["A", `  ${"x".repeat(19)}   `]], []],
    ["characters are counted, not code units", [["A", "😀".repeat(19)]], []],
    [
      "the person's next messages join it, however short",
      [
        ["A", long],
        ["A", short],
      ],
      ["m1", "m2"],
    ],
    [
      "a short message before the start does not join",
      [
        ["A", short],
        ["A", long],
      ],
      ["m2"],
    ],
    [
      "joining ends when somebody else writes",
      [
        ["A", long],
        ["B", short],
        ["A", long],
      ],
      ["m1"],
    ],
    [
      "everybody has an answer of their own",
      [
        ["A", long],
        ["B", long],
        ["A", long],
        ["B", long],
      ],
      ["m1", "m2"],
    ],
  ];
  it.each(rows)("%s", (_name, lines, expected) => expect(counted(threadOf(...lines))).toEqual(expected));

  it("none counts in a sealed drill", () => {
    expect(counted(threadOf(["A", long]), { mode: "sealed", cutoffAt: null })).toEqual([]);
  });

  it("the platform's time of the message decides at the cut-off", () => {
    const entries = threadOf(["A", long], ["A", short], ["B", long]);
    expect(counted(entries, { mode: "open", cutoffAt: at(1) })).toEqual(["m1"]);
  });

  it("a deleted start makes room for a new one, even after somebody else wrote", () => {
    const [a, b] = threadOf(["A", long], ["B", short], ["A", long]);
    if (a === undefined || b === undefined) throw new Error("two people wrote");
    expect(counted([forgetMessage(a, "m1" as MessageId), b])).toEqual(["m3"]);
  });

  it("Not my answer takes a message out, and the next long one starts the answer", () => {
    const [a] = threadOf(["A", long], ["A", long]);
    if (a === undefined) throw new Error("A wrote");
    const heard = { message: "m1" as MessageId, gesture: null, text: long, at: at(0), editedAt: null };
    expect(counted([point(a, heard, "no")])).toEqual(["m2"]);
  });

  it("Use as my answer counts a message that the rule leaves out", () => {
    const [a] = threadOf(["A", short]);
    if (a === undefined) throw new Error("A wrote");
    const heard = { message: "m1" as MessageId, gesture: null, text: short, at: at(0), editedAt: null };
    expect(counted([point(a, heard, "yes")])).toEqual(["m1"]);
  });
});

describe("the answers of a drill", () => {
  it("joins a person's messages in their order, one a line", () => {
    expect(answersOf(threadOf(["A", long], ["A", short], ["B", "no"]), open)).toEqual([
      {
        person: "A",
        name: "A",
        text: `${long}\n${short}`,
        at: at(0),
        edited: false,
        late: false,
        from: "thread",
        hidden: false,
      },
    ]);
  });

  it("the form wins over the thread once saved", () => {
    const [a] = threadOf(["A", long]);
    if (a === undefined) throw new Error("A wrote");
    const saved = writeForm(writeForm(a, "first", at(5), false), "second", at(6), false);
    expect(answersOf([saved], open)).toEqual([
      { person: "A", name: "A", text: "second", at: at(5), edited: true, late: false, from: "form", hidden: false },
    ]);
  });

  it("what came late is no answer in time", () => {
    const late = writeForm(blank("A"), "later", at(9), true);
    expect(answersOf([late], open)).toEqual([]);
    expect(lateAnswersOf([late], open).map((answer) => [answer.person, answer.text, answer.late])).toEqual([
      ["A", "later", true],
    ]);
  });

  it("comes in the order of giving, whatever the order of the records", () => {
    const entries = threadOf(["B", long], ["A", long], ["C", long]);
    expect(answersOf([...entries].reverse(), open).map((answer) => answer.person)).toEqual(["B", "A", "C"]);
  });
});

/** Six events about one person's two messages, with somebody else between; the truth at the end is always the same. */
describe("events in any order", () => {
  const m = (id: string, text: string, minute: number, edited: number | null) => ({
    message: id as MessageId,
    gesture: null,
    text,
    at: at(minute),
    editedAt: edited === null ? null : at(edited),
  });
  type Event = (entry: Entry) => Entry;
  const events: readonly Event[] = [
    (entry) => hear(entry, m("m1", long, 0, null), null),
    (entry) => hear(entry, m("m1", `${long}!`, 0, 3), null),
    (entry) => hear(entry, m("m1", `${long}!!`, 0, 4), null),
    (entry) => hear(entry, m("m2", short, 1, null), null),
    (entry) => hear(entry, m("m2", `${short}?`, 1, 5), null),
    (entry) => writeForm(entry, "", at(6), true),
  ];

  it("the last state by the time of the edit wins, in every order and with repeats", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...events, ...events], { minLength: 12, maxLength: 12 }), (order) => {
        const entry = order.reduce((before, event) => event(before), blank("A"));
        expect(answersOf([entry], open)[0]?.text).toBe(`${long}!!\n${short}?`);
      }),
      { seed: 20_270_315 },
    );
  });

  it("hearing the same again changes nothing at all", () => {
    const once = hear(blank("A"), m("m1", long, 0, null), null);
    expect(hear(once, m("m1", long, 0, null), null)).toBe(once);
  });

  it("a deletion stays a deletion when an older edit arrives after it", () => {
    const deleted = forgetMessage(hear(blank("A"), m("m1", long, 0, null), null), "m1" as MessageId);
    expect(hear(deleted, m("m1", `${long}!`, 0, 3), null)).toBe(deleted);
  });

  it("of two edits after the cut-off the later one stays, in whichever order they arrive", () => {
    const before = hear(blank("A"), m("m1", long, 0, null), null);
    const edits = [m("m1", "the ninth minute", 0, 9), m("m1", "the tenth minute", 0, 10)];
    for (const order of [edits, edits.toReversed()]) {
      const after = order.reduce((entry, edit) => hear(entry, edit, at(8)), before);
      expect(lateAnswersOf([after], { mode: "open", cutoffAt: at(8) })[0]?.text).toBe("the tenth minute");
    }
  });

  it("an edit after the cut-off is no late answer where the form was the answer", () => {
    const written = writeForm(hear(blank("A"), m("m1", long, 0, null), null), "form", at(1), false);
    const after = hear(written, m("m1", "edited afterwards", 0, 9), at(8));
    expect(lateAnswersOf([after], { mode: "open", cutoffAt: at(8) })).toEqual([]);
  });

  it("a message in two entries counts where the entry says so: its author was forgotten while it was read back", () => {
    const heard = hear(blank("A"), m("m1", long, 0, null), null);
    const forgotten = {
      ...forgetText(heard, "m1" as MessageId, new Set(["m1" as MessageId])),
      person: "F" as PersonId,
    };
    const readBack = forgetMessage(heard, "m1" as MessageId);
    expect(answersOf([forgotten, readBack], open).map(({ person }) => person)).toEqual(["F"]);
  });

  it("an entry without words loses its name, and no other does", () => {
    const heard = hear(blank("A"), m("m1", long, 0, null), null);
    expect(withoutIdleName(heard).name).toBe("A");
    expect(withoutIdleName(forgetMessage(heard, "m1" as MessageId)).name).toBe("");
    expect(withoutIdleName(writeForm(forgetMessage(heard, "m1" as MessageId), "x", at(1), true)).name).toBe("A");
  });

  it("pointing at a deleted message does not bring it back", () => {
    const deleted = forgetMessage(hear(blank("A"), m("m1", long, 0, null), null), "m1" as MessageId);
    expect(answersOf([point(deleted, m("m1", long, 0, null), "yes")], open)).toEqual([]);
  });

  it("an edit at or after the cut-off leaves what counted and is kept as late", () => {
    const before = hear(blank("A"), m("m1", long, 0, null), null);
    const after = hear(before, m("m1", "edited afterwards", 0, 8), at(8));
    expect(answersOf([after], { mode: "open", cutoffAt: at(8) })[0]?.text).toBe(long);
    expect(lateAnswersOf([after], { mode: "open", cutoffAt: at(8) })[0]?.text).toBe("edited afterwards");
  });
});
