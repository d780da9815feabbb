import { expect, it } from "vitest";
import { toldText } from "../support/asked-bot.ts";
import { startBot } from "../support/bot.ts";

it("a day in a channel: set up, asked, answered in the thread and through the form, revealed, counted", async () => {
  const bot = await startBot({ plan: null });
  const { platform } = bot;
  const mira = platform.as(platform.people.manager.id);
  const jonas = platform.as(platform.people.first.id);

  const opened = await mira.command("setup");
  if (opened.kind !== "form") throw new Error("setup opens its form");
  expect(toldText(await mira.submit(opened.form.values)).split("\n")[0]).toBe("First question: Tue 16 Mar, 09:00");

  await bot.at("2027-03-16T09:00");
  const [question] = await jonas.channel();
  if (question === undefined) throw new Error("it is nine o'clock");
  expect(question.text.split("\n")).toEqual([
    "Title 4",
    "Prompt 4?",
    "Topic a · junior · a topic new to this channel",
    "Reveal: 16:00. Reply in the thread, or press Answer to keep yours private until then.",
  ]);

  await bot.at("2027-03-16T10:00");
  const { message } = await jonas.say(question.id, "I would read the log first.");
  await bot.at("2027-03-16T11:00");
  await mira.press(question.id, "answer/2027-03-16");
  expect(toldText(await mira.submit({ text: "I would ask Jonas." }))).toBe(
    "Saved. You can change it until the reveal, 16:00.",
  );

  await bot.at("2027-03-16T16:00");
  const thread = await jonas.thread(question.id);
  expect(thread.map(({ text, marked }) => `${marked ? "📝 " : ""}${text}`)).toEqual([
    "📝 I would read the log first.",
    "Reference answer\nCanary answer 4.\nSources: RFC 9110",
    "What a good answer covers\nPoint one of 4\nWorth a mention\nBonus of 4\nGoing further\nFollow-up 4?",
    "Answers given through the form\nMira\nI would ask Jonas.",
  ]);
  expect(thread[0]?.id).toBe(message);
  const [revealed] = await jonas.channel();
  expect(revealed?.text.split("\n").at(-1)).toBe("Revealed · 2 answered");

  await bot.at("2027-03-16T17:00");
  expect(
    toldText(await jonas.press(question.id, "result/2027-03-16"))
      .split("\n")
      .slice(0, 3),
  ).toEqual(["Your result: Title 4", "Your answer", "I would read the log first."]);
  expect(toldText(await jonas.command("me")).split("\n")).toEqual([
    "Your figures",
    " Here In all channels",
    "Asked 1 1",
    "Answered 1 1",
    "Late 0 0",
    "Streak 1 1",
    "Longest streak 1 1",
  ]);
  expect(bot.log.map(({ level, event }) => `${level}: ${event}`)).toEqual([
    "info: question posted",
    "info: drill revealed",
  ]);
});
