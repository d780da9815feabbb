import { expect, it } from "vitest";
import { wakeAside } from "../../src/app/answers/note-change.ts";
import { askedBot } from "../support/asked-bot.ts";

it("a change whose messages cannot be seen to is told in the log, and keeps nobody", async () => {
  const bot = await askedBot();
  const { world } = bot.app;
  const error = new Error("no");
  wakeAside({ ...world, wake: () => Promise.reject(error) }, await bot.drill());
  await bot.app.idle();
  expect(bot.log.slice(1)).toEqual([{ level: "warn", event: "showing a change failed", fields: { error } }]);
});
