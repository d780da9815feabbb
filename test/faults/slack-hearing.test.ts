import { describe, expect, it } from "vitest";
import { answersOf } from "../../src/core/drill/answers.ts";
import { type SlackBot, startSlackBot } from "../adapters/slack/slack-bot.ts";
import { channelId } from "../adapters/slack/slack-rig.ts";

// The whole bot over the stand-in's socket: what people write, however the events arrive.

const text = "An index costs writes and space, and speeds up reads.";
const channel = channelId;

/** A bot whose question is open; gives the question's `ts`. */
async function asked(): Promise<Readonly<{ bot: SlackBot; thread: string }>> {
  const bot = await startSlackBot();
  await bot.pass({ minutes: 31 });
  const [question] = await bot.posts();
  if (question === undefined) throw new Error("no question is out");
  return { bot, thread: question.ts };
}

/** The texts that count, by person. */
async function answers(bot: SlackBot): Promise<Readonly<Record<string, string>>> {
  const found = [];
  for await (const [, entry] of bot.records.entries.list(`${bot.rig.channel}/2027-03-15/`)) found.push(entry);
  const counted = answersOf(found, { mode: "open", cutoffAt: null });
  return Object.fromEntries(counted.map((answer) => [answer.person, answer.text]));
}

const reply = (thread: string, ts: string, more: object = {}) => ({
  type: "message",
  channel,
  channel_type: "channel",
  user: "UJONAS",
  text,
  ts,
  thread_ts: thread,
  parent_user_id: "UDRILLBOT",
  ...more,
});

const later = (thread: string, seconds: number): string => `${Number(thread.split(".")[0]) + seconds}.000100`;

describe("faults 1 to 3: the same words more than once", () => {
  it("fault 1: an event that comes four times, three of them marked as repeats, is one answer, and each is heard", async () => {
    const { bot, thread } = await asked();
    const event = reply(thread, later(thread, 60));
    for (const attempt of [0, 1, 2, 3]) await bot.does(() => bot.slack.event(event, { id: "Ev1", attempt }));
    expect(await answers(bot)).toEqual({ UJONAS: text });
    expect((await bot.slack.wire()).unheard).toBe(0);
  });

  it("fault 2: when only a repeat arrives, it is saved", async () => {
    const { bot, thread } = await asked();
    await bot.does(() => bot.slack.event(reply(thread, later(thread, 60)), { id: "Ev1", attempt: 1 }));
    expect(await answers(bot)).toEqual({ UJONAS: text });
  });

  it("fault 3: one gesture that came as two messages is one answer", async () => {
    const { bot, thread } = await asked();
    const written = await bot.does(() => bot.slack.write({ channel, user: "UJONAS", text, thread, twice: true }));
    expect(written.length).toBe(2);
    expect(await answers(bot)).toEqual({ UJONAS: text });
  });
});

describe("fault 4: events out of order", () => {
  const change = (thread: string, ts: string, said: string, editedAt: string) => ({
    type: "message",
    subtype: "message_changed",
    hidden: true,
    channel,
    ts: editedAt,
    message: { ...reply(thread, ts), text: said, edited: { user: "UJONAS", ts: editedAt } },
    previous_message: reply(thread, ts),
  });

  it("an edit before its message, and an older edit after a newer one, leave the last state", async () => {
    const { bot, thread } = await asked();
    const ts = later(thread, 60);
    await bot.does(() => bot.slack.event(change(thread, ts, `${text} Newer.`, later(thread, 120))));
    await bot.does(() => bot.slack.event(reply(thread, ts)));
    await bot.does(() => bot.slack.event(change(thread, ts, `${text} Older.`, later(thread, 90))));
    expect(await answers(bot)).toEqual({ UJONAS: `${text} Newer.` });
  });

  it("a deletion before its message wins", async () => {
    const { bot, thread } = await asked();
    const ts = later(thread, 60);
    const gone = { type: "message", subtype: "message_deleted", channel, hidden: true, ts: later(thread, 90) };
    await bot.does(() => bot.slack.event({ ...gone, deleted_ts: ts, previous_message: reply(thread, ts) }));
    await bot.does(() => bot.slack.event(reply(thread, ts)));
    expect(await answers(bot)).toEqual({});
  });

  it("a link that Slack shows more of is no edit", async () => {
    const { bot, thread } = await asked();
    const [ts = ""] = await bot.does(() => bot.slack.write({ channel, user: "UJONAS", text, thread }));
    const saves = bot.log.length;
    await bot.does(() => bot.slack.unfurl({ channel, ts }));
    expect(await answers(bot)).toEqual({ UJONAS: text });
    expect(bot.log.length).toBe(saves);
  });
});

