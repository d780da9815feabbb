import { describe, expect, it } from "vitest";
import { answersOf, countedMessages, lateAnswersOf, type Rules } from "../../../src/core/drill/answers.ts";
import {
  blankEntry,
  forgetMessage,
  forgetText,
  type Heard,
  hear,
  hearDeleted,
  point,
} from "../../../src/core/drill/entries.ts";
import type { Entry } from "../../../src/core/drill/entry.ts";
import { forgotten, forgottenId } from "../../../src/core/drill/forget.ts";
import { channelKey, type MessageId, type PersonId } from "../../../src/core/keys.ts";
import { ordersOf } from "../../support/orders.ts";

const channel = channelKey("fake", "W1", "backend");
const date = Temporal.PlainDate.from("2027-03-15");
const at = (minute: number): Temporal.Instant => Temporal.Instant.from("2027-03-15T09:00:00Z").add({ minutes: minute });
const blank = (person: string): Entry => blankEntry({ channel, date, person: person as PersonId, name: person });
const open: Rules = { mode: "open", cutoffAt: null };
const first = "what was written at first";

type Version = Readonly<{ id?: string; gesture?: string | null; minute?: number; edited?: number; text: string }>;
const said = ({ id = "m1", gesture = null, minute = 0, edited, text }: Version): Heard => ({
  message: id as MessageId,
  gesture,
  text,
  at: at(minute),
  editedAt: edited === undefined ? null : at(edited),
});

/** What one person's entry goes through, with what was deleted before it was heard of. */
type Heap = Readonly<{ entry: Entry; gone: readonly string[] }>;
type Event = (heap: Heap) => Heap;
const empty: Heap = { entry: blank("A"), gone: [] };
const heard =
  (version: Version, cutoffAt: Temporal.Instant | null = null): Event =>
  ({ entry, gone }) => {
    const told = said(version);
    return { gone, entry: gone.includes(told.message) ? hearDeleted(entry, told) : hear(entry, told, cutoffAt) };
  };
const deleted =
  (id: string): Event =>
  ({ entry, gone }) =>
    entry.thread.some(({ message }) => message === id)
      ? { entry: forgetMessage(entry, id as MessageId), gone }
      : { entry, gone: [...gone, id] };
const after = (order: readonly Event[]): Entry => order.reduce((heap, event) => event(heap), empty).entry;

/** Answers of all orders, each once. */
const outcomes = (events: readonly Event[], rules: Rules, others: readonly Entry[] = []): readonly string[] => [
  ...new Set(
    ordersOf(events).map((order) =>
      JSON.stringify([
        answersOf([after(order), ...others], rules).map(({ person, text }) => `${person}: ${text}`),
        lateAnswersOf([after(order), ...others], rules).map(({ person, text }) => `late ${person}: ${text}`),
      ]),
    ),
  ),
];

