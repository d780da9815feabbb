import { describe, expect, it } from "vitest";
import { managersKey } from "../../src/app/channels/managing.ts";
import type { Records } from "../../src/app/records.ts";
import { flaggedMark } from "../../src/core/bank/flags.ts";
import type { ChannelKey, PersonId, QuestionId, WorkspaceKey } from "../../src/core/keys.ts";
import type { FieldValues } from "../../src/core/message/message.ts";
import { formOf, messageOf } from "../adapters/as-told.ts";
import { done, pressed, typed } from "../adapters/bank-day.ts";
import type { Actor } from "../contract/platform/rig.ts";
import type { MemoryBank } from "../support/memory-bank.ts";

/** Where something comes from: this channel, another one of this workspace, or one of another workspace. */
export type Place = "here" | "other" | "foreign";
/** A press or a form that no client would send; `by` is the platform's id of a person. Gives what they are told. */
export type Forgery = Readonly<{ by: PersonId; from?: Place }>;

/** A Monday on which Jonas may suggest, Priya may flag, and Mira manages the channel. */
export type ForgingDay = Readonly<{
  mira: Actor;
  jonas: Actor;
  priya: Actor;
  at: (local: string) => Promise<unknown>;
  settled: () => Promise<unknown>;
  bank: MemoryBank;
  records: Records;
  workspace: WorkspaceKey;
  other: ChannelKey;
  ids: Readonly<{ mira: PersonId; jonas: PersonId }>;
  press: (by: Forgery, action: string) => Promise<string>;
  send: (by: Forgery, form: string, values: FieldValues) => Promise<string>;
}>;

/** A platform's side: who may decide nothing, and what is said to a press from another workspace (empty: nothing). */
export type ForgingSide = Readonly<{
  start: () => Promise<ForgingDay>;
  powerless: readonly (readonly [who: string, id: string])[];
  foreign: Readonly<{ suggestion: string; flagged: string; by: string }>;
}>;

const managersOnly = "Only managers of this channel may do that.";
const gone = "That is not there any more.";
const notFlagged = "That question is not flagged here.";
const approvedAlready = "Somebody has decided that already: mira approved it.";
const mendedAlready = "Somebody has decided that already: mira mended it.";

/** What somebody would make of a suggestion. */
export const takeover = { title: "Taken over", place: "data/mid", prompt: "Mine?", answer: "Mine.", points: "" };
const mending = { title: "Taken over", prompt: "Mine?", answer: "Mine.", points: "" };

/** Fault 76 over a platform's own protocol: what was made up about suggestions and flags changes nothing. */
export function forgedBankSuite(platform: string, { start, powerless, foreign }: ForgingSide): void {
  describe(`fault 76: on ${platform} a suggestion`, () => {
    it.each(powerless)("is not decided by %s", async (_who, id) => {
      const day = await suggestedDay(start);
      const before = await standing(day);
      expect(await everyDecision(day, { by: id as PersonId })).toEqual(Array(5).fill(managersOnly));
      expect(await standing(day)).toEqual(before);
    });

    it("is not decided from another workspace, by who manages there", async () => {
      const day = await suggestedDay(start);
      const before = await standing(day);
      const by = { by: foreign.by as PersonId, from: "foreign" } as const;
      expect(await everyDecision(day, by)).toEqual(Array(5).fill(foreign.suggestion));
      expect(await standing(day)).toEqual(before);
    });

    it("is not decided by who manages another channel, from there", async () => {
      const day = await suggestedDay(start);
      await managesOther(day);
      const before = await standing(day);
      expect(await everyDecision(day, { by: day.ids.jonas, from: "other" })).toEqual(Array(5).fill(managersOnly));
      expect(await standing(day)).toEqual(before);
    });

    it("is decided once, however often a decision is sent again", async () => {
      const day = await suggestedDay(start);
      const by = { by: day.ids.mira };
      expect(await day.send(by, `suggestion/${day.id}/edit`, { ...takeover, title: "Edited" })).toBe(
        'Approved: "Edited". It is in rotation.',
      );
      await day.settled();
      const before = await standing(day);
      expect(await everyDecision(day, by)).toEqual(Array(5).fill(approvedAlready));
      expect(await standing(day)).toEqual(before);
      expect(before.own).toEqual(["Edited"]);
    });

    it.each([
      ["is nothing's", () => "suggestion/what-is-it-123456/approve"],
      ["belongs to another workspace", ({ theirs }: SuggestedDay) => `suggestion/${theirs}/approve`],
      ["is a path", ({ workspace, id }: SuggestedDay) => `suggestion/../${workspace}/${id}/approve`],
      ["is empty", () => "suggestion//approve"],
      ["is missing", () => "suggestion"],
      ["stands before a decision that is none", ({ id }: SuggestedDay) => `suggestion/${id}/erase`],
    ])("is not found by a name that %s", async (_name, action) => {
      const day = await suggestedDay(start);
      const before = await standing(day);
      const by = { by: day.ids.mira };
      expect([await day.press(by, action(day)), await day.send(by, action(day), takeover)]).toEqual([gone, gone]);
      expect(await standing(day)).toEqual(before);
    });
  });

  describe(`fault 76: on ${platform} a flagged question`, () => {
    it.each(powerless)("is not decided about by %s", async (_who, id) => {
      const day = await flaggedDay(start);
      const before = await standing(day);
      expect(await everyMeasure(day, { by: id as PersonId })).toEqual(Array(5).fill(notFlagged));
      expect(await standing(day)).toEqual(before);
    });

    it("is not decided about from another workspace, by who manages there", async () => {
      const day = await flaggedDay(start);
      const before = await standing(day);
      const by = { by: foreign.by as PersonId, from: "foreign" } as const;
      expect(await everyMeasure(day, by)).toEqual(Array(5).fill(foreign.flagged));
      expect(await standing(day)).toEqual(before);
    });

    it("is not decided about by who manages another channel, from there", async () => {
      const day = await flaggedDay(start);
      await managesOther(day);
      const before = await standing(day);
      expect(await everyMeasure(day, { by: day.ids.jonas, from: "other" })).toEqual(Array(5).fill(notFlagged));
      expect(await standing(day)).toEqual(before);
    });

    it("is mended once, however often the form is sent again", async () => {
      const day = await flaggedDay(start);
      const by = { by: day.ids.mira };
      expect(await day.send(by, day.form, mending)).toBe(
        "Saved for this workspace. 1 drill that shows it is corrected.",
      );
      await day.settled();
      const before = await standing(day);
      const [, , , , again] = await everyMeasure(day, by);
      expect(again?.startsWith("mira changed this question meanwhile")).toBe(true);
      expect(await day.press(by, day.decision("rest"))).toBe(mendedAlready);
      expect(await standing(day)).toEqual(before);
    });

    it("is not flagged from a channel in which it was not asked", async () => {
      const day = await flaggedDay(start);
      const before = await standing(day);
      const form = `flag/2027-03-15/${flaggedMark("keys" as QuestionId)}`;
      const values = { kind: "wrong", reason: "forged" };
      const none = "There is no question here to flag. Say /drill flag and its date, such as 2026-12-24.";
      expect(await day.send({ by: day.ids.jonas, from: "other" }, form, values)).toBe(none);
      expect(await standing(day)).toEqual(before);
    });
  });
}

