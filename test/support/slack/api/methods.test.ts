import { describe, expect, it } from "vitest";
import { opened, smallTeam } from "../opened.ts";

/** The code a method was refused with, or `ok`. */
const codeOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => "ok",
    (error: Readonly<{ data?: { error: string } }>) => error.data?.error ?? error,
  );

const rooms = {
  people: [{ name: "anna" }, { name: "ben", deleted: true }],
  channels: [
    { name: "drills" },
    { name: "elsewhere", withBot: false },
    { name: "secret", kind: "private" as const, withBot: false },
    { name: "old", isArchived: true },
  ],
};

describe("a post", () => {
  it.each([
    ["CDRILLS", "hello", {}, "ok"],
    ["CNOWHERE", "hello", {}, "channel_not_found"],
    ["CSECRET", "hello", {}, "channel_not_found"],
    ["COLD", "hello", {}, "is_archived"],
    ["CDRILLS", "", {}, "no_text"],
    ["CDRILLS", "x".repeat(4_001), {}, "msg_too_long"],
    ["CDRILLS", "x", { thread_ts: "1.000000" }, "message_not_found"],
    ["CDRILLS", "x", { metadata: { event_type: "e", event_payload: { x: "y".repeat(8_000) } } }, "metadata_too_large"],
  ])("to %s is answered with its code", async (channel, text, more, expected) => {
    const { client } = await opened(rooms);
    expect(await codeOf(client.chat.postMessage({ channel, text, ...more }))).toBe(expected);
  });

  it("needs the scope, and says which there are", async () => {
    const { client, workspace } = await opened();
    await workspace.scopes(["users:read"]);
    await expect(client.chat.postMessage({ channel: "CDRILLS", text: "x" })).rejects.toMatchObject({
      data: { error: "missing_scope", needed: "chat:write", provided: "users:read" },
    });
  });

  it("reaches a channel the bot is not in only with chat:write.public", async () => {
    const { client, workspace } = await opened(rooms);
    expect(await codeOf(client.chat.postMessage({ channel: "CELSEWHERE", text: "x" }))).toBe("ok");
    await workspace.scopes(["chat:write"]);
    expect(await codeOf(client.chat.postMessage({ channel: "CELSEWHERE", text: "x" }))).toBe("not_in_channel");
  });

  it("stands twice when it is sent twice under one client_msg_id", async () => {
    const { client, workspace } = await opened();
    const post = { channel: "CDRILLS", text: "x", client_msg_id: "once" };
    await client.apiCall("chat.postMessage", post);
    await client.apiCall("chat.postMessage", post);
    const messages = await workspace.messages({ channel: "drills" });
    expect(messages.map(({ clientMsgId }) => clientMsgId)).toEqual(["once", "once"]);
    expect(messages[0]?.ts).not.toBe(messages[1]?.ts);
  });
});

describe("an update", () => {
  it("without blocks takes the blocks away and leaves the metadata", async () => {
    const { client, workspace } = await opened();
    const metadata = { event_type: "drill", event_payload: { key: "k" } };
    const blocks = [{ type: "divider" as const }];
    const { ts = "" } = await client.chat.postMessage({ channel: "CDRILLS", text: "old", blocks, metadata });
    await client.apiCall("chat.update", { channel: "CDRILLS", ts, text: "new" });
    expect(
      (await workspace.messages({ channel: "drills" })).map((one) => [one.text, one.blocks, one.metadata]),
    ).toEqual([["new", [], metadata]]);
  });

  it("of what is not the bot's, or not there, is refused", async () => {
    const { client, workspace } = await opened();
    const [ts = ""] = await workspace.write({ channel: "drills", user: "anna", text: "mine" });
    const update = (at: string) => codeOf(client.chat.update({ channel: "CDRILLS", ts: at, text: "x" }));
    expect(await update(ts)).toBe("cant_update_message");
    expect(await update("1.000000")).toBe("message_not_found");
  });
});

