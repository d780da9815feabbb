import { describe, expect, it } from "vitest";
import type { ModelEvent, ModelLog, ModelMessage } from "../support/model/wire.ts";
import { count } from "./harness/count.ts";
import type { Held, HeldChannel } from "./harness/task.ts";

const keyOf = (kind: string, part = 0): string => `model/W1/c1/${kind}/2027-03-15/${part}`;

const message = (id: string, more: Partial<ModelMessage>): ModelMessage => ({
  id,
  channel: "c1",
  thread: null,
  person: null,
  key: null,
  text: "",
  at: "2027-03-15T09:00:10Z",
  visibleAt: "2027-03-15T09:00:10Z",
  edits: [],
  deletedAt: null,
  marked: false,
  ...more,
});
const question = message("M1", { key: keyOf("question"), text: "Title\n\nRevealed · 1 answered" });
const line = message("M2", { key: keyOf("reveal-line") });
const first = message("M3", { key: keyOf("reveal"), thread: "M1" });
const second = message("M4", { key: keyOf("reveal", 1), thread: "M1" });
const said = message("M5", { person: "P1", thread: "M1", text: "an answer that is long enough" });
const whole = [question, line, first, second, said];
const heldWhole: HeldChannel = {
  channel: "c1",
  cutoffAt: "2027-03-15T09:02:00Z",
  answers: [{ person: "P1", text: said.text }],
  sent: [question, line, first, second].flatMap(({ key }) => key ?? []),
};

const counted = (
  messages: readonly ModelMessage[],
  held: Partial<HeldChannel> = {},
  known: Readonly<{ untold?: readonly ModelEvent[]; readings?: ModelLog["readings"] }> = {},
) => {
  const all: Held = { channels: [{ ...heldWhole, ...held }] };
  const { untold = [], readings = [] } = known;
  return count({ messages: [...messages], calls: {}, readings, untold: [...untold] }, all);
};
const untoldEvent = (kind: ModelEvent["kind"], { id, at }: ModelMessage): ModelEvent => ({
  kind,
  channel: "c1",
  thread: "M1",
  message: id,
  person: "P1",
  text: "",
  at,
  editedAt: null,
});
const none = { duplicates: 0, lostPosts: 0, lostAnswers: 0, doubleAnswers: 0 };
const without = (gone: ModelMessage): readonly ModelMessage[] => whole.filter((one) => one !== gone);