/** One on which a suggestion waits, `theirs` in another workspace. */
export type SuggestedDay = ForgingDay & Readonly<{ id: QuestionId; theirs: QuestionId }>;

/** Jonas has suggested a question; another workspace has one waiting too. */
export async function suggestedDay(start: ForgingSide["start"]): Promise<SuggestedDay> {
  const day = await start();
  await day.at("2027-03-15T09:00");
  formOf(await day.jonas.command("suggest"));
  await done(day, day.jonas.submit(typed));
  const [first] = await Array.fromAsync(day.records.suggestions.list(`${day.workspace}/`), ([, each]) => each);
  if (first === undefined) throw new Error("nothing was suggested");
  const theirs = "another-one-123456" as QuestionId;
  const channel = `${day.workspace}0/C1` as ChannelKey;
  await day.records.suggestions.put(`${day.workspace}0/${theirs}`, { ...first, id: theirs, channel });
  return { ...day, id: first.id, theirs };
}

/** Approve, Edit and Decline, and both forms. */
const everyDecision = (day: SuggestedDay, by: Forgery): Promise<readonly string[]> =>
  inTurn([
    ...["approve", "edit", "decline"].map((what) => () => day.press(by, `suggestion/${day.id}/${what}`)),
    () => day.send(by, `suggestion/${day.id}/edit`, takeover),
    () => day.send(by, `suggestion/${day.id}/decline`, { reason: "Because." }),
  ]);

type FlaggedDay = ForgingDay & Readonly<{ form: string; decision: (what: string) => string }>;

/** Priya has flagged what is asked, and Mira has the form open in which it is mended. */
async function flaggedDay(start: ForgingSide["start"]): Promise<FlaggedDay> {
  const day = await start();
  await day.at("2027-03-15T09:00");
  formOf(await day.priya.command("flag"));
  await done(day, day.priya.submit({ kind: "wrong", reason: "It is." }));
  const review = messageOf(await day.mira.command("review"));
  const mend = review.actions.find(({ label }) => label === "Mend")?.id ?? "";
  const form = formOf(await pressed(day.mira, review, "Mend")).id;
  return { ...day, form, decision: (what) => mend.replace("/mend/", `/${what}/`) };
}

/** Keep, Rest, Restore and Mend, and the form of the last. */
const everyMeasure = (day: FlaggedDay, by: Forgery): Promise<readonly string[]> =>
  inTurn([
    ...["keep", "rest", "restore", "mend"].map((what) => () => day.press(by, day.decision(what))),
    () => day.send(by, day.form, mending),
  ]);

async function inTurn(acts: readonly (() => Promise<string>)[]): Promise<readonly string[]> {
  const said: string[] = [];
  for (const act of acts) said.push(await act());
  return said;
}

/** Makes Jonas a manager of the other channel, and of that one alone. */
const managesOther = ({ records, other, ids }: ForgingDay): Promise<unknown> =>
  records.managers.put(managersKey(other), { people: [ids.jonas] });

/** All that is kept of suggestions and flags, and the titles of the workspace's own questions. */
export async function standing({ records, bank, workspace }: ForgingDay) {
  return {
    suggestions: await Array.fromAsync(records.suggestions.list("")),
    flags: await Array.fromAsync(records.flags.list("")),
    own: [...bank.forWorkspace(workspace).questions.values()]
      .filter(({ file }) => file.startsWith("own/"))
      .map(({ title }) => title),
  };
}
