import { describe, expect, it } from "vitest";
import { goneKey } from "../../src/app/records.ts";
import { type ChannelKey, workspaceOf } from "../../src/core/keys.ts";
import { type SlackBot, startSlackBot } from "../adapters/slack/slack-bot.ts";
import { channelId as channel } from "../adapters/slack/slack-rig.ts";

// The whole bot over the stand-in: what befalls the channel and the workspace.

async function isPaused(bot: SlackBot, key: ChannelKey = bot.rig.channel): Promise<boolean | null> {
  const plan = await bot.records.plans.get(key);
  return plan === null ? null : plan.pause !== null;
}

async function heard(bot: SlackBot): Promise<void> {
  await bot.pass({ seconds: 1 });
}

describe("faults 24 and 26: a channel is lost", () => {
  it.each([
    ["the bot is removed", (bot: SlackBot) => bot.slack.kick({ channel })],
    ["it is archived", (bot: SlackBot) => bot.slack.changeChannel({ channel, to: "archived" })],
    ["it is deleted", (bot: SlackBot) => bot.slack.changeChannel({ channel, to: "deleted" })],
  ])("when %s, its plan is parked, and no question is tried there", async (_name, befalls) => {
    const bot = await startSlackBot();
    await befalls(bot);
    await heard(bot);
    expect(await isPaused(bot)).toBe(true);
    await bot.pass({ minutes: 31 });
    const tried = (await bot.slack.calls("chat.postMessage")).filter(({ args }) => args["channel"] === channel);
    expect(tried).toEqual([]);
    expect(bot.log.filter(({ event }) => event === "a channel is lost; its plan is paused").length).toBe(1);
  });

  it.each(["private", "shared"] as const)("when it is made %s, everything goes on", async (to) => {
    const bot = await startSlackBot();
    await bot.slack.changeChannel({ channel, to });
    await heard(bot);
    await bot.pass({ minutes: 31 });
    const [question] = await bot.posts();
    const said = { channel, user: "UJONAS", text: "An index costs writes and space.", thread: question?.ts ?? "" };
    await bot.does(() => bot.slack.write(said));
    await bot.pass({ hours: 6, minutes: 30 });
    expect([await isPaused(bot), (await bot.posts())[0]?.text.split("\n").at(-1)]).toEqual([
      false,
      "Revealed · 1 answered",
    ]);
    expect(await bot.slack.violations()).toEqual([]);
  });

  it("when it is renamed, everything goes on", async () => {
    const bot = await startSlackBot();
    await bot.slack.renameChannel({ channel, name: "platform" });
    await heard(bot);
    await bot.pass({ minutes: 31 });
    expect([await isPaused(bot), (await bot.posts()).length]).toEqual([false, 1]);
  });

  it("when it gets another id, the plan goes along and waits for somebody to resume it", async () => {
    const bot = await startSlackBot();
    await bot.slack.renumberChannel({ channel, id: "CNEW" });
    await heard(bot);
    const moved = "slack/TACME/CNEW" as ChannelKey;
    expect([await isPaused(bot), await isPaused(bot, moved)]).toEqual([true, true]);
  });

  it("when the bot is invited again, a manager can resume", async () => {
    const bot = await startSlackBot();
    await bot.slack.kick({ channel });
    await heard(bot);
    await bot.slack.invite({ channel, by: "mira" });
    await heard(bot);
    const whispers = await bot.slack.whispers({ user: "UMIRA" });
    const buttons = JSON.stringify(whispers.at(-1)?.blocks).match(/"action_id":"[^"]+"/gu);
    expect(buttons).toEqual(['"action_id":"command/resume"']);
  });
});

describe("fault 25: the app is uninstalled", () => {
  it.each(["uninstalled-first", "revoked-first"] as const)(
    "%s: the purge clock runs, and everything is heard",
    async (order) => {
      const bot = await startSlackBot();
      await bot.slack.uninstall({ order });
      await heard(bot);
      expect(await bot.records.said.get(goneKey(workspaceOf(bot.rig.channel)))).not.toBe(null);
      expect((await bot.slack.wire()).unheard).toBe(0);
      await bot.pass({ minutes: 31 });
      expect(await bot.posts()).toEqual([]);
    },
  );
});

describe("fault 28: nothing more can be said in the thread of a question", () => {
  it.each(["restricted_action_thread_locked", "restricted_action_non_threadable_channel"])(
    "after %s the reveal stands in the channel, once, with its question",
    async (error) => {
      const bot = await startSlackBot();
      await bot.pass({ minutes: 31 });
      const fault = { kind: "not-ok", error, carriedOut: false } as const;
      await bot.slack.fault({ method: "chat.postMessage", fault, inThread: true, times: 99 });
      await bot.pass({ hours: 6, minutes: 30 });
      for (let seconds = 0; seconds < 20; seconds += 5) await bot.pass({ seconds: 5 });
      expect((await bot.posts()).map(({ text }) => text.split("\n\n").slice(0, 2))).toEqual([
        ["Title 7", "Prompt 7?"],
        ["Reference answer: Title 7", "Nothing can be said under the question any more, so its answer stands here."],
        ["What a good answer covers: Title 7", "- Point one of 7"],
        ["Nobody answered this one."],
      ]);
    },
  );
});

describe("fault 27: the question is deleted before the reveal", () => {
  it("the reveal stands in the channel, once", async () => {
    const bot = await startSlackBot();
    await bot.pass({ minutes: 31 });
    const [question] = await bot.posts();
    await bot.slack.erase({ channel, ts: question?.ts ?? "" });
    await bot.pass({ hours: 6, minutes: 30 });
    // delivery.md: a thread that cannot be read holds the reveal for five minutes.
    for (let minute = 0; minute < 20; minute += 1) await bot.pass({ minutes: 1 });
    const posts = await bot.posts();
    const keys = posts.map(({ metadata }) => JSON.stringify(metadata?.["event_payload"]));
    expect(keys.length > 0).toBe(true);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key) => key.includes("/reveal")).length).toBe(keys.length);
  });
});