describe("reading back", () => {
  it("gives the newest first, page after page, with metadata where it is asked for", async () => {
    const { client } = await opened();
    const metadata = { event_type: "drill", event_payload: { key: "k" } };
    for (const text of ["one", "two", "three"]) await client.chat.postMessage({ channel: "CDRILLS", text, metadata });
    const first = await client.conversations.history({ channel: "CDRILLS", limit: 2 });
    expect(first.messages?.map((one) => [one.text, one.metadata])).toEqual([
      ["three", undefined],
      ["two", undefined],
    ]);
    const cursor = first.response_metadata?.next_cursor ?? "";
    const second = await client.conversations.history({
      channel: "CDRILLS",
      cursor,
      limit: 2,
      include_all_metadata: true,
    });
    expect(second.messages?.map((one) => [one.text, one.metadata])).toEqual([["one", metadata]]);
    expect(second.has_more).toBe(false);
  });

  it("gives a thread after its parent, from the oldest asked for", async () => {
    const { client, workspace } = await opened();
    const { ts: thread = "" } = await client.chat.postMessage({ channel: "CDRILLS", text: "question" });
    await workspace.write({ channel: "drills", user: "anna", text: "first", thread });
    const [oldest = ""] = await workspace.write({
      channel: "drills",
      user: "ben",
      text: "second",
      thread,
      broadcast: true,
    });
    const read = (more: object) => client.conversations.replies({ channel: "CDRILLS", ts: thread, ...more });
    const texts = async (more: object) => (await read(more)).messages?.map((one) => one.text);
    expect(await texts({})).toEqual(["question", "first", "second"]);
    expect(await texts({ oldest })).toEqual(["question"]);
    expect(await texts({ oldest, inclusive: true })).toEqual(["question", "second"]);
    const { messages } = await client.conversations.history({ channel: "CDRILLS" });
    expect(messages?.map((one) => [one.text, one.subtype])).toEqual([
      ["second", "thread_broadcast"],
      ["question", undefined],
    ]);
  });

  it("shows a message late, for a while", async () => {
    const time = { startsAt: "2027-03-15T08:00:00Z", wallMs: 0, speed: 0 };
    const { client, workspace } = await opened({ ...smallTeam, time, quirks: { historyLagMs: 300 } });
    await client.chat.postMessage({ channel: "CDRILLS", text: "late" });
    const seen = async () => (await client.conversations.history({ channel: "CDRILLS" })).messages?.length;
    expect(await seen()).toBe(0);
    await workspace.moveTime({ instant: "2027-03-15T08:00:00.3Z" });
    expect(await seen()).toBe(1);
  });

  it("has pages of 15, once a minute, for apps sold elsewhere", async () => {
    const { client } = await opened({ ...smallTeam, quirks: { smallHistory: true } });
    for (let at = 0; at < 16; at += 1) await client.chat.postMessage({ channel: "CDRILLS", text: `${at}` });
    const { messages, has_more } = await client.conversations.history({ channel: "CDRILLS", limit: 100 });
    expect([messages?.length, has_more]).toEqual([15, true]);
    await expect(client.conversations.history({ channel: "CDRILLS" })).rejects.toMatchObject({ retryAfter: 60 });
  });
});

it("reacts once", async () => {
  const { client, workspace } = await opened();
  const [timestamp = ""] = await workspace.write({ channel: "drills", user: "anna", text: "an answer" });
  const reaction = { channel: "CDRILLS", timestamp, name: "memo" };
  expect(await codeOf(client.reactions.add(reaction))).toBe("ok");
  expect(await codeOf(client.reactions.add(reaction))).toBe("already_reacted");
  expect(await codeOf(client.reactions.add({ ...reaction, name: "📝" }))).toBe("invalid_name");
  expect((await workspace.messages({ channel: "drills" }))[0]?.reactions).toEqual({ memo: ["UDRILLBOT"] });
});