describe("what the harness counts", () => {
  it("finds nothing in a day that kept the contract", () => {
    expect(counted(whole)).toEqual(none);
  });

  it("a message that is there twice, also when somebody deleted one of them", () => {
    expect(counted([...whole, { ...second, id: "M6" }])).toEqual({ ...none, duplicates: 1 });
    expect(counted([...whole, { ...second, id: "M6", deletedAt: second.at }])).toEqual({ ...none, duplicates: 1 });
  });

  it("a second question of the day under another key", () => {
    const another = { ...question, id: "M6", key: "model/W1/c1/question/2027-03-16/0" };
    expect(counted([...whole, another])).toEqual({ ...none, duplicates: 1 });
  });

  it("a message that the bot believes it sent, or never thought of", () => {
    expect(counted(without(second))).toEqual({ ...none, lostPosts: 1 });
    const sent = heldWhole.sent.filter((key) => !key.includes("reveal-line"));
    expect(counted(without(line), { sent })).toEqual({ ...none, lostPosts: 1 });
  });

  it("a question that does not show that it is revealed", () => {
    expect(counted([{ ...question, text: "Title" }, line, first, second, said])).toEqual({ ...none, lostPosts: 1 });
  });

  it("an answer that is not held, or not as it was written, or not counted in public", () => {
    expect(counted(whole, { answers: [] })).toEqual({ ...none, lostAnswers: 1 });
    const answers = [{ person: "P1", text: "something else" }];
    expect(counted(whole, { answers })).toEqual({ ...none, lostAnswers: 1 });
    const shown = { ...question, text: "Revealed · 0 answered" };
    expect(counted([shown, line, first, second, said])).toEqual({ ...none, lostAnswers: 1 });
  });

  it("an edit in time as the answer, a later one not", () => {
    const text = "the answer after an edit";
    const at = (time: string): ModelMessage => ({ ...said, edits: [{ at: time, text }] });
    const answers = [{ person: "P1", text }];
    expect(counted([...without(said), at("2027-03-15T09:02:00Z")])).toEqual(none);
    expect(counted([...without(said), at("2027-03-15T09:02:00Z")], { answers })).toEqual({ ...none, lostAnswers: 1 });
    expect(counted([...without(said), at("2027-03-15T09:01:00Z")], { answers })).toEqual(none);
    expect(counted([...without(said), at("2027-03-15T09:01:00Z")])).toEqual({ ...none, lostAnswers: 1 });
  });

  it.each([
    ["too short", { text: "me neither" }],
    ["deleted", { deletedAt: "2027-03-15T09:01:00Z" }],
    ["written after the cut-off", { at: "2027-03-15T09:02:00Z" }],
  ])("an answer held though it was %s", (_why, more) => {
    expect(counted([...without(said), { ...said, ...more }])).toEqual({ ...none, doubleAnswers: 1 });
  });

  it("a deletion that nobody told, once the thread was surely read after it", () => {
    const deleted = { ...said, deletedAt: "2027-03-15T09:01:00Z" };
    const young = { ...deleted, at: "2027-03-15T09:00:50Z" };
    const untold = [untoldEvent("deleted", said)];
    expect(counted([...without(said), deleted], {}, { untold })).toEqual({ ...none, doubleAnswers: 1 });
    expect(counted([...without(said), young], {}, { untold })).toEqual(none);
    expect(counted([...without(said), young])).toEqual({ ...none, doubleAnswers: 1 });
    const unheard = [...untold, untoldEvent("replied", said)];
    expect(counted([...without(said), deleted], {}, { untold: unheard })).toEqual(none);
    const old = { ...deleted, at: "2027-03-15T08:55:45Z" };
    expect(counted([...without(said), old], {}, { untold: unheard })).toEqual({ ...none, doubleAnswers: 1 });
    const elsewhere = untold.map((event) => ({ ...event, channel: "c2" }));
    expect(counted([...without(said), young], {}, { untold: elsewhere })).toEqual({ ...none, doubleAnswers: 1 });
  });

  it("an edit after the cut-off as the answer, unless nobody could know what it changed", () => {
    const text = "the answer after the cut-off";
    const revealed = [first, second].map((part) => ({ ...part, at: "2027-03-15T09:02:10Z" }));
    const edited = [question, line, ...revealed, { ...said, edits: [{ at: "2027-03-15T09:02:03Z", text }] }];
    const held = { answers: [{ person: "P1", text }] };
    const untold = [untoldEvent("replied", said)];
    const read = (at: string) => ({ untold, readings: [{ channel: "c1", thread: "M1", at }] });
    const lost = { ...none, lostAnswers: 1 };
    expect(counted(edited, held)).toEqual(lost);
    expect(counted(edited, held, { untold: [untoldEvent("deleted", said)] })).toEqual(lost);
    expect(counted(edited, held, read("2027-03-15T09:02:02Z"))).toEqual(lost);
    expect(counted(edited, held, read("2027-03-15T09:00:09Z"))).toEqual(none);
    const elsewhere = { channel: "c2", thread: "M1", at: "2027-03-15T09:02:02Z" };
    expect(counted(edited, held, { untold, readings: [elsewhere] })).toEqual(none);
    const toldElsewhere = untold.map((event) => ({ ...event, channel: "c2" }));
    expect(counted(edited, held, { untold: toldElsewhere })).toEqual(lost);
    expect(counted(edited, held, read("2027-03-15T09:02:03Z"))).toEqual(none);
    expect(counted(edited, {}, { untold })).toEqual(none);
    // Whoever says nothing before the thread is read again has died of what it read.
    const died = [...read("2027-03-15T09:02:02Z").readings, ...read("2027-03-15T09:02:05Z").readings];
    expect(counted(edited, held, { untold, readings: died })).toEqual(none);
    const late = edited.map((one) => (one.id === "M5" ? { ...one, visibleAt: "2027-03-15T09:02:02.500Z" } : one));
    expect(counted(late, held, read("2027-03-15T09:02:02Z"))).toEqual(none);
  });

  it("a person's answer held twice", () => {
    const [answer] = heldWhole.answers;
    expect(counted(whole, { answers: answer ? [answer, answer] : [] })).toEqual({ ...none, doubleAnswers: 1 });
  });

  it("a deleted answer that is still counted, without its text, is neither", () => {
    const deleted = { ...said, deletedAt: "2027-03-15T09:01:00Z" };
    expect(counted([...without(said), deleted], { answers: [{ person: "P1", text: "" }] })).toEqual(none);
  });
});
