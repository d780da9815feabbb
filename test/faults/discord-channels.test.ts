import { describe, expect, it } from "vitest";
import { keyOfChannel } from "../../src/adapters/discord/ids.ts";
import { type DiscordBot, startDiscordBot } from "../adapters/discord/discord-bot.ts";
import { channel, guild } from "../adapters/discord/discord-rig.ts";
import { usualBotPermissions } from "../support/discord/control/opening.ts";
import type { SeenMessage } from "../support/discord/control/seen.ts";

const inChannel = keyOfChannel(guild, channel);
const threadRoute = "POST /channels/:id/messages/:id/threads";

/** A bot whose question stands there. */
async function asked(): Promise<readonly [DiscordBot, SeenMessage]> {
  const bot = await startDiscordBot();
  await bot.pass({ minutes: 31 });
  const [question] = await bot.posts();
  if (question === undefined) throw new Error("no question was posted");
  return [bot, question];
}

/** Until the reveal of that day is out, also where the thread cannot be read. */
async function revealed(bot: DiscordBot): Promise<void> {
  await bot.pass({ hours: 6, minutes: 30 });
  await bot.pass({ minutes: 6 });
  await bot.pass({ minutes: 1 });
}

const firstLines = (posts: readonly SeenMessage[]): readonly (string | undefined)[] =>
  posts.map(({ content }) => content.split("\n")[0]);
const gone = "-# Nothing can be said under the question any more, so its answer stands here.";

describe("fault 27: the question was deleted before its reveal", () => {
  it("stands in the channel then, and says so; its thread was deleted with it", async () => {
    const [bot, question] = await asked();
    await bot.does(() => bot.discord.changeChannel({ channel: question.id, to: "deleted" }));
    await bot.does(() => bot.discord.erase({ channel, id: question.id }));
    await revealed(bot);
    expect(firstLines(await bot.posts())[0]).toBe(gone);
    expect(await bot.records.drills.get(`${inChannel}/2027-03-15`)).toMatchObject({ stage: "revealed" });
  });

  it("stands in its thread where that is still there", async () => {
    const [bot, question] = await asked();
    await bot.does(() => bot.discord.erase({ channel, id: question.id }));
    await revealed(bot);
    expect((await bot.posts(question.id)).length > 0).toBe(true);
  });
});

describe("fault 28: the thread of a question", () => {
  it("that is archived gets its reveal, and is active again", async () => {
    const [bot, question] = await asked();
    await bot.does(() => bot.discord.changeThread({ channel: question.id, archived: true }));
    await revealed(bot);
    expect((await bot.posts(question.id)).length > 0).toBe(true);
    expect((await bot.discord.channel(question.id)).archived).toBe(false);
  });

  it("that is locked, and that the bot may not manage, is left alone: the reveal stands in the channel", async () => {
    const [bot, question] = await asked();
    const permissions = usualBotPermissions.filter((permission) => permission !== "MANAGE_THREADS");
    await bot.discord.permit({ guild: "acme", role: "the bot", permissions });
    await bot.does(() => bot.discord.changeThread({ channel: question.id, archived: true, locked: true }));
    await revealed(bot);
    expect(await bot.posts(question.id)).toEqual([]);
    expect(firstLines(await bot.posts())).toContain(gone);
  });

  it("that was deleted: the reveal stands in the channel", async () => {
    const [bot, question] = await asked();
    await bot.does(() => bot.discord.changeChannel({ channel: question.id, to: "deleted" }));
    await revealed(bot);
    expect(await bot.records.drills.get(`${inChannel}/2027-03-15`)).toMatchObject({ stage: "revealed" });
    expect(firstLines(await bot.posts())).toContain(gone);
  });
});

describe("fault 29: threads that Discord does not allow", () => {
  it.each([
    ["160006: too many active ones", 160_006],
    ["30033: too many people in it", 30_033],
  ])("%s: the question stands without one, can be answered by its button, and is revealed", async (_name, code) => {
    const bot = await startDiscordBot();
    await bot.discord.fault({ route: threadRoute, fault: { kind: "error", status: 400, code }, times: 99 });
    await bot.pass({ minutes: 31 });
    const [question, ...more] = await bot.posts();
    expect([question?.thread, more]).toEqual([null, []]);
    expect(bot.log.some(({ event }) => event === "discord: a message stands without a thread")).toBe(true);
    await revealed(bot);
    expect(firstLines(await bot.posts())).toContain(gone);
  });
});