it("whispers to members only", async () => {
  const { client, workspace } = await opened({ ...smallTeam, channels: [{ name: "drills", members: ["anna"] }] });
  const whisper = (user: string) => codeOf(client.chat.postEphemeral({ channel: "CDRILLS", user, text: "psst" }));
  expect([await whisper("UANNA"), await whisper("UBEN")]).toEqual(["ok", "user_not_in_channel"]);
  expect((await workspace.whispers({ user: "anna" })).map(({ text }) => text)).toEqual(["psst"]);
});

it("tells who somebody is", async () => {
  const people = [
    { name: "anna", isAdmin: true, tz: "Asia/Tokyo" },
    { name: "eve", team: "TOTHER", isStranger: true },
  ];
  const { client } = await opened({ ...smallTeam, people });
  const { user: anna } = await client.users.info({ user: "UANNA" });
  expect([anna?.is_admin, anna?.tz, anna?.team_id]).toEqual([true, "Asia/Tokyo", "TACME"]);
  const { user: eve } = await client.users.info({ user: "UEVE" });
  expect([eve?.team_id, eve && "is_stranger" in eve ? eve.is_stranger : null]).toEqual(["TOTHER", true]);
  expect(await codeOf(client.users.info({ user: "UNOBODY" }))).toBe("user_not_found");
});

it("lists the channels of a kind, and opens direct ones", async () => {
  const { client } = await opened(rooms);
  const { channels } = await client.conversations.list({ exclude_archived: true });
  expect(channels?.map(({ id, is_member }) => [id, is_member])).toEqual([
    ["CDRILLS", true],
    ["CELSEWHERE", false],
  ]);
  expect((await client.conversations.open({ users: "UANNA" })).channel?.id).toBe("DANNA");
  expect(await codeOf(client.conversations.open({ users: "UBEN" }))).toBe("user_disabled");
  expect((await client.conversations.members({ channel: "CDRILLS" })).members).toEqual(["UANNA", "UBEN", "UDRILLBOT"]);
});

it("uploads a picture and shares it", async () => {
  const { client, workspace } = await opened();
  await client.filesUploadV2({
    channel_id: "CDRILLS",
    file: Buffer.from("png"),
    filename: "chart.png",
    initial_comment: "Look",
  });
  expect((await workspace.messages({ channel: "drills" })).map(({ text, isBots }) => [text, isBots])).toEqual([
    ["Look", true],
  ]);
});

describe("a form", () => {
  const view = { type: "modal" as const, title: { type: "plain_text" as const, text: "Setup" }, blocks: [] };
  const time = { startsAt: "2027-03-15T08:00:00Z", wallMs: 0, speed: 0 };

  it("opens once and within 3 s of what somebody did", async () => {
    const { client, workspace } = await opened({ ...smallTeam, time });
    const open = (trigger_id: string) => codeOf(client.views.open({ trigger_id, view }));
    const [first, second] = [await workspace.trigger({ user: "anna" }), await workspace.trigger({ user: "anna" })];
    expect([await open(first), await open(first)]).toEqual(["ok", "exchanged_trigger_id"]);
    await workspace.moveTime({ instant: "2027-03-15T08:00:03.001Z" });
    expect([await open(second), await open("made-up")]).toEqual(["expired_trigger_id", "invalid_trigger_id"]);
  });

  it("is not overwritten by who saw it before it changed", async () => {
    const { client, workspace } = await opened({ ...smallTeam, time });
    const { view: open } = await client.views.open({ trigger_id: await workspace.trigger({ user: "anna" }), view });
    const [view_id = "", hash = ""] = [open?.id, open?.hash];
    expect(await codeOf(client.views.update({ view_id, hash, view }))).toBe("ok");
    expect(await codeOf(client.views.update({ view_id, hash, view }))).toBe("hash_conflict");
    expect(await codeOf(client.views.update({ view_id: "VNONE", view }))).toBe("not_found");
  });
});
