import { describe, expect, it } from "vitest";
import { happeningOf } from "../../../../src/adapters/slack/hearing/happenings.ts";
import { someIdentity } from "../some-identity.ts";

const heard = (event: unknown) => happeningOf(event, someIdentity);
const channel = "slack/T1/C1";
const nothing = { kind: "nothing" };

const reply = {
  type: "message",
  channel: "C1",
  user: "U1",
  text: "It costs writes &amp; space.",
  ts: "1805097660.000200",
  thread_ts: "1805097600.000100",
  parent_user_id: "UBOT",
  client_msg_id: "g1",
};
const spoken = {
  channel,
  thread: "1805097600.000100",
  message: "1805097660.000200",
  gesture: "g1",
  person: "U1",
  text: "It costs writes & space.",
  at: Temporal.Instant.fromEpochMilliseconds(1_805_097_660_000),
  editedAt: null,
};

describe("messages", () => {
  it("a reply in a thread is heard with its place, author, words and time", () => {
    expect(heard(reply)).toEqual({ kind: "replied", spoken });
    expect(heard({ ...reply, client_msg_id: undefined })).toEqual({
      kind: "replied",
      spoken: { ...spoken, gesture: null },
    });
  });

  it.each([
    ["talk in the channel", { thread_ts: undefined }],
    ["what the thread hangs on", { thread_ts: reply.ts }],
    ["a bot's", { bot_id: "B2" }],
    ["our own", { user: "UBOT" }],
    ["Slack's", { user: "USLACKBOT" }],
    ["nobody's", { user: undefined }],
    ["a note that somebody joined", { subtype: "channel_join" }],
    ["under somebody else's message", { parent_user_id: "U9" }],
    ["without a time", { ts: "now" }],
    ["from a place that is no channel", { channel: "../C1" }],
    ["a command to the bot", { text: "<@UBOT> status" }],
  ])("%s is not heard", (_name, change) => {
    expect(heard({ ...reply, ...change })).toEqual(nothing);
  });

  it.each(["file_share", "thread_broadcast", "me_message"])("a %s is heard as the reply that it is", (subtype) => {
    expect(heard({ ...reply, subtype })).toEqual({ kind: "replied", spoken });
  });

  const now = { ...reply, text: "It costs locks.", edited: { user: "U1", ts: "1805097720.000000" } };
  const change = { type: "message", subtype: "message_changed", channel: "C1", ts: "1805097720.000300" };

  it("an edit is heard with its time", () => {
    const editedAt = Temporal.Instant.fromEpochMilliseconds(1_805_097_720_000);
    const after = { ...spoken, text: "It costs locks.", editedAt };
    const event = { ...change, message: now, previous_message: reply };
    expect(heard(event)).toEqual({ kind: "edited", spoken: after });
    expect(heard({ ...event, previous_message: undefined })).toEqual({ kind: "edited", spoken: after });
  });

  it("a change that nobody made by hand, and one of ours, are not", () => {
    const unfurled = { ...reply, attachments: [{ title: "A page" }] };
    expect(heard({ ...change, message: unfurled, previous_message: reply })).toEqual(nothing);
    const ours = { ...now, user: "UBOT", bot_id: "BBOT" };
    expect(heard({ ...change, message: ours, previous_message: { ...reply, user: "UBOT" } })).toEqual(nothing);
    const tombstone = { ts: reply.ts, thread_ts: reply.ts, user: "USLACKBOT", subtype: "tombstone", text: "gone" };
    expect(heard({ ...change, message: tombstone, previous_message: reply })).toEqual(nothing);
  });

  it("a deletion is heard with its thread, and not without", () => {
    const gone = { type: "message", subtype: "message_deleted", channel: "C1", deleted_ts: reply.ts };
    const removed = { channel, thread: reply.thread_ts, message: reply.ts };
    expect(heard({ ...gone, previous_message: reply })).toEqual({ kind: "deleted", removed });
    expect(heard(gone)).toEqual(nothing);
    expect(heard({ ...gone, previous_message: { ...reply, thread_ts: undefined } })).toEqual(nothing);
  });
});