describe("six events in all 720 orders give one answer", () => {
  type Row = readonly [name: string, events: readonly Event[], rules: Rules, expected: unknown];
  const twin = (version: Version): Version => ({ gesture: "g1", ...version });
  const rows: readonly Row[] = [
    [
      "one gesture sent twice, the first edited twice: the last edit is the answer, once",
      [
        heard(twin({ text: first })),
        heard(twin({ text: `${first}, better`, edited: 3 })),
        heard(twin({ text: `${first}, best`, edited: 4 })),
        heard(twin({ id: "m2", minute: 1, text: first })),
        heard(twin({ id: "m2", minute: 1, text: first })),
        heard({ id: "m3", minute: 2, text: "and this" }),
      ],
      open,
      [[`A: ${first}, best\nand this`], []],
    ],
    [
      "the edited one of the two deleted: what still stands is the answer",
      [
        heard(twin({ text: first })),
        heard(twin({ text: `${first}, better`, edited: 3 })),
        heard(twin({ text: `${first}, best`, edited: 4 })),
        deleted("m1"),
        heard(twin({ id: "m2", minute: 1, text: first })),
        heard({ id: "m3", minute: 2, text: "and this" }),
      ],
      open,
      [[`A: ${first}\nand this`], []],
    ],
    [
      "the other one of the two deleted: the edits stay",
      [
        heard(twin({ text: first })),
        heard(twin({ text: `${first}, better`, edited: 3 })),
        heard(twin({ text: `${first}, best`, edited: 4 })),
        heard(twin({ id: "m2", minute: 1, text: first })),
        deleted("m2"),
        heard({ id: "m3", minute: 2, text: "and this" }),
      ],
      open,
      [[`A: ${first}, best\nand this`], []],
    ],
    [
      "both deleted: no answer is left",
      [
        heard(twin({ text: first })),
        heard(twin({ text: `${first}, better`, edited: 3 })),
        deleted("m1"),
        heard(twin({ id: "m2", minute: 1, text: first })),
        heard(twin({ id: "m2", minute: 1, text: `${first}, too`, edited: 5 })),
        deleted("m2"),
      ],
      open,
      [[], []],
    ],
    [
      "edits of one second: no order decides between them",
      [
        heard({ text: first }),
        heard({ text: `${first}, a`, edited: 3 }),
        heard({ text: `${first}, b`, edited: 3 }),
        heard({ text: `${first}, a`, edited: 3 }),
        heard({ text: first }),
        heard({ id: "m3", minute: 2, text: "and this" }),
      ],
      open,
      [[`A: ${first}, b\nand this`], []],
    ],
    [
      "edits on both sides of the cut-off: the last before it counts, the last after it is late",
      [
        heard({ text: first }, at(8)),
        heard({ text: `${first}, better`, edited: 3 }, at(8)),
        heard({ text: `${first}, best`, edited: 7 }, at(8)),
        heard({ text: `${first}, knowing it`, edited: 8 }, at(8)),
        heard({ text: `${first}, knowing it all`, edited: 9 }, at(8)),
        heard({ id: "m3", minute: 2, text: "and this" }, at(8)),
      ],
      { mode: "open", cutoffAt: at(8) },
      [[`A: ${first}, best\nand this`], [`late A: ${first}, knowing it all`]],
    ],
  ];
  it.each(rows)("%s", (_name, events, rules, expected) => {
    expect(outcomes(events, rules)).toEqual([JSON.stringify(expected)]);
  });

  it("a deleted message of another person stands between two of mine, whenever its deletion is heard", () => {
    const mine = [said({ text: first }), said({ id: "m3", minute: 2, text: "and this" })];
    const own = mine.reduce((entry, version) => hear(entry, version, null), blank("B"));
    const events = [
      heard({ id: "m2", minute: 1, text: "me too" }),
      heard({ id: "m2", minute: 1, text: "me too!", edited: 2 }),
      heard({ id: "m2", minute: 1, text: "me too!!", edited: 3 }),
      heard({ id: "m2", minute: 1, text: "me too" }),
      deleted("m2"),
      deleted("m2"),
    ];
    expect(outcomes(events, open, [own])).toEqual([JSON.stringify([[`B: ${first}`], []])]);
  });
});

describe("an edit of after the cut-off", () => {
  const rules: Rules = { mode: "open", cutoffAt: at(8) };
  const edit = said({ text: `${first}, knowing it`, edited: 8 });

  it("stands in for what it changed as long as that is unknown", () => {
    const entry = hear(blank("A"), edit, at(8));
    expect(answersOf([entry], rules).map(({ text }) => text)).toEqual([`${first}, knowing it`]);
    expect(lateAnswersOf([entry], rules)).toEqual([]);
  });

  it("that was heard as one before it is put right by what it replaced", () => {
    const entry = hear(hear(hear(blank("A"), said({ text: first }), null), edit, null), said({ text: first }), at(8));
    expect(answersOf([entry], rules).map(({ text }) => text)).toEqual([first]);
    expect(lateAnswersOf([entry], rules).map(({ text }) => text)).toEqual([`${first}, knowing it`]);
  });

  it("counts after all when the cut-off is put behind it", () => {
    const entry = hear(hear(blank("A"), said({ text: first }), at(8)), edit, at(8));
    const later: Rules = { mode: "open", cutoffAt: at(9) };
    expect(answersOf([entry], later).map(({ text, edited }) => [text, edited])).toEqual([
      [`${first}, knowing it`, true],
    ]);
    expect(lateAnswersOf([entry], later)).toEqual([]);
  });
});

