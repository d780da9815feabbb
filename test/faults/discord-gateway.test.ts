import { describe, expect, it } from "vitest";
import { keyOfWorkspace } from "../../src/adapters/discord/ids.ts";
import type { DeliveryKey } from "../../src/core/keys.ts";
import type { Platform } from "../../src/ports/platform.ts";
import { shortPatience, startChatBot } from "../adapters/chat-bot.ts";
import { channel, DiscordRig, guild } from "../adapters/discord/discord-rig.ts";
import { eventsIn, openedDiscord, until } from "../adapters/discord/opened.ts";
import { messageOf } from "../contract/platform/stage.ts";

const workspace = keyOfWorkspace(guild);
const many = 500;

/** A started adapter with a question and its thread. */
async function asked() {
  const opened = await openedDiscord();
  const { platform, heard, rig } = opened;
  await platform.start(heard.handlers);
  const key = `${rig.channel}/question/2027-03-15/0` as DeliveryKey;
  const question = await platform.post(
    { kind: "channel", channel: rig.channel },
    messageOf("Why?", { thread: "Why?" }),
    key,
  );
  await rig.settled();
  const write = (text: string) => opened.app.write({ channel: question.id, user: "jonas", text });
  return { ...opened, question, write };
}

describe("fault 5: RESUME", () => {
  it(`gives back ${many} replies that were missed, in their order, each once, and no gap`, async () => {
    const { app, platform, heard, rig, write } = await asked();
    await app.gateway({ do: "keep-out" });
    await app.gateway({ do: "break" });
    await until(() => !platform.isConnected());
    const texts = Array.from({ length: many }, (_, at) => `reply ${at}`);
    for (const text of texts) await write(text);
    await app.gateway({ do: "let-in" });
    await until(() => platform.isConnected());
    await rig.settled();
    expect(heard.of("replied").map(({ text }) => text)).toEqual(texts);
    expect(heard.of("gap")).toEqual([workspace]);
    const { identified, resumed } = await app.wire();
    expect([identified, resumed]).toEqual([1, 1]);
  });

  it("that says everything once more changes nothing", async () => {
    const { app, heard, rig, write } = await asked();
    for (const text of ["one", "two", "three"]) await write(text);
    await rig.settled();
    await app.repeat(5);
    await rig.settled();
    expect(heard.of("replied").map(({ text }) => text)).toEqual(["one", "two", "three"]);
  });
});

describe("fault 6: a session that is gone", () => {
  it("is followed by a new one, which tells of the gap", async () => {
    const { app, platform, heard, rig, write } = await asked();
    await app.gateway({ do: "lose-sessions" });
    await until(() => !platform.isConnected());
    await until(() => platform.isConnected());
    await until(() => heard.of("gap").length === 2);
    await write("after");
    await rig.settled();
    expect(heard.of("gap")).toEqual([workspace, workspace]);
    expect(heard.of("replied").map(({ text }) => text)).toEqual(["after"]);
    expect((await app.wire()).identified).toBe(2);
  });

  it("and one that Discord only wants opened anew is resumed", async () => {
    const { app, platform, heard } = await asked();
    await app.gateway({ do: "reconnect" });
    await until(async () => (await app.wire()).resumed === 1);
    await until(() => platform.isConnected());
    expect(heard.of("gap")).toEqual([workspace]);
  });
});

describe("fault 7: two sessions on one shard", () => {
  it("hear a reply twice, and it is one answer", async () => {
    const rig = new DiscordRig({ patience: shortPatience });
    const [one, other] = [await rig.open(), await rig.open()];
    const both: Platform = {
      ...portOf(one),
      start: async (handlers) => {
        await one.start(handlers);
        await other.start(handlers);
      },
      stop: async () => {
        await one.stop();
        await other.stop();
      },
    };
    const bot = await startChatBot(rig, both, [], {});
    await bot.pass({ minutes: 31 });
    const app = await rig.app();
    const [question] = (await app.messages({ channel })).filter(({ isBots }) => isBots);
    const text = "It costs space and slower writes, in short.";
    await bot.does(() => app.write({ channel: question?.id ?? "", user: "jonas", text }));
    const entries: string[] = [];
    for await (const [, { thread }] of bot.records.entries.list(""))
      entries.push(...thread.map((one) => String(one.text)));
    expect(entries).toEqual([text]);
  });
});

/** A platform's members, tied to it. */
const portOf = (platform: Platform): Platform => ({
  facts: platform.facts,
  start: (handlers) => platform.start(handlers),
  stop: () => platform.stop(),
  post: (...args) => platform.post(...args),
  edit: (...args) => platform.edit(...args),
  find: (...args) => platform.find(...args),
  readThread: (...args) => platform.readThread(...args),
  whisper: (...args) => platform.whisper(...args),
  mark: (...args) => platform.mark(...args),
  person: (...args) => platform.person(...args),
  channel: (...args) => platform.channel(...args),
});