describe("naming the bot", () => {
  const mention = { type: "app_mention", channel: "C1", user: "U1", ts: "1805097660.000200" };
  const from = (thread: string | null) => ({ channel, person: "U1", thread });

  it.each([
    ["<@UBOT> status", null, "status"],
    ["<@UBOT|drill>  managers add <@U2|bo>", null, "managers add <@U2>"],
    ["<@UBOT>", null, ""],
    ["<@UBOT> good morning", null, "good morning"],
    ["<@UBOT> answer", "1805097600.000100", "answer"],
  ])("%j in the thread %s asks for %j", (text, thread, asked) => {
    const event = { ...mention, text, ...(thread === null ? {} : { thread_ts: thread }) };
    expect(heard(event)).toEqual({ kind: "asked", text: asked, origin: from(thread) });
  });

  it.each([
    ["good morning, <@UBOT>", {}],
    ["<@UBOT> I would say it costs writes", { thread_ts: "1805097600.000100" }],
    ["<@U2> status", {}],
    ["<@UBOT> status", { bot_id: "B2" }],
  ])("%j asks for nothing", (text, change) => {
    expect(heard({ ...mention, text, ...change })).toEqual(nothing);
  });
});

describe("channels and workspaces", () => {
  const is = (change: object) => ({ kind: "channel", change: { channel, ...change } });
  it.each([
    [
      "the bot is invited",
      { type: "member_joined_channel", user: "UBOT", inviter: "U1" },
      is({ is: "back", by: "U1" }),
    ],
    ["the bot joins by itself", { type: "member_joined_channel", user: "UBOT" }, is({ is: "back", by: null })],
    ["somebody else joins", { type: "member_joined_channel", user: "U1", inviter: "U2" }, nothing],
    ["the bot is removed", { type: "member_left_channel", user: "UBOT" }, is({ is: "gone" })],
    ["somebody else leaves", { type: "member_left_channel", user: "U1" }, nothing],
    ["it is left", { type: "channel_left" }, is({ is: "gone" })],
    ["a private one is left", { type: "group_left" }, is({ is: "gone" })],
    ["it is archived", { type: "channel_archive", user: "U1" }, is({ is: "gone" })],
    ["a private one is archived", { type: "group_archive" }, is({ is: "gone" })],
    ["it is deleted", { type: "channel_deleted" }, is({ is: "gone" })],
    ["it is unarchived", { type: "channel_unarchive", user: "U1" }, is({ is: "back", by: null })],
    ["it is renamed", { type: "channel_rename", channel: { id: "C1", name: "new" } }, nothing],
  ])("%s", (_name, event, happening) => {
    expect(heard({ channel: "C1", ...event })).toEqual(happening);
  });

  it("a channel with a new id has moved", () => {
    const event = { type: "channel_id_changed", old_channel_id: "C1", new_channel_id: "C2" };
    expect(heard(event)).toEqual(is({ is: "moved", to: "slack/T1/C2" }));
  });

  it("the workspace is gone with the app or with the bot's token, and not with a person's", () => {
    expect(heard({ type: "app_uninstalled" })).toEqual({ kind: "workspace-gone" });
    expect(heard({ type: "tokens_revoked", tokens: { bot: ["UBOT"] } })).toEqual({ kind: "workspace-gone" });
    expect(heard({ type: "tokens_revoked", tokens: { oauth: ["U1"], bot: [] } })).toEqual(nothing);
  });

  it("a person looks at their page, or at another tab of the app", () => {
    expect(heard({ type: "app_home_opened", user: "U1", tab: "home" })).toEqual({ kind: "home", person: "U1" });
    expect(heard({ type: "app_home_opened", user: "U1", tab: "messages" })).toEqual(nothing);
  });

  it.each([null, 7, "text", [], {}, { type: "toString" }, { type: 7 }])("%j means nothing", (event) => {
    expect(heard(event)).toEqual(nothing);
  });
});
