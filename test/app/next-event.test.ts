import { describe, expect, it } from "vitest";
import { nextEvent } from "../../src/app/drills/next-event.ts";
import { type Bot, startBot } from "../support/bot.ts";

const next = async ({ app, platform }: Bot): Promise<string | null> => {
  const event = await nextEvent(app.world, platform.channel);
  return event === null ? null : `${event.what} ${event.at}`;
};

describe("what happens next in a channel", () => {
  it("is the question, then its reveal, then the question of the next posting day", async () => {
    const bot = await startBot();
    expect(await next(bot)).toBe("question 2027-03-15T08:30:00Z");
    await bot.at("2027-03-15T09:30");
    expect(await next(bot)).toBe("reveal 2027-03-15T15:00:00Z");
    await bot.at("2027-03-15T16:00");
    expect(await next(bot)).toBe("question 2027-03-16T08:30:00Z");
  });

  it("is not today's question when that was taken before its time", async () => {
    const bot = await startBot();
    const { manager } = bot.platform.people;
    await bot.platform.as(manager.id).command("now");
    await bot.platform.as(manager.id).command("reveal");
    expect(await next(bot)).toBe("question 2027-03-16T08:30:00Z");
  });

  it("is nothing without a plan", async () => {
    expect(await next(await startBot({ plan: null }))).toBe(null);
  });
});