describe("two edits of one instant", () => {
  const before = hear(blank("A"), said({ text: "edited to the later word", edited: 3 }), null);
  const other = said({ text: "edited to an early word now", edited: 3 });

  it("are told apart by the thread itself, whatever it says", () => {
    expect(hear(before, other, null, "thread").thread[0]?.text).toBe("edited to an early word now");
  });

  it("an older one that the thread still shows changes nothing", () => {
    expect(hear(before, said({ text: "an older word of it", edited: 2 }), null, "thread")).toBe(before);
  });
});

describe("one gesture sent twice", () => {
  const twins = [
    said({ gesture: "g1", text: first }),
    said({ id: "m2", gesture: "g1", minute: 1, text: first }),
  ] as const;
  const both = twins.reduce((entry, version) => hear(entry, version, null), blank("A"));
  const texts = (entry: Entry, rules = open): readonly string[] => answersOf([entry], rules).map(({ text }) => text);

  it("counts with both messages, and with the time of the first", () => {
    expect([...countedMessages([both], open)]).toEqual(["m1", "m2"]);
    expect(answersOf([both], open)[0]?.at).toEqual(at(0));
  });

  it("of two people is two answers", () => {
    const other = { ...hear(blank("B"), twins[1], null) };
    expect(answersOf([hear(blank("A"), twins[0], null), other], open).map(({ person }) => person)).toEqual(["A", "B"]);
  });

  it("stands where its first message stands, though somebody wrote before the second", () => {
    const more = said({ id: "m3", minute: 1, text: "and this" });
    const again = said({ id: "m2", gesture: "g1", minute: 3, text: first });
    const own = [twins[0], more, again].reduce((entry, version) => hear(entry, version, null), blank("A"));
    const chat = hear(blank("B"), said({ id: "m9", minute: 2, text: "me too" }), null);
    expect([...countedMessages([own, chat], open)].sort()).toEqual(["m1", "m2", "m3"]);
    expect(answersOf([own, chat], open).map(({ text }) => text)).toEqual([`${first}\nand this`]);
  });

  it("is left out with both messages by Not my answer, and taken with both by Use as my answer", () => {
    expect(texts(point(both, twins[1], "no"))).toEqual([]);
    const short = twins.map((twin) => ({ ...twin, text: "short" }));
    const entry = short.reduce((each, version) => hear(each, version, null), blank("A"));
    expect(texts(point(entry, { ...twins[0], text: "short" }, "yes"))).toEqual(["short"]);
  });

  it("is left out as well when its second message is heard only then", () => {
    expect(texts(hear(point(hear(blank("A"), twins[0], null), twins[0], "no"), twins[1], null))).toEqual([]);
  });

  it("after the reveal keeps its answer until both messages are deleted", () => {
    const rules: Rules = { mode: "open", cutoffAt: at(8) };
    const one = forgetText(both, "m1" as MessageId, countedMessages([both], rules));
    expect(texts(one, rules)).toEqual([first]);
    expect(texts(forgetText(one, "m2" as MessageId, countedMessages([one], rules)), rules)).toEqual([""]);
  });

  it("edited twice after the reveal is one late answer, the last", () => {
    const rules: Rules = { mode: "open", cutoffAt: at(8) };
    const edits = [
      said({ id: "m2", gesture: "g1", minute: 1, text: "the later edit of it", edited: 10 }),
      said({ gesture: "g1", text: "the earlier edit of it", edited: 9 }),
    ];
    const entry = edits.reduce((each, edit) => hear(each, edit, at(8)), both);
    expect(lateAnswersOf([entry], rules).map(({ text }) => text)).toEqual(["the later edit of it"]);
  });

  it("is known from whichever version tells it", () => {
    const entry = hear(hear(blank("A"), said({ text: first }), null), said({ gesture: "g1", text: first }), null);
    expect(texts(hear(entry, twins[1], null))).toEqual([first]);
  });

  it("leaves no trace of the gesture when its author is forgotten", () => {
    expect(forgotten(both, forgottenId("1"), null).thread.map(({ gesture }) => gesture)).toEqual([null, null]);
  });
});
