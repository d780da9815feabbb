import { expect, it } from "vitest";
import type { MessageId, PersonId } from "../../../src/core/keys.ts";
import type { Told } from "../../contract/platform/rig.ts";
import { cachingQuestion } from "../../support/caching-question.ts";
import { idOf } from "../../support/discord/state/ids.ts";
import { startDiscordBot } from "./discord-bot.ts";

const [first, second, third] = cachingQuestion.points.map(({ say }) => say);
const lines = (told: Told): readonly string[] =>
  told.kind === "message" ? told.message.text.trim().split(/\s*\n\s*/u) : [told.kind];

it("My result on Discord says what is covered, and keeps what somebody chooses under it", async () => {
  const bot = await startDiscordBot({ questions: [cachingQuestion] });
  await bot.pass({ minutes: 31 });
  const question = ((await bot.posts())[0]?.id ?? "") as MessageId;
  const jonas = bot.rig.as(idOf("user", "jonas") as PersonId);
  await bot.does(() => jonas.press(question, "answer/2027-03-15"));
  await bot.does(() => jonas.submit({ text: "It keeps hot data in memory. There is no stale data." }));
  await bot.pass({ hours: 7 });

  const told = await bot.does(() => jonas.press(question, "result/2027-03-15"));
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
  const chosen = didSay?.choices[1]?.value ?? "";
  const kept = await bot.does(() => jonas.press(told.message.id, didSay?.id ?? "", chosen));
  expect(lines(kept).slice(0, 2)).toEqual([`I did say that: ${third}`, "There is no stale data."]);
  const stored = (await Array.fromAsync(bot.records.variants.list(""))).map(([, { say, words }]) => [say, words]);
  expect(stored).toEqual([[third, "There is no stale data."]]);
});
