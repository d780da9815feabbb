import { describe, expect, it } from "vitest";
import { startPacedBot } from "../support/paced-bot.ts";

describe("x", () => {
  it("y", async () => {
    const bot = await startPacedBot();
    await bot.flowTo("09:31");
    console.log(bot.calls, bot.log);
    await bot.flowTo("16:01");
    console.log(bot.calls, bot.log);
  });
});
