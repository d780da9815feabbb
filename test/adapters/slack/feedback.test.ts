import { expect, it } from "vitest";
import type { Told } from "../../contract/platform/rig.ts";
import { cachingQuestion } from "../../support/caching-question.ts";
import { startSlackDay } from "./slack-day.ts";

const [first, second, third] = cachingQuestion.points.map(({ say }) => say);
const lines = (told: Told): readonly string[] =>
  told.kind === "message" ? told.message.text.split("\n").filter((line) => line.trim() !== "") : [told.kind];

it("My result on Slack says what is covered, and keeps what somebody chooses under it", async () => {
  const bot = await startSlackDay({ questions: [cachingQuestion] });
  await bot.at("2027-03-15T09:30");
  const jonas = bot.rig.as(bot.rig.people.first.id);
  const [question] = await jonas.channel();
  if (question === undefined) throw new Error("no question is out");
  await jonas.press(question.id, "answer/2027-03-15");
  await jonas.submit({ text: "It keeps hot data in memory. There is no stale data." });
  await bot.at("2027-03-15T16:00");

  const told = await jonas.press(question.id, "result/2027-03-15");
  expect(lines(told).slice(3)).toEqual([
    "1 of 3 points covered",
    "Covered",
    first,
    "“keeps hot data in memory”",
    "I did not spot",
    second,
    third,
    "Worth a second look: “stale data” reads like the opposite to me.",
    "I go by words, so I miss things. The reference answer is what counts.",
  ]);
  if (told.kind !== "message") throw new Error("a result is a message");
  const [didSay, notRight] = told.message.actions;
  expect(didSay?.choices.map(({ label }) => label)).toEqual([second, third]);
  expect(notRight?.choices.map(({ label }) => label)).toEqual([first]);
  const kept = await jonas.press(told.message.id, didSay?.id ?? "", didSay?.choices[1]?.value ?? "");
  expect(lines(kept).slice(0, 2)).toEqual([`I did say that: ${third}`, "There is no stale data."]);
  const stored = (await Array.fromAsync(bot.records.variants.list(""))).map(([, { say, words }]) => [say, words]);
  expect(stored).toEqual([[third, "There is no stale data."]]);
  expect(await bot.slack.violations()).toEqual([]);
});
