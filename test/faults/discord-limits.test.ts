import { describe, expect, it } from "vitest";
import { keyOfChannel } from "../../src/adapters/discord/ids.ts";
import { flow } from "../adapters/chat-bot.ts";
import { type DiscordBot, startDiscordBot } from "../adapters/discord/discord-bot.ts";
import { acme, guild } from "../adapters/discord/discord-rig.ts";
import type { Opening } from "../support/discord/control/opening.ts";
import { channelId } from "../support/discord/state/openings.ts";

// The whole bot over the stand-in, in many channels that are due at once.

const names = ["drills", ...Array.from({ length: 60 }, (_, at) => `room${at}`)];
const channels = names.map((name) => keyOfChannel(guild, channelId(guild, name)));
const opening: Opening = {
  guilds: [{ ...acme, channels: names.map((name) => ({ name })) }],
};

/** A bot at 09:29 in Berlin: questions are due in all channels a minute later, reveals half an hour after that. */
async function startInRooms(more: Opening = {}): Promise<DiscordBot> {
  const reveal = { kind: "same-day", at: Temporal.PlainTime.from("10:00") } as const;
  const bot = await startDiscordBot({ plan: { reveal }, opening: { ...opening, ...more } });
  const plan = await bot.records.plans.get(bot.rig.channel);
  if (plan === null) throw new Error("the first channel has a plan");
  for (const channel of channels.slice(1)) {
    await bot.records.plans.create(channel, { ...plan, channel });
    await bot.app.world.wake(channel);
  }
  await bot.pass({ minutes: 29 });
  return bot;
}

const questions = async ({ discord }: DiscordBot): Promise<readonly string[]> =>
  (await discord.everything()).filter(({ isBots, thread }) => isBots && thread !== null).map(({ channel }) => channel);

describe("the limits of Discord", () => {
  it("are kept: of 50 requests a second and of each route, over questions and reveals of 61 channels at once", async () => {
    const bot = await startInRooms({ quirks: { rates: true } });
    await flow(bot.rig, bot.app, 3);
    expect((await questions(bot)).length).toBe(channels.length);
    await flow(bot.rig, bot.app, 33);
    const stages = await Array.fromAsync(bot.records.drills.list(""), ([, { stage }]) => stage);
    expect(new Set(stages)).toEqual(new Set(["revealed"]));
    expect((await bot.discord.calls()).filter(({ status }) => status === 429)).toEqual([]);
    expect(await bot.discord.violations()).toEqual([]);
  }, 60_000);
});

describe("fault 13: a storm of 429 on all calls for ten minutes", () => {
  it.each([
    ["names no wait", null],
    ["names a second", "1"],
  ])(
    "that %s is met by fewer than a hundred calls a minute, and then each question is out once",
    async (_name, wait) => {
      const bot = await startInRooms();
      const fault = { kind: "busy", retryAfter: wait, scope: "user" } as const;
      await bot.discord.fault({ route: "*", fault, times: Number.MAX_SAFE_INTEGER });
      await flow(bot.rig, bot.app, 11);
      expect(await questions(bot)).toEqual([]);
      const times = (await bot.discord.calls()).filter(({ status }) => status === 429).map(({ at }) => Date.parse(at));
      const busiest = times.map((start) => times.filter((at) => at >= start && at < start + 60_000).length);
      expect(Math.max(0, ...busiest) < 100).toBe(true);
      await bot.discord.clearFaults();
      await flow(bot.rig, bot.app, 4);
      expect((await questions(bot)).toSorted()).toEqual(names.map((name) => channelId(guild, name)).toSorted());
    },
    60_000,
  );
});
