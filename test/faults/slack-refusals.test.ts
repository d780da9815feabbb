import { describe, expect, it } from "vitest";
import { keyOfChannel } from "../../src/adapters/slack/ids.ts";
import { type SlackBot, startSlackBot } from "../adapters/slack/slack-bot.ts";
import { channelId } from "../adapters/slack/slack-rig.ts";

const channel = keyOfChannel({ team: "TACME" }, channelId);
const key = `${channel}/question/2027-03-15/0`;

async function stateOf(bot: SlackBot) {
  return (await bot.records.deliveries.get(key))?.state;
}

describe("fault 12: 429", () => {
  const headers: readonly (readonly [name: string, retryAfter: string | null, waitMs: number])[] = [
    ["Retry-After: 1", "1", 1_000],
    ["Retry-After: 30", "30", 30_000],
    ["Retry-After: 3600", "3600", 3_600_000],
  ];
  it.each(headers)("%s is waited for to the end, and then there is one question", async (_name, retryAfter, waitMs) => {
    const bot = await startSlackBot();
    await bot.slack.fault({ method: "chat.postMessage", fault: { kind: "busy", retryAfter } });
    await bot.pass({ minutes: 31 });
    await bot.pass({ milliseconds: waitMs - 1 });
    expect(await bot.posts()).toEqual([]);
    await bot.pass({ milliseconds: 1 });
    await bot.pass({ minutes: 1 });
    expect((await bot.posts()).length).toBe(1);
    expect((await bot.slack.calls("chat.postMessage")).length).toBe(2);
  });

  it.each([
    ["none", null],
    ["no number", "soon"],
    ["nothing", "0"],
    ["a century", "3155760000"],
  ])("%s for a Retry-After is our own wait, of seconds", async (_name, retryAfter) => {
    const bot = await startSlackBot();
    await bot.slack.fault({ method: "chat.postMessage", fault: { kind: "busy", retryAfter } });
    await bot.pass({ minutes: 31 });
    await bot.pass({ minutes: 1 });
    await bot.pass({ minutes: 1 });
    expect((await bot.posts()).length).toBe(1);
    expect((await bot.slack.calls("chat.postMessage")).length).toBe(2);
  });
});

describe("refusals for good park the question", () => {
  const codes: readonly (readonly [fault: string, code: string, why: string])[] = [
    ["fault 21", "invalid_auth", "token-revoked"],
    ["fault 21", "token_revoked", "token-revoked"],
    ["fault 21", "account_inactive", "token-revoked"],
    ["fault 22", "missing_scope", "missing-permission"],
    ["fault 22", "restricted_action", "missing-permission"],
    ["fault 23", "not_in_channel", "not-a-member"],
    ["fault 23", "channel_not_found", "channel-gone"],
    ["fault 23", "is_archived", "channel-archived"],
    ["an unknown code", "some_new_code", "message-rejected"],
  ];
  it.each(codes)("%s: %s is told as %s, and not tried again within the hour", async (_fault, code, why) => {
    const bot = await startSlackBot();
    const fault = { kind: "not-ok", error: code, carriedOut: false } as const;
    await bot.slack.fault({ method: "chat.postMessage", fault, times: 9 });
    await bot.pass({ minutes: 31 });
    for (let minute = 0; minute < 50; minute += 10) await bot.pass({ minutes: 10 });
    expect(await stateOf(bot)).toMatchObject({ kind: "parked", why });
    const tries = (await bot.slack.calls("chat.postMessage")).filter(({ args }) => args["channel"] === channelId);
    expect(tries.length).toBe(1);
  });
});

describe("a rich message that Slack does not take", () => {
  it.each(["invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"])(
    "goes out in plainer blocks after %s, at once and with its key",
    async (error) => {
      const bot = await startSlackBot();
      await bot.slack.fault({ method: "chat.postMessage", fault: { kind: "not-ok", error, carriedOut: false } });
      await bot.pass({ minutes: 31 });
      await bot.pass({ seconds: 5 });
      const [post, ...others] = await bot.posts();
      expect(others).toEqual([]);
      expect(post?.metadata?.["event_payload"]).toEqual({ key });
      expect(post?.blocks.map(({ type }) => type)).toEqual(["section", "actions"]);
    },
  );

  it("of a reveal goes out in plainer blocks as well, and so does the mark on its question", async () => {
    const bot = await startSlackBot();
    await bot.pass({ minutes: 31 });
    const [question] = await bot.posts();
    const fault = { kind: "not-ok", error: "invalid_blocks", carriedOut: false } as const;
    await bot.slack.fault({ method: "chat.postMessage", fault });
    await bot.slack.fault({ method: "chat.update", fault });
    await bot.pass({ hours: 6, minutes: 30 });
    for (let seconds = 0; seconds < 20; seconds += 5) await bot.pass({ seconds: 5 });
    const said = await bot.posts(question?.ts);
    expect(said.map(({ blocks }) => blocks.map(({ type }) => type))).toEqual([
      ["section"],
      ["header", "rich_text", "header", "rich_text", "header", "rich_text"],
      ["rich_text", "actions"],
    ]);
    expect(said[0]?.text.split("\n\n")).toEqual(["Reference answer: Title 7", "Canary answer 7.", "Sources: RFC 9110"]);
    const [revealed] = await bot.posts();
    expect([revealed?.blocks.map(({ type }) => type), revealed?.text.split("\n").at(-1)]).toEqual([
      ["section", "actions"],
      "Revealed · 0 answered",
    ]);
  });

  it("goes out as text alone when those are refused too", async () => {
    const bot = await startSlackBot();
    const fault = { kind: "not-ok", error: "invalid_blocks", carriedOut: false } as const;
    await bot.slack.fault({ method: "chat.postMessage", fault, times: 2 });
    await bot.pass({ minutes: 31 });
    await bot.pass({ seconds: 5 });
    await bot.pass({ seconds: 5 });
    const [post, ...others] = await bot.posts();
    expect(others).toEqual([]);
    expect(post?.blocks).toEqual([]);
    expect(post?.text.split("\n\n").slice(0, 2)).toEqual(["Title 7", "Prompt 7?"]);
  });
});
