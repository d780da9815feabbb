import { expect, it } from "vitest";
import type { Question } from "../../../src/core/bank/question.ts";
import { paragraph } from "../../../src/core/message/build.ts";
import { titled } from "../../../src/core/message/titled.ts";
import { aQuestion } from "../../support/questions.ts";
import { type SlackDay, startSlackDay } from "./slack-day.ts";

const points = (count: number): Question["points"] =>
  Array.from({ length: count }, (_, at) => ({ say: `Point ${at + 1}. ${lorem}`, aliases: [], reject: [], must: true }));
const lorem =
  "A point that takes a whole sentence to make, since the one word for it means something else here. ".repeat(2);

/** A question with so many points, revealed; *My result* takes near 200 characters for each. */
async function revealed(count: number): Promise<SlackDay> {
  const bot = await startSlackDay({ questions: [aQuestion("locks", { points: points(count) })] });
  await bot.at("2027-03-15T09:30");
  await bot.at("2027-03-15T16:00");
  return bot;
}

/** What is said of points, each by its number. */
const pointsIn = (texts: readonly string[]): readonly number[] =>
  texts.flatMap((text) => [...text.matchAll(/Point (\d+)\./gu)].map(([, number]) => Number(number)));
const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at + 1);
/** The last line of each message. */
const numbers = (texts: readonly string[]): readonly string[] =>
  texts.map((text) => text.trim().split("\n").at(-1) ?? "");

async function myResult(bot: SlackDay): Promise<readonly string[]> {
  const jonas = bot.rig.as(bot.rig.people.first.id);
  const [question] = await jonas.channel();
  if (question === undefined) throw new Error("no question is out");
  await jonas.press(question.id, "result/2027-03-15");
  return (await jonas.whispers()).map(({ text }) => text);
}

/** The requests that whispered to Jonas. */
async function whispered({ slack, rig }: SlackDay) {
  const calls = await slack.calls("chat.postEphemeral");
  return calls.filter(({ args }) => args["user"] === rig.people.first.id);
}

it("a result that is too long for one message comes as several, at the address of the press", async () => {
  const bot = await revealed(40);
  const told = await myResult(bot);
  expect(numbers(told)).toEqual(["1/3", "2/3", "3/3"]);
  expect(pointsIn(told)).toEqual(upTo(40));
  expect(await whispered(bot)).toEqual([]);
  expect(await bot.slack.violations()).toEqual([]);
});

it("more parts than the address takes go on as whispers, in their order", async () => {
  const bot = await revealed(110);
  const told = await myResult(bot);
  expect(numbers(told)).toEqual(["1/7", "2/7", "3/7", "4/7", "5/7", "6/7", "7/7"]);
  expect(pointsIn(told)).toEqual(upTo(110));
  expect((await whispered(bot)).length).toBe(2);
  expect(await bot.slack.violations()).toEqual([]);
});

it("a notice too long for one message comes as several in the direct conversation, once the bot is out of the channel", async () => {
  const bot = await startSlackDay({ plan: null });
  await bot.slack.kick({ channel: "backend" });
  const { first } = bot.rig.people;
  const said = upTo(40).map((number) => `Point ${number}. ${lorem}`);
  const notice = titled(
    "Notice",
    said.map((words) => paragraph(words)),
  );
  expect(await bot.app.world.platforms.get("slack")?.whisper(bot.rig.channel, first.id, notice)).toBe(true);
  const messages = (await bot.slack.everything()).filter(({ isBots }) => isBots);
  const direct = messages.map(({ text }) => text);
  expect(direct.map((text) => text.startsWith("<#CBACKEND> Notice"))).toEqual([true, false, false]);
  expect(messages.map(({ unfurls }) => unfurls)).toEqual([false, false, false]);
  expect(numbers(direct)).toEqual(["1/3", "2/3", "3/3"]);
  expect(pointsIn(direct)).toEqual(upTo(40));
  expect(await bot.slack.violations()).toEqual([]);
});
