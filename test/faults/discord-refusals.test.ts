import { describe, expect, it } from "vitest";
import { keyOfChannel } from "../../src/adapters/discord/ids.ts";
import { type DiscordBot, startDiscordBot } from "../adapters/discord/discord-bot.ts";
import { channel, guild } from "../adapters/discord/discord-rig.ts";
import { usualBotPermissions, usualEveryone } from "../support/discord/control/opening.ts";
import type { Permission } from "../support/discord/state/permission-bits.ts";

const inChannel = keyOfChannel(guild, channel);
const key = `${inChannel}/question/2027-03-15/0`;
const postRoute = "POST /channels/:id/messages";

const stateOf = async (bot: DiscordBot) => (await bot.records.deliveries.get(key))?.state;

describe("fault 12: 429", () => {
  const headers: readonly (readonly [name: string, retryAfter: string | null, waitMs: number])[] = [
    ["retry_after 1", "1", 1_000],
    ["retry_after 30", "30", 30_000],
    ["retry_after 3600", "3600", 3_600_000],
  ];
  it.each(headers)("%s is waited for to the end, and then there is one question", async (_name, retryAfter, waitMs) => {
    const bot = await startDiscordBot();
    await bot.discord.fault({ route: postRoute, fault: { kind: "busy", retryAfter, scope: "user" } });
    await bot.pass({ minutes: 31 });
    await bot.pass({ milliseconds: waitMs - 1 });
    expect(await bot.posts()).toEqual([]);
    await bot.pass({ milliseconds: 1 });
    await bot.pass({ minutes: 1 });
    expect((await bot.posts()).length).toBe(1);
    expect((await bot.discord.calls(postRoute)).length).toBe(2);
  });

  it.each([
    ["none", null],
    ["no number", "soon"],
    ["nothing", "0"],
    ["a century", "3155760000"],
  ])("%s for a wait is our own wait, of seconds", async (_name, retryAfter) => {
    const bot = await startDiscordBot();
    await bot.discord.fault({ route: postRoute, fault: { kind: "busy", retryAfter, scope: "user" } });
    await bot.pass({ minutes: 31 });
    await bot.pass({ minutes: 1 });
    expect((await bot.posts()).length).toBe(1);
  });

  it.each(["global", "user", "shared"] as const)("of scope %s holds up nobody who presses a button", async (scope) => {
    const bot = await startDiscordBot();
    await bot.pass({ minutes: 31 });
    const [question] = await bot.posts();
    await bot.discord.fault({ route: "*", fault: { kind: "busy", retryAfter: "60", scope }, times: 1 });
    await bot.rig.as(bot.rig.people.first.id).say(null, "meanwhile");
    const press = { channel, id: question?.id ?? "", user: "jonas", customId: question?.customIds[0] ?? "" };
    await bot.discord.clearFaults();
    const answered = await bot.does(() => bot.discord.press(press));
    expect(answered.became).toBe("modal");
  });
});

describe("fault 21: the token is made anew in the portal", () => {
  it("refuses everything: one request finds out, the others wait", async () => {
    const bot = await startDiscordBot();
    await bot.discord.resetToken();
    await bot.pass({ minutes: 31 });
    await bot.pass({ minutes: 30 });
    const refused = (await bot.discord.calls()).filter(({ status }) => status === 401);
    expect(refused.length < 5).toBe(true);
    expect(bot.log.some(({ event }) => event.startsWith("the bot is locked out"))).toBe(true);
    expect(await bot.posts()).toEqual([]);
  });
});

describe("fault 22: a permission that the bot lacks", () => {
  const without = (missing: Permission): readonly Permission[] =>
    usualBotPermissions.filter((permission) => permission !== missing);
  const everyoneWithout = (missing: Permission): readonly Permission[] =>
    usualEveryone.filter((permission) => permission !== missing);

  it.each([
    ["VIEW_CHANNEL", "View Channel"],
    ["SEND_MESSAGES", "Send Messages"],
    ["CREATE_PUBLIC_THREADS", "Create Public Threads"],
    ["SEND_MESSAGES_IN_THREADS", "Send Messages in Threads"],
    ["EMBED_LINKS", "Embed Links"],
    ["READ_MESSAGE_HISTORY", "Read Message History"],
    ["ADD_REACTIONS", "Add Reactions"],
  ] as const)("%s is named", async (permission, name) => {
    const bot = await startDiscordBot();
    await bot.discord.permit({ guild: "acme", role: "everyone", permissions: everyoneWithout(permission) });
    await bot.discord.permit({ guild: "acme", role: "the bot", permissions: without(permission) });
    await bot.rig.settled();
    const platform = await bot.rig.platform();
    const { lacks } = await platform.channel(inChannel);
    expect(lacks?.why).toBe("missing-permission");
    const named = lacks?.hint.replace("In the channel's settings, Permissions, allow me ", "").split(/, |\./u) ?? [];
    // Who sees no channel may nothing there.
    expect(permission === "VIEW_CHANNEL" ? named[0] : named).toEqual(permission === "VIEW_CHANNEL" ? name : [name, ""]);
  });

  it("parks the question; it goes out when the permission is given", async () => {
    const bot = await startDiscordBot();
    const overwrites = [{ of: "the bot", deny: ["SEND_MESSAGES"] }] as const;
    await bot.discord.overwrite({ channel, overwrites });
    await bot.rig.settled();
    await bot.pass({ minutes: 31 });
    expect(await bot.posts()).toEqual([]);
    await bot.does(() => bot.discord.overwrite({ channel, overwrites: [] }));
    await bot.pass({ minutes: 1 });
    expect((await bot.posts()).length).toBe(1);
    expect(await stateOf(bot)).toMatchObject({ kind: "sent" });
  });
});

describe("fault 23: a channel that is gone", () => {
  it("stops its plan, and nothing is asked of it any more", async () => {
    const bot = await startDiscordBot();
    await bot.does(() => bot.discord.changeChannel({ channel, to: "deleted" }));
    await bot.pass({ minutes: 31 });
    const asked = (await bot.discord.calls(postRoute)).filter(({ path }) => path.includes(channel));
    expect(asked).toEqual([]);
    expect((await bot.records.plans.get(inChannel))?.pause).not.toBe(null);
  });
});
