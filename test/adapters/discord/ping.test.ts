import { describe, expect, it } from "vitest";
import type { Group } from "../../../src/core/schedule/plan.ts";
import { idOf } from "../../support/discord/state/ids.ts";
import { type DiscordBot, startDiscordBot } from "./discord-bot.ts";
import { channel, guild, seniors } from "./discord-rig.ts";

const mira = idOf("user", "mira");
const everyone: Group = { id: guild, name: "everyone" };

/** Everything that notified somebody, of all that the bot ever said. */
const pinged = async ({ discord }: DiscordBot) =>
  (await discord.everything())
    .filter(({ isBots, pinged: whom }) => isBots && (whom.everyone || whom.users.length + whom.roles.length > 0))
    .map((message) => [message.channel, message.pinged]);

async function setUp(bot: DiscordBot, ping: string) {
  const options = { zone: "Europe/Berlin", ping };
  return bot.does(() => bot.discord.command({ channel, user: mira, command: "drill setup", options }));
}

/** A day, from the question over an answer to the reveal. */
async function wholeDay(bot: DiscordBot): Promise<void> {
  await bot.pass({ minutes: 31 });
  for (let hour = 0; hour < 7; hour += 1) await bot.pass({ hours: 1 });
  for (let minute = 0; minute < 3; minute += 1) await bot.pass({ minutes: 1 });
}

describe("the role that a plan names", () => {
  it("is chosen with the command, and pinged once a day, by the question", async () => {
    const bot = await startDiscordBot();
    const { message: panel } = await setUp(bot, "seniors");
    const customId = panel?.customIds.find((id) => id.includes("save")) ?? "";
    await bot.does(() => bot.discord.press({ channel, id: panel?.id ?? "", user: mira, customId }));
    expect((await bot.records.plans.get(bot.rig.channel))?.ping).toEqual(seniors);
    const [told] = await bot.discord.whispers({ user: mira });
    expect(told?.content.split("\n").at(-1)).toBe("Each question pings \\@seniors.");
    await wholeDay(bot);
    const [question] = await bot.posts();
    expect(JSON.stringify(question?.embeds).includes("Revealed")).toBe(true);
    expect(await pinged(bot)).toEqual([[channel, { users: [], roles: [seniors.id], everyone: false }]]);
    expect(await bot.discord.violations()).toEqual([]);
  });

  it("is nobody again once it is taken out in the panel", async () => {
    const bot = await startDiscordBot({ plan: { ping: seniors } });
    const options = { zone: "Europe/Berlin" };
    const opened = await bot.does(() => bot.discord.command({ channel, user: mira, command: "drill setup", options }));
    const idOfControl = (part: string): string => opened.message?.customIds.find((id) => id.includes(part)) ?? "";
    const at = { channel, id: opened.message?.id ?? "", user: mira };
    await bot.does(() => bot.discord.choose({ ...at, customId: idOfControl("|ping|"), values: [] }));
    await bot.does(() => bot.discord.press({ ...at, customId: idOfControl("|save|") }));
    expect((await bot.records.plans.get(bot.rig.channel))?.ping).toBe(null);
    await bot.pass({ minutes: 31 });
    expect([(await bot.posts()).length, await pinged(bot)]).toEqual([1, []]);
    expect(await bot.discord.violations()).toEqual([]);
  });

  it.each<readonly [string, Group]>([
    ["is gone", seniors],
    ["is everyone", everyone],
    ["never was", { id: "everyone> @everyone", name: "x" }],
  ])("that %s is left out of the question, which goes out", async (_why, ping) => {
    const bot = await startDiscordBot({ plan: { ping } });
    await bot.does(() => bot.discord.removeRole({ guild, role: "seniors" }));
    await bot.pass({ minutes: 31 });
    const [question] = await bot.posts();
    expect(question?.content.includes("@")).toBe(false);
    expect(question?.customIds.length).toBe(1);
    expect(await pinged(bot)).toEqual([]);
    expect(await bot.discord.violations()).toEqual([]);
  });

  it("cannot be everyone", async () => {
    const bot = await startDiscordBot({ plan: null });
    const { message } = await setUp(bot, guild);
    expect(message?.content).toBe(
      "Say `/drill setup ping @group`, with one group or role. All people at once cannot be pinged.",
    );
  });
});
