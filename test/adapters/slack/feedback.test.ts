import { expect, it } from "vitest";
import { cachingQuestion } from "../../support/caching-question.ts";
import { answerAboutCaching, readsResult } from "../result-story.ts";
import { startSlackDay } from "./slack-day.ts";

it("My result on Slack says what is covered, and keeps what somebody chooses under it", async () => {
  const bot = await startSlackDay({ questions: [cachingQuestion] });
  await bot.at("2027-03-15T09:30");
  const jonas = bot.rig.as(bot.rig.people.first.id);
  const [question] = await jonas.channel();
  if (question === undefined) throw new Error("no question is out");
  await jonas.press(question.id, "answer/2027-03-15");
  await jonas.submit({ text: answerAboutCaching });
  await bot.at("2027-03-15T16:00");
  await readsResult({
    pressResult: () => jonas.press(question.id, "result/2027-03-15"),
    press: (message, action, value) => jonas.press(message, action, value),
    records: bot.records,
  });
  expect(await bot.slack.violations()).toEqual([]);
});
