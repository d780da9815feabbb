import { expect } from "vitest";
import type { SeenMessage } from "../contract/platform/rig.ts";
import { type MemoryBank, memoryBank } from "../support/memory-bank.ts";
import { aQuestion } from "../support/questions.ts";
import { formOf, lines, messageOf, told } from "./as-told.ts";
import { type BankDay, done, pressed, suggested } from "./bank-day.ts";
import { teamQuestions } from "./team-questions.ts";

/** Lines of so many characters together, each another one. */
function filled(name: string, chars: number): string {
  const all: string[] = [];
  for (let left = chars; left > 20; ) {
    const line = `${name} ${all.length + 1}: ${"word ".repeat(40)}`.slice(0, Math.min(left, 180)).trimEnd();
    all.push(line);
    left -= line.length + 1;
  }
  return all.join("\n");
}

/**
 * A suggestion that fills all its fields is shown whole in as many messages as it takes, the buttons under the last of
 * them; *Edit* opens with all of it, and approved it is in the bank letter by letter.
 */
export async function fillsAllFields(day: BankDay, fieldChars: number, parts: number): Promise<void> {
  const { jonas, mira } = day;
  await day.at("2027-03-15T09:00");
  const texts = {
    prompt: filled("Asked", 1_500),
    answer: filled("Answered", fieldChars),
    points: filled("Covers", Math.min(fieldChars - 50, 3_600)),
  };
  formOf(await jonas.command("suggest"));
  await done(day, jonas.submit({ topic: "data", level: "senior", ...texts }));
  const review = await newFor(mira, () => mira.command("review"));
  expect(review.map(({ actions }) => actions.length)).toEqual([...Array.from({ length: parts - 1 }, () => 0), 3]);
  const shown = review.flatMap(({ text }) => lines(text).map((line) => line.trim()));
  const written = Object.values(texts).flatMap((text) => text.split("\n"));
  expect(written.filter((line) => !shown.includes(line))).toEqual([]);
  const [last] = review.slice(-1);
  if (last === undefined) throw new Error("nothing is shown");
  const form = formOf(await pressed(mira, last, "Edit"));
  const { prompt, answer, points, title } = form.values;
  expect({ prompt, answer, points }).toEqual(texts);
  await done(day, mira.submit({ ...form.values, title: "A long one" }));
  const own = suggested(day, "A long one");
  expect([own.prompt, own.answer, own.points.map(({ say }) => say).join("\n")]).toEqual([
    texts.prompt,
    texts.answer,
    texts.points,
  ]);
  expect(title).toBe(`Asked 1: ${"word ".repeat(18).trimEnd()}…`);
}

/** A bank of thirty topics, more than a menu holds on some platforms. */
export const thirtyTopics = (): MemoryBank =>
  memoryBank(
    teamQuestions.slice(0, 1),
    Array.from({ length: 30 }, (_, at) => ({ id: `topic-${at + 1}`, title: `Subject ${at + 1}`, line: "A subject" })),
  );

/** Fills a search field of the form that is open: what it then holds, as the field is sent. */
type Search = (who: BankDay["mira"], field: string, text: string) => Promise<string>;

/** Where topics are too many to choose from, people search, or type one as it is called. */
export async function searchesTopics(day: BankDay, search: Search): Promise<void> {
  const { jonas, mira } = day;
  const texts = { prompt: "What is asked?", answer: "This.", points: "" };
  formOf(await jonas.command("suggest"));
  const topic = await search(jonas, "topic", "Subject 30");
  expect((await done(day, jonas.submit({ topic, level: "mid", ...texts })))[1]).toBe("What is asked?");
  const review = messageOf(await mira.command("review"));
  expect(lines(review.text)[1]?.startsWith("Subject 30 · mid · ")).toBe(true);
  const form = formOf(await pressed(mira, review, "Edit"));
  expect(form.values["place"]).toBe("topic-30/mid");
  const place = await search(mira, "place", "Subject 7 · senior");
  await done(day, mira.submit({ ...form.values, place }));
  const { topic: written, level } = suggested(day, "What is asked?");
  expect([written, level]).toEqual(["topic-7", "senior"]);
}

/** A bank whose one question has an answer that no form takes. */
export const longAnswer = (): MemoryBank =>
  memoryBank([aQuestion("long", { title: "A long one", answer: filled("Answered", 5_000) })]);

/** What no form can hold is not mended in one: who wants to is told where it is written. */
export async function cannotMend(day: BankDay, fieldChars: number): Promise<void> {
  const { jonas, mira } = day;
  await day.at("2027-03-15T09:00");
  formOf(await jonas.command("flag"));
  await done(day, jonas.submit({ kind: "outdated", reason: "There is a newer way." }));
  const review = messageOf(await mira.command("review"));
  const { answer, file, line } = suggested(day, "A long one");
  expect(told(await pressed(mira, review, "Mend"))).toEqual([
    `"Reference answer" has ${answer.length} characters and a form here takes ${fieldChars}. Mend it in its file: ${file}:${line}`,
  ]);
  expect(mira.form()).toBe(null);
}

/** What somebody alone is shown after they did something, in order. */
async function newFor(who: BankDay["mira"], act: () => Promise<unknown>): Promise<readonly SeenMessage[]> {
  const before = new Set((await who.whispers()).map(({ id }) => id));
  await act();
  return (await who.whispers()).filter(({ id }) => !before.has(id));
}
