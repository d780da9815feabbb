import { describe, expect, it } from "vitest";
import { keyOfChannel } from "../../src/adapters/discord/ids.ts";
import { nonceOf } from "../../src/adapters/discord/saying/keyed.ts";
import type { DeliveryKey } from "../../src/core/keys.ts";
import { startDiscordBot } from "../adapters/discord/discord-bot.ts";
import { channel, guild } from "../adapters/discord/discord-rig.ts";
import type { Fault } from "../support/discord/control/faults.ts";

// The whole bot over the stand-in: what goes wrong with the first post of a question, and what stands there in the end.

const inChannel = keyOfChannel(guild, channel);
const key = `${inChannel}/question/2027-03-15/0` as DeliveryKey;
const postRoute = "POST /channels/:id/messages";
const threadRoute = "POST /channels/:id/messages/:id/threads";

const inDoubt: readonly (readonly [name: string, fault: Fault])[] = [
  ["fault 14: 500 after it was carried out", { kind: "status", status: 500, carriedOut: true }],
  ["fault 14: 502 before it was", { kind: "status", status: 502, carriedOut: false }],
  ["fault 14: 503 with a proxy's page", { kind: "status", status: 503, carriedOut: true }],
  ["fault 15: accepted, then the connection is reset", { kind: "reset" }],
  ["fault 15: reset before it was looked at", { kind: "refused" }],
  ["fault 16: accepted, then silence", { kind: "silent" }],
  ["fault 18: the answer breaks off", { kind: "cut-body" }],
  ["fault 18: a page instead of JSON", { kind: "not-json" }],
  ["fault 19: the answer names another channel", { kind: "wrong-reply", names: "another-channel" }],
  ["fault 19: the answer names no message", { kind: "wrong-reply", names: "nothing" }],
];

describe("a post that nobody knows the outcome of", () => {
  it.each(inDoubt)("%s: there is exactly one question with its thread", async (_name, fault) => {
    const bot = await startDiscordBot();
    await bot.discord.fault({ route: postRoute, fault });
    await bot.pass({ minutes: 31 });
    await bot.pass({ seconds: 10 });
    await bot.pass({ minutes: 1 });
    const posts = await bot.posts();
    expect(posts.map(({ id, thread, nonce }) => [thread === id, nonce])).toEqual([[true, nonceOf(key)]]);
    const drill = await bot.records.drills.get(`${inChannel}/2027-03-15`);
    expect(drill).toMatchObject({ stage: "open", message: { id: posts[0]?.id } });
    const told = bot.log.filter(({ event }) => event === "a message was not delivered yet");
    expect(told.map(({ fields }) => fields["outcome"])).toEqual(["doubt"]);
    expect(await bot.discord.violations()).toEqual([]);
  });

  it("is looked for, not sent again, once the nonce may be forgotten; its thread is started by whoever finds it", async () => {
    const bot = await startDiscordBot();
    await bot.discord.fault({ route: postRoute, fault: { kind: "reset" } });
    await bot.pass({ minutes: 31 });
    expect((await bot.posts()).map(({ thread }) => thread)).toEqual([null]);
    await bot.pass({ minutes: 4 });
    const [question, ...more] = await bot.posts();
    expect([question?.thread === question?.id, more]).toEqual([true, []]);
    expect((await bot.discord.calls(postRoute)).length).toBe(1);
  });
});

describe("fault 30: the thread of a question", () => {
  it("is there already when its request's answer got lost, and that is fine", async () => {
    const bot = await startDiscordBot();
    await bot.discord.fault({ route: threadRoute, fault: { kind: "reset" } });
    await bot.pass({ minutes: 31 });
    await bot.pass({ seconds: 10 });
    const answers = (await bot.discord.calls(threadRoute)).map(({ answer }) => answer);
    expect(answers).toEqual(["reset", "160004"]);
    expect((await bot.posts()).length).toBe(1);
    expect(bot.log.filter(({ level }) => level === "warn").map(({ event }) => event)).toEqual([
      "a message was not delivered yet",
    ]);
    const drill = await bot.records.drills.get(`${inChannel}/2027-03-15`);
    expect(drill).toMatchObject({ stage: "open" });
  });
});

describe("fault 32: a question that somebody deleted before its answer came", () => {
  it("is not posted again, and is revealed in the channel", async () => {
    const bot = await startDiscordBot();
    await bot.discord.fault({ route: postRoute, fault: { kind: "reset" } });
    await bot.pass({ minutes: 31 });
    const [question] = await bot.posts();
    await bot.discord.erase({ channel, id: question?.id ?? "" });
    await bot.pass({ seconds: 10 });
    await bot.pass({ minutes: 5 });
    expect(await bot.posts()).toEqual([]);
    expect(await bot.records.drills.get(`${inChannel}/2027-03-15`)).toMatchObject({ stage: "open" });
    await bot.pass({ hours: 6, minutes: 30 });
    await bot.pass({ minutes: 6 });
    const [reveal] = await bot.posts();
    expect(reveal?.content.split("\n")[0]).toBe(
      "-# Nothing can be said under the question any more, so its answer stands here.",
    );
  });
});