describe("fault 8: the identify budget", () => {
  const resetAfterMs = 3_600_000;

  it("is asked for before a session is begun, and waited for where it is used up", async () => {
    const identify = { remaining: 0, resetAfterMs, maxConcurrency: 16 };
    const { app, platform, heard, waits, endWaits, log } = await openedDiscord({ identify });
    await platform.start(heard.handlers);
    await until(() => waits.length > 0);
    expect([waits, (await app.wire()).identified]).toEqual([[resetAfterMs], 0]);
    expect(eventsIn(log)).toEqual(["discord cannot be reached yet"]);
    await app.identifyBudget({ remaining: 1_000 });
    endWaits();
    await until(() => platform.isConnected());
    expect((await app.wire()).identified).toBe(1);
  });

  it("that is running out slows restarts down, long before it is used up", async () => {
    const identify = { total: 1_000, remaining: 400, resetAfterMs: 20 * 3_600_000, maxConcurrency: 16 };
    const { app, platform, heard, waits } = await openedDiscord({ identify });
    await platform.start(heard.handlers);
    await until(() => waits.length > 0);
    // Its share of the time: 20 hours for 400 sessions.
    expect([waits, (await app.wire()).identified]).toEqual([[180_000], 0]);
  });
});

describe("fault 9: the gateway does not let the bot in", () => {
  it("4004: the start ends with what to do, after one try", async () => {
    const { app, platform, heard } = await openedDiscord();
    await app.gateway({ do: "refuse", code: 4004 });
    await expect(platform.start(heard.handlers)).rejects.toMatchObject({ why: "token-revoked" });
    expect((await app.wire()).identified).toBe(0);
  });

  it("4014: once more without Message Content, where it was asked for", async () => {
    const { app, platform, heard, log } = await openedDiscord();
    await app.gateway({ do: "refuse", code: 4014, times: 1 });
    await platform.start(heard.handlers);
    expect([platform.isConnected(), platform.facts.readsReplies]).toEqual([true, false]);
    expect(eventsIn(log)).toEqual(["discord does not let the bot read replies; it goes on without"]);
  });

  it("4014 again: it stops with the reason", async () => {
    const { app, platform, heard } = await openedDiscord();
    await app.gateway({ do: "refuse", code: 4014, times: 2 });
    await expect(platform.start(heard.handlers)).rejects.toMatchObject({ why: "missing-permission" });
    expect(platform.isConnected()).toBe(false);
  });

  it("never asks for Message Content where the application has none", async () => {
    const { app, platform, heard, log } = await openedDiscord({ messageContent: "off" });
    await platform.start(heard.handlers);
    expect(eventsIn(log)).toEqual([]);
    // Guilds and guild messages (docs.discord.com, Gateway Intents).
    expect([(await app.wire()).intents, platform.facts.readsReplies]).toEqual([(1 << 0) | (1 << 9), false]);
  });

  it("4004 while it runs: it is deaf and says so, and asks again after an hour, not before", async () => {
    const { app, platform, heard, log, waits, endWaits } = await openedDiscord();
    await platform.start(heard.handlers);
    await app.gateway({ do: "close", code: 4004 });
    await until(() => waits.length > 0);
    expect([platform.isConnected(), waits]).toEqual([false, [3_600_000]]);
    expect(eventsIn(log)).toEqual(["discord does not let the bot in; it asks again each hour"]);
    endWaits();
    await until(() => platform.isConnected());
    await until(() => heard.of("gap").length === 2);
  });
});

describe("fault 24: a server", () => {
  it("that the bot is removed from is gone; invited again it is back, with a gap to read", async () => {
    const { app, platform, heard } = await openedDiscord();
    await platform.start(heard.handlers);
    await app.kick({ guild: "acme" });
    await until(() => heard.of("workspaceGone").length > 0);
    expect(heard.of("workspaceGone")).toEqual([workspace]);
    await app.invite({ guild: "acme" });
    await until(() => heard.of("gap").length === 2);
    expect(heard.calls).toEqual(["gap", "workspaceGone", "gap"]);
  });

  it("that has an outage is not gone, and is read back after it", async () => {
    const { app, platform, heard } = await openedDiscord();
    await platform.start(heard.handlers);
    await app.outage({ guild: "acme", unavailable: true });
    await app.outage({ guild: "acme", unavailable: false });
    await until(() => heard.of("gap").length === 2);
    expect(heard.calls).toEqual(["gap", "gap"]);
  });
});

describe("several shards", () => {
  it("are opened in this process, as many as Discord recommends; it hears once all of them are there", async () => {
    const { app, platform, heard, rig } = await openedDiscord({ quirks: { shards: 3 } });
    await platform.start(heard.handlers);
    expect([platform.isConnected(), (await app.wire()).identified]).toEqual([true, 3]);
    await app.write({ channel: "drills", user: "jonas", text: `<@${app.keys.botUser}> help` });
    await rig.settled();
    expect([heard.of("gap"), heard.of("command").length]).toEqual([[workspace], 1]);
  });
});

describe("a stop", () => {
  it("while it still tries to get in ends that, and a second one is harmless", async () => {
    const { app, platform, heard } = await openedDiscord();
    const route = "GET /applications/@me";
    await app.fault({ route, fault: { kind: "status", status: 503, carriedOut: false }, times: 9 });
    await platform.start(heard.handlers);
    await platform.stop();
    await platform.stop();
    expect([platform.isConnected(), heard.calls]).toEqual([false, []]);
  });
});
