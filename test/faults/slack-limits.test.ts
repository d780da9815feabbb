import { describe, expect, it } from "vitest";
import { z } from "zod";
import { keyOfChannel } from "../../src/adapters/slack/ids.ts";
import { flow } from "../adapters/chat-bot.ts";
import { type SlackBot, startSlackBot } from "../adapters/slack/slack-bot.ts";
import { channelId } from "../adapters/slack/slack-rig.ts";

// The whole bot over the stand-in, in many channels that are due at once: for ten minutes every call gets a 429.

const rooms = Array.from({ length: 40 }, (_, at) => ({ name: `room${at}`, id: `CROOM${at}` }));
const channels = [channelId, ...rooms.map(({ id }) => id)].map((id) => keyOfChannel({ team: "TACME" }, id));
const questions = channels.map((channel) => `${channel}/question/2027-03-15/0`).sort();

/** A bot at 09:29 in Berlin: questions are due in all channels a minute later, reveals half an hour after that. */
async function startInRooms(): Promise<SlackBot> {
  const reveal = { kind: "same-day", at: Temporal.PlainTime.from("10:00") } as const;
  const bot = await startSlackBot({ plan: { reveal }, opening: { channels: [{ name: "backend" }, ...rooms] } });
  const plan = await bot.records.plans.get(bot.rig.channel);
  if (plan === null) throw new Error("the first channel has a plan");
  for (const channel of channels.slice(1)) {
    await bot.records.plans.create(channel, { ...plan, channel });
    await bot.app.world.wake(channel);
  }
  await bot.pass({ minutes: 29 });
  return bot;
}

/** The most requests that came within a minute, of those that met the storm. */
async function busiestMinute({ slack }: SlackBot): Promise<number> {
  const times = (await slack.calls()).filter(({ answer }) => answer === "busy").map(({ at }) => Date.parse(at));
  return Math.max(0, ...times.map((start) => times.filter((at) => at >= start && at < start + 60_000).length));
}

async function storm({ slack }: SlackBot, retryAfter: string | null): Promise<void> {
  await slack.fault({ method: "*", fault: { kind: "busy", retryAfter }, times: Number.MAX_SAFE_INTEGER });
}

const keyed = z.object({ key: z.string() });

/** The keys of all that the bot posted, in order. */
async function keysOut(bot: SlackBot): Promise<readonly string[]> {
  const all = await bot.slack.everything();
  const read = all.map(({ metadata }) => keyed.safeParse(metadata?.["event_payload"]));
  return read.flatMap(({ data }) => (data === undefined ? [] : [data.key])).sort();
}

/** How many drills are at each stage. */
async function stages({ records }: SlackBot): Promise<Readonly<Record<string, number>>> {
  const found = await Array.fromAsync(records.drills.list(""), ([, { stage }]) => stage);
  return Object.fromEntries([...new Set(found)].map((stage) => [stage, found.filter((one) => one === stage).length]));
}

describe("fault 13: a storm of 429 on all calls for ten minutes", () => {
  it.each([
    ["names no wait", null],
    ["names a second", "1"],
  ])(
    "that %s is met by fewer than a hundred calls a minute, and then each question is out once",
    async (_name, wait) => {
      const bot = await startInRooms();
      await storm(bot, wait);
      await flow(bot.rig, bot.app, 11);
      expect(await keysOut(bot)).toEqual([]);
      await bot.slack.clearFaults();
      await flow(bot.rig, bot.app, 3);
      expect((await busiestMinute(bot)) < 100).toBe(true);
      expect(await keysOut(bot)).toEqual(questions);
      expect(await bot.slack.violations()).toEqual([]);
    },
  );

  it("over the reveals is met by fewer than a hundred calls a minute, and then each reveal is out once", async () => {
    const bot = await startInRooms();
    await flow(bot.rig, bot.app, 3);
    await bot.pass({ minutes: 25 });
    await storm(bot, "30");
    await flow(bot.rig, bot.app, 13);
    await bot.slack.clearFaults();
    await flow(bot.rig, bot.app, 5);
    expect((await busiestMinute(bot)) < 100).toBe(true);
    const keys = await keysOut(bot);
    expect([await stages(bot), keys.length]).toEqual([{ revealed: channels.length }, new Set(keys).size]);
  }, 60_000);
});
