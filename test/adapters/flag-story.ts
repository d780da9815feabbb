import { expect } from "vitest";
import type { MessageId } from "../../src/core/keys.ts";
import type { Told } from "../contract/platform/rig.ts";
import { formOf, lines, messageOf, read, told } from "./as-told.ts";
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

const looksAt = "Thank you. A manager of this channel will look at it.";

/** Once it is revealed three people flag it, by the button and by the command: it rests, and is not asked. */
export async function flagsIt(day: BankDay): Promise<void> {
  const { priya, ines, mira, leads } = day;
  await day.at("2027-03-16T16:00");
  await flagsByButton(day);
  formOf(await priya.command("flag 2027-03-16"));
  expect(await done(day, priya.submit({ kind: "unclear", reason: "Which kind?" }))).toEqual([looksAt]);
  formOf(await ines.command("flag"));
  expect(await done(day, ines.submit({ kind: "other", reason: "Say what." }))).toEqual([
    "Thank you. Enough people have said so: the question rests until a manager has looked at it.",
  ]);
  expect(await lastTold(mira)).toEqual([
    `"${title}" was flagged by enough people and rests: it is not asked until somebody has looked at it.`,
    leads("Review", "review"),
  ]);
  expect(told(await mira.command("search denormalise"))[1]).toBe(
    `${title} · Data · mid · asked here on Tue 16 Mar · resting`,
  );
  await day.at("2027-03-17T09:00");
  expect((await lastInChannel(priya))[0]).toBe("Idempotency keys");
  // In rotation, it would be its turn again.
  await day.at("2027-03-17T16:00");
  await day.at("2027-03-18T09:00");
  expect((await lastInChannel(priya))[0]).toBe("Idempotency keys");
}

async function flagsByButton(day: BankDay): Promise<void> {
  const { jonas, mira, leads } = day;
  const question = await day.question();
  const [shown] = (await jonas.channel()).filter(({ id }) => id === question);
  if (shown === undefined) throw new Error("the question is gone");
  const form = formOf(await pressed(jonas, shown, "Flag"));
  expect([form.title, lines(form.intro), form.labels, form.values]).toEqual([
    "Flag this question",
    [`About: ${title}`, "Managers of this channel see what you write, with your name. Nobody else does."],
    ["What is the matter?", "What should be different?"],
    { kind: "", reason: "" },
  ]);
  const missing = { reason: "say in a few words what should be different" };
  expect(await jonas.submit({ kind: "wrong", reason: " " })).toEqual({ kind: "errors", errors: missing });
  expect(await done(day, jonas.submit({ kind: "wrong", reason: "Writes matter." }))).toEqual([looksAt]);
  expect(await lastTold(mira)).toEqual([
    `"${title}" was flagged here. /drill review shows why.`,
    leads("Review", "review"),
  ]);
}

/** Mira mends it: what was posted says so, in the channel and in the thread, and it is asked again. */
export async function mendsIt(day: BankDay, question: MessageId): Promise<void> {
  const { mira, priya } = day;
  await reviewsAndMends(day);
  expect(read((await priya.channel()).filter(({ id }) => id === question))).toEqual([
    [
      title,
      "When do you denormalise a table?",
      "Data · mid · a topic new to this channel",
      "Corrected since it was posted.",
      "Revealed · 0 answered",
      "[My result]",
      "[Answer late]",
      "[Flag]",
    ],
  ]);
  expect(read(await priya.thread(question))[0]).toEqual([
    "Corrected since it was first shown.",
    "Reference answer",
    "When reads are many.",
  ]);
  expect(told(await mira.command("search denormalise"))[1]).toBe(`${title} · Data · mid · asked here on Tue 16 Mar`);
  await day.at("2027-03-18T16:00");
  await day.at("2027-03-19T09:00");
  expect((await lastInChannel(priya)).slice(0, 2)).toEqual([title, "When do you denormalise a table?"]);
}

async function reviewsAndMends(day: BankDay): Promise<void> {
  const { mira } = day;
  const { file } = suggested(day);
  const review = messageOf(await mira.command("review"));
  expect(read([review])).toEqual([
    [
      title,
      `${file}:1`,
      "When do you denormalise? Give an example.",
      "Flagged by 3 people · rests until you decide",
      "ines: Something else (Tue 16 Mar)",
      "Say what.",
      "priya: It is unclear what is asked (Tue 16 Mar)",
      "Which kind?",
      "jonas: Something in it is not right (Tue 16 Mar)",
      "Writes matter.",
      "Mend: its text opens in a form.",
      "Rest: it is not asked any more until somebody restores it.",
      "Restore: it is asked again.",
      "1 of 1",
      "[Mend]",
      "[Rest]",
      "[Restore]",
    ],
  ]);
  const form = formOf(await pressed(mira, review, "Mend"));
  expect([form.title, lines(form.intro), form.values]).toEqual([
    "Mend a question",
    [`Now: ${file}:1. What you save counts for this workspace alone; messages that show it are corrected.`],
    { title, prompt: typed.prompt, answer: editedAnswer, points: typed.points },
  ]);
  const mended = { ...form.values, prompt: "When do you denormalise a table?", answer: "When reads are many." };
  expect(await done(day, mira.submit(mended))).toEqual([
    "Saved for this workspace. 1 drill that shows it is corrected.",
    "[Review]",
  ]);
}

/** In the thread of an older question `/drill flag` is about that one; `open` presses what a platform may put in between. */
export async function flagsInThread(day: BankDay, open: (said: Told) => Promise<Told>): Promise<void> {
  await day.at("2027-03-15T09:00");
  const older = await day.question();
  await day.at("2027-03-15T16:00");
  await day.at("2027-03-16T09:00");
  expect(formOf(await day.jonas.command("flag")).id.startsWith("flag/2027-03-16/")).toBe(true);
  const form = formOf(await open(await day.jonas.command("flag", older)));
  expect(form.id.startsWith("flag/2027-03-15/")).toBe(true);
  await done(day, day.jonas.submit({ kind: "duplicate", reason: "We had it in May." }));
  const review = messageOf(await day.mira.command("review"));
  expect(lines(review.text).slice(2, 6)).toEqual([
    "Why does a payment call carry a key?",
    "Flagged by 1 person",
    "jonas: We had the same question before (Tue 16 Mar)",
    "We had it in May.",
  ]);
}
