import { describe, expect, it } from "vitest";
import type { Call } from "../../../../src/adapters/slack/calls/client.ts";
import { refusalOf } from "../../../../src/adapters/slack/calls/refusals.ts";
import { History } from "../../../../src/adapters/slack/saying/history.ts";
import { metadataOf } from "../../../../src/adapters/slack/saying/keyed.ts";
import { Posting } from "../../../../src/adapters/slack/saying/posting.ts";
import type { ChannelKey, DeliveryKey, MessageId } from "../../../../src/core/keys.ts";
import type { Grant } from "../../../../src/ports/pacing.ts";
import { someIdentity } from "../some-identity.ts";

const channel = "slack/T1/C1" as ChannelKey;
const key = "slack/T1/C1/reveal/2027-03-15/0" as DeliveryKey;
const since = Temporal.Instant.from("2027-03-15T08:00:00Z");
const root = "1805097600.000100" as MessageId;
const under = { channel, thread: null, id: root };
const ts = (at: number): string => `${1_805_097_700 + at}.000000`;

type Answer = Readonly<Record<string, unknown>> | Error;

/** A history whose pages are these answers, one after another. */
function pagesOf(...answers: readonly Answer[]) {
  const asked: Readonly<Record<string, unknown>>[] = [];
  const turns: unknown[] = [];
  const read: Call = async (method, args, shape) => {
    asked.push({ method, ...args });
    const answer = answers[asked.length - 1];
    if (answer instanceof Error) throw answer;
    return shape.parse(answer);
  };
  const clients = { post: read, read, interact: read };
  const who = () => someIdentity;
  const names = async (people: readonly string[]) => new Map(people.map((id) => [id, `name of ${id}`]));
  const history = new History({ clients, posting: new Posting(clients, who), who, names });
  const grant: Grant = {
    told: () => undefined,
    more: async (counted) => {
      turns.push(counted);
    },
  };
  return { history, asked, turns, grant };
}

const page = (messages: readonly object[], cursor = "") => ({ messages, response_metadata: { next_cursor: cursor } });
const reply = (at: number, user = "U1") => ({ ts: ts(at), thread_ts: root, user, text: `reply ${at}` });

describe("looking for a post", () => {
  it("goes on from page to page, each in its turn, until it is found", async () => {
    const ours = { ts: ts(9), thread_ts: root, bot_id: "BBOT", metadata: metadataOf(key) };
    const pages = [page([{ ts: root }, reply(1)], "a"), page([reply(2)], "b"), page([ours, reply(3)], "c")];
    const { history, asked, turns, grant } = pagesOf(...pages);
    expect(await history.find({ kind: "thread", of: under }, key, since, grant)).toEqual({
      channel,
      thread: root,
      id: ts(9),
    });
    expect(asked.map(({ method, cursor }) => [method, cursor])).toEqual([
      ["conversations.replies", undefined],
      ["conversations.replies", "a"],
      ["conversations.replies", "b"],
    ]);
    expect(turns).toEqual([
      { route: "conversations.replies", posts: false },
      { route: "conversations.replies", posts: false },
    ]);
    expect(asked[0]).toMatchObject({ oldest: "1805097600.000000", inclusive: true, include_all_metadata: true });
  });

  it("finds nothing only at the end of the last page", async () => {
    const { history, asked } = pagesOf(page([], "a"), page([]));
    expect(await history.find({ kind: "channel", channel }, key, since)).toBe(null);
    expect(asked.map(({ method }) => method)).toEqual(["conversations.history", "conversations.history"]);
  });

  it("takes no reply that is also in the channel for a post in the channel", async () => {
    const broadcast = { ts: ts(1), thread_ts: root, subtype: "thread_broadcast", metadata: metadataOf(key) };
    expect(await pagesOf(page([broadcast])).history.find({ kind: "channel", channel }, key, since)).toBe(null);
  });

  it("tells when it could not look to the end", async () => {
    const { history } = pagesOf(page([], "a"), refusalOf("conversations.history", "missing_scope"));
    await expect(history.find({ kind: "channel", channel }, key, since)).rejects.toMatchObject({
      code: "platform.refused",
      why: "missing-permission",
    });
  });
});

describe("reading a thread", () => {
  it("puts people's replies of all pages in order, with their names", async () => {
    const bots = { ts: ts(5), thread_ts: root, user: "U9", bot_id: "B9", text: "from a bot" };
    const odd = { ts: "yesterday", text: 7 };
    const pages = [page([{ ts: root, user: "UBOT" }, reply(3), odd], "a"), page([{ ts: root }, reply(2, "U2"), bots])];
    const reading = await pagesOf(...pages).history.readThread(under, null);
    expect(reading.kind === "read" && reading.replies.map(({ name, text }) => [name, text])).toEqual([
      ["name of U2", "reply 2"],
      ["name of U1", "reply 3"],
    ]);
  });

  it.each([
    ["thread_not_found", "thread-gone"],
    ["message_not_found", "thread-gone"],
    ["channel_not_found", "thread-gone"],
    ["not_in_channel", "not-allowed"],
    ["missing_scope", "not-allowed"],
    ["token_revoked", "not-allowed"],
    ["ratelimited", "slow"],
    ["fatal_error", "slow"],
  ])("that is refused as %s is unreadable as %s", async (code, why) => {
    const { history } = pagesOf(refusalOf("conversations.replies", code));
    expect(await history.readThread(under, null)).toEqual({ kind: "unreadable", why });
  });

  it("is never half read", async () => {
    const { history } = pagesOf(page([reply(1)], "a"), refusalOf("conversations.replies", "ratelimited"));
    expect(await history.readThread(under, null)).toEqual({ kind: "unreadable", why: "slow" });
  });
});
