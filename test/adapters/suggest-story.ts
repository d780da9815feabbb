import { expect } from "vitest";
import type { SeenMessage } from "../contract/platform/rig.ts";
import { formOf, messageOf, read, told } from "./as-told.ts";
import {
  type BankDay,
  done,
  editedAnswer,
  lastInChannel,
  lastTold,
  pressed,
  suggested,
  title,
  typed,
} from "./bank-day.ts";

const thanks = "Thank you. A manager of this channel looks at it, and I tell you what came of it.";

/** Jonas suggests a question, Mira reads, edits and approves it, and the team is asked it the next day. */
export async function suggestsOne(day: BankDay): Promise<void> {
  const { jonas, mira, priya, leads } = day;
  await day.at("2027-03-15T09:00");
  await fillsIn(day);
  expect(await lastTold(mira)).toEqual([`jonas suggests a question: "${title}".`, leads("Review", "review")]);
  await editsAndApproves(day, await reviews(day));
  expect(await lastTold(jonas)).toEqual([approvedNews, leads("Suggest another", "suggest")]);
  expect(told(await priya.command("search denormalise"))).toEqual([
    'Questions about "denormalise"',
    `${title} · Data · mid · may still come`,
  ]);
  await day.at("2027-03-16T09:00");
  expect(await lastInChannel(priya)).toEqual([
    title,
    "When do you denormalise? Give an example.",
    "Data · mid · a topic new to this channel",
    "Reveal: 16:00. Reply in the thread, or press Answer to keep yours private until then.",
    "[Answer]",
  ]);
}

async function fillsIn(day: BankDay): Promise<void> {
  const { jonas } = day;
  const form = formOf(await jonas.command("suggest"));
  expect([form.title, form.labels, form.values]).toEqual([
    "Suggest a question",
    ["Topic", "Level", "Question", "Reference answer", "What a good answer covers"],
    { topic: "", level: "mid", prompt: "", answer: "", points: "" },
  ]);
  const errors = { answer: "write something" };
  expect(await jonas.submit({ ...typed, answer: " " })).toEqual({ kind: "errors", errors });
  expect([jonas.form()?.values, jonas.form()?.errors]).toEqual([{ ...typed, answer: " " }, errors]);
  expect(await done(day, jonas.submit(typed))).toEqual([thanks, title]);
}

async function reviews({ mira, place }: BankDay): Promise<SeenMessage> {
  const review = messageOf(await mira.command("review"));
  expect(read([review])).toEqual([
    [
      title,
      `Data · mid · suggested by jonas · ${place} · Mon 15 Mar`,
      "When do you denormalise?",
      "Give an example.",
      "Reference answer",
      "When reads are many.",
      "What a good answer covers",
      "Reads dominate",
      "Names drift (bonus)",
      "What a check of the bank would note",
      "too few must points: 1",
      "the bot does not find point 1 in the answer",
      "the answer is too short: 4 words, code not counted",
      "too few `sources`: 0",
      "1 of 1",
      "[Approve]",
      "[Edit]",
      "[Decline]",
    ],
  ]);
  return review;
}

async function editsAndApproves(day: BankDay, review: SeenMessage): Promise<void> {
  const { mira } = day;
  const form = formOf(await pressed(mira, review, "Edit"));
  const shown = { title, place: "data/mid", prompt: typed.prompt, answer: typed.answer, points: typed.points };
  expect([form.title, form.values]).toEqual(["Edit and approve", shown]);
  const errors = { title: "write something" };
  expect(await mira.submit({ ...shown, title: " " })).toEqual({ kind: "errors", errors });
  const approved = done(day, mira.submit({ ...shown, answer: editedAnswer }));
  expect(await approved).toEqual([`Approved: "${title}". It is in rotation.`]);
  expect(told(await pressed(mira, review, "Approve"))).toEqual([
    "Somebody has decided that already: mira approved it.",
  ]);
  const { answer, origin } = suggested(day);
  expect([answer, origin]).toEqual([
    editedAnswer,
    { source: `suggested in ${day.place.slice(1)}`, line: 1, rule: "suggested", author: "jonas" },
  ]);
}

/** Mira declines what Priya suggests: she is told why, and nothing is decided twice. */
export async function declinesOne(day: BankDay): Promise<void> {
  const { mira, priya, leads } = day;
  formOf(await priya.command("suggest"));
  const sent = await done(day, priya.submit({ ...typed, prompt: "What is SQL?", points: "" }));
  expect(sent).toEqual([thanks, "What is SQL?"]);
  const review = messageOf(await mira.command("review"));
  const form = formOf(await pressed(mira, review, "Decline"));
  expect([form.title, form.labels, form.values]).toEqual(["Decline", ["Reason, for its author"], { reason: "" }]);
  expect(await done(day, mira.submit({ reason: "Too much for\nten minutes." }))).toEqual(['Declined: "What is SQL?".']);
  expect(await lastTold(priya)).toEqual([
    'Your suggestion "What is SQL?" was declined by mira:',
    "Too much for",
    "ten minutes.",
    leads("Suggest another", "suggest"),
  ]);
  expect(told(await pressed(mira, review, "Approve"))).toEqual([
    "Somebody has decided that already: mira declined it.",
  ]);
  expect(told(await mira.command("review"))).toEqual(["Nothing waits for you here."]);
}

/** Jonas suggests a question and goes away; Mira approves it meanwhile. */
export async function approvesWithout(day: BankDay, goesAway: () => Promise<unknown>): Promise<void> {
  const { jonas, mira } = day;
  formOf(await jonas.command("suggest"));
  await done(day, jonas.submit(typed));
  await goesAway();
  await pressed(mira, messageOf(await mira.command("review")), "Approve");
  await day.settled();
}

/** What Jonas is told of it. */
export const approvedNews = `Your suggestion "${title}" was approved by mira. It is in rotation, with your name in its file.`;
