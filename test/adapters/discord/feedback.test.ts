import { it } from "vitest";
import type { MessageId, PersonId } from "../../../src/core/keys.ts";
import { cachingQuestion } from "../../support/caching-question.ts";
import { idOf } from "../../support/discord/state/ids.ts";
import { answerAboutCaching, readsResult } from "../result-story.ts";
import { startDiscordBot } from "./discord-bot.ts";

it("My result on Discord says what is covered, and keeps what somebody chooses under it", async () => {
  const bot = await startDiscordBot({ questions: [cachingQuestion] });
  await bot.pass({ minutes: 31 });
  const question = ((await bot.posts())[0]?.id ?? "") as MessageId;
  const jonas = bot.rig.as(idOf("user", "jonas") as PersonId);
  await bot.does(() => jonas.press(question, "answer/2027-03-15"));
  await bot.does(() => jonas.submit({ text: answerAboutCaching }));
  await bot.pass({ hours: 7 });
  await readsResult({
    pressResult: () => bot.does(() => jonas.press(question, "result/2027-03-15")),
    press: (message, action, value) => bot.does(() => jonas.press(message, action, value)),
    records: bot.records,
  });
});