describe("faults 33 and 34: edits, deletions, and who is no person", () => {
  it("fault 33: an edit before the reveal changes the answer, and a deletion takes its text", async () => {
    const { bot, thread } = await asked();
    const [ts = ""] = await bot.does(() => bot.slack.write({ channel, user: "UJONAS", text, thread }));
    await bot.does(() => bot.slack.edit({ channel, ts, text: `${text} And locks.` }));
    expect(await answers(bot)).toEqual({ UJONAS: `${text} And locks.` });
    await bot.does(() => bot.slack.erase({ channel, ts }));
    expect(await answers(bot)).toEqual({});
  });

  it("fault 34: other bots, Slack's own notes and the bot itself are never heard", async () => {
    const { bot, thread } = await asked();
    const others = [
      { user: "UOTHERBOT", bot_id: "BOTHER" },
      { subtype: "bot_message", user: undefined, bot_id: "BHOOK", username: "hook" },
      { user: "USLACKBOT" },
      { user: "UDRILLBOT" },
      { subtype: "channel_topic" },
    ];
    for (const [at, other] of others.entries()) {
      await bot.does(() => bot.slack.event(reply(thread, later(thread, 60 + at), other)));
    }
    expect(await answers(bot)).toEqual({});
    expect((await bot.slack.wire()).unheard).toBe(0);
  });

  it("a file, a reply sent to the channel as well, and guests and strangers are heard like all others", async () => {
    const { bot, thread } = await asked();
    await bot.slack.person({ name: "guest", isRestricted: true });
    await bot.slack.person({ name: "stranger", isStranger: true, team: "TOTHER" });
    await bot.does(() => bot.slack.write({ channel, user: "UJONAS", text, thread, file: "plan.png" }));
    await bot.does(() => bot.slack.write({ channel, user: "UPRIYA", text, thread, broadcast: true }));
    for (const user of ["UGUEST", "USTRANGER"]) {
      await bot.does(() => bot.slack.invite({ channel, user, by: "UMIRA" }));
      await bot.does(() => bot.slack.write({ channel, user, text, thread }));
    }
    expect(await answers(bot)).toEqual({ UJONAS: text, UPRIYA: text, UGUEST: text, USTRANGER: text });
  });

  it("a command to the bot in a thread is no answer, and any other words to it are", async () => {
    const { bot, thread } = await asked();
    await bot.does(() =>
      bot.slack.write({ channel, user: "UJONAS", text: "<@UDRILLBOT> status please, and thank you", thread }),
    );
    await bot.does(() =>
      bot.slack.write({ channel, user: "UPRIYA", text: "<@UDRILLBOT> it costs writes, I would say", thread }),
    );
    expect(await answers(bot)).toEqual({ UPRIYA: "@UDRILLBOT it costs writes, I would say" });
  });
});

describe("what an event that nobody asked for leaves", () => {
  it("unrelated chat reaches neither the store nor the log", async () => {
    const { bot } = await asked();
    const [ts = ""] = await bot.does(() =>
      bot.slack.write({ channel, user: "UJONAS", text: "canary-3141 in the channel" }),
    );
    await bot.does(() =>
      bot.slack.write({ channel, user: "UPRIYA", text: "canary-3141 in a thread of ours", thread: ts }),
    );
    const entries = [];
    for await (const [key] of bot.records.entries.list("")) entries.push(key);
    expect(entries).toEqual([]);
    expect(JSON.stringify(bot.log).includes("canary-3141")).toBe(false);
  });
});
