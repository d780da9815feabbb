import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { keyOfChannel } from "../../../src/adapters/slack/ids.ts";
import { botScopes } from "../../../src/adapters/slack/manifest.ts";
import { openSlack, type Slack } from "../../../src/adapters/slack/slack.ts";
import type { ChannelKey, DeliveryKey, MessageId, PersonId } from "../../../src/core/keys.ts";
import { note } from "../../../src/core/message/answer-messages.ts";
import type { Place } from "../../../src/core/message/message.ts";
import { Recorder } from "../../contract/platform/stage.ts";
import {
  botToken,
  botUser,
  type EmulatedSlack,
  openEmulatedSlack,
  peoplesTokens,
} from "../../support/emulate/emulated-slack.ts";
import { TestClock } from "../../support/test-clock.ts";
import { quietLog } from "../playground/quiet-log.ts";
import { pauseOnTheWall } from "./slack-rig.ts";

// The side of the adapter that calls Slack's methods, against a Web API that we did not write. It has neither sockets nor
// commands, presses, forms and their triggers: those are tested over the stand-in.

const listed = z.looseObject({ channels: z.array(z.looseObject({ id: z.string(), name: z.string() })) });
const members = z.looseObject({ members: z.array(z.looseObject({ id: z.string(), name: z.string() })) });

type Stage = Readonly<{
  emulated: EmulatedSlack;
  slack: Slack;
  channel: ChannelKey;
  id: string;
  people: Map<string, PersonId>;
}>;

/** The adapter, started by signed HTTP, since there are no sockets. */
async function start(scopes: readonly string[] = botScopes): Promise<Stage> {
  const emulated = await openEmulatedSlack(scopes);
  const { channels } = listed.parse(await emulated.call("conversations.list", {}));
  const id = channels.find(({ name }) => name === "backend")?.id ?? "";
  await emulated.call("conversations.invite", { channel: id, users: botUser });
  const everybody = members.parse(await emulated.call("users.list", {})).members;
  const slack = openSlack({
    botToken,
    apiUrl: emulated.apiUrl,
    line: { kind: "http", signingSecret: "secret", host: "127.0.0.1", port: 0 },
    clock: new TestClock(Temporal.Now.instant().toString()),
    log: quietLog,
    pause: pauseOnTheWall,
  });
  await slack.start(new Recorder().handlers);
  const people = new Map(everybody.map((one) => [one.name, one.id as PersonId] as const));
  return { emulated, slack, channel: keyOfChannel({ team: "T000000001" }, id), id, people };
}

const longAgo = Temporal.Instant.from("2020-01-01T00:00:00Z");
const keyed = (channel: ChannelKey, part: number): DeliveryKey =>
  `${channel}/question/2027-03-15/${part}` as DeliveryKey;

describe("with all its scopes", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await start();
  });
  afterAll(async () => {
    await stage.slack.stop();
    await stage.emulated.close();
  });
  const place = (): Place => ({ kind: "channel", channel: stage.channel });

  it("knows who it is, the channel and its people", async () => {
    const { slack, channel, people } = stage;
    expect(await slack.channel(channel)).toEqual({ channel, name: "backend", general: false, lacks: null });
    const id = people.get("jonas") ?? ("" as PersonId);
    expect(await slack.person(channel, id)).toEqual({
      id,
      name: "jonas",
      zone: null,
      manager: false,
      maySetUp: true,
      standing: "member",
      roles: [],
    });
    expect((await slack.person(channel, "UNOBODY" as PersonId)).standing).toBe("gone");
  });

  it("posts a message, finds it by its key, edits it and still finds it; another key finds nothing", async () => {
    const { slack, channel } = stage;
    const ref = await slack.post(place(), note("What is a lock?"), keyed(channel, 0));
    expect(await slack.find(place(), keyed(channel, 0), longAgo)).toEqual(ref);
    await slack.edit(ref, note("What is a lease?"));
    expect(await slack.find(place(), keyed(channel, 0), longAgo)).toEqual(ref);
    expect(await slack.find(place(), keyed(channel, 9), longAgo)).toBe(null);
    const { messages } = z
      .looseObject({ messages: z.array(z.looseObject({ ts: z.string(), text: z.string() })) })
      .parse(await stage.emulated.call("conversations.history", { channel: stage.id }));
    expect(messages.find(({ ts }) => ts === ref.id)?.text).toBe("What is a lease?");
  });

  it("answers in a thread, finds that there and not in the channel, and reads what people wrote", async () => {
    const { slack, channel, emulated, id, people } = stage;
    const asked = await slack.post(place(), note("What is a queue?"), keyed(channel, 1));
    const first = await emulated.call("chat.postMessage", {
      channel: id,
      thread_ts: asked.id,
      text: "A line &amp; its end.",
    });
    await emulated.call(
      "chat.postMessage",
      { channel: id, thread_ts: asked.id, text: "Work that waits." },
      peoplesTokens.priya,
    );
    const under: Place = { kind: "thread", of: asked };
    const reply = await slack.post(under, note("Reference answer"), keyed(channel, 2));
    expect(await slack.find(under, keyed(channel, 2), longAgo)).toEqual(reply);
    expect(await slack.find(place(), keyed(channel, 2), longAgo)).toBe(null);
    const reading = await slack.readThread(asked, null);
    const replies = reading.kind === "read" ? reading.replies : [];
    expect(replies.map(({ person, name, text }) => [person, name, text])).toEqual([
      [people.get("jonas"), "jonas", "A line & its end."],
      [people.get("priya"), "priya", "Work that waits."],
    ]);
    await slack.mark({ channel, thread: asked.id, id: first.ts as MessageId });
    // A second time Slack refuses, which is what was wanted.
    await slack.mark({ channel, thread: asked.id, id: first.ts as MessageId });
    const told = await emulated.call("reactions.get", { channel: id, timestamp: first.ts });
    expect(told["message"]).toMatchObject({ reactions: [{ name: "memo", users: [botUser], count: 1 }] });
  });

  it("whispers to who is in the channel", async () => {
    const { slack, channel, people } = stage;
    expect(await slack.whisper(channel, people.get("jonas") ?? ("" as PersonId), note("Only you see this."))).toBe(
      true,
    );
  });

  it("an edit of a message that is not there is refused as gone", async () => {
    const { slack, channel } = stage;
    const nowhere = { channel, thread: null, id: "1600000000.000100" as MessageId };
    await expect(slack.edit(nowhere, note("?"))).rejects.toMatchObject({
      code: "platform.refused",
      why: "message-gone",
    });
  });

  it("a channel that is not there is refused as gone, and told as one to be invited to", async () => {
    const { slack } = stage;
    const channel = keyOfChannel({ team: "T000000001" }, "CNOWHERE");
    const posting = slack.post({ kind: "channel", channel }, note("?"), keyed(channel, 0));
    await expect(posting).rejects.toMatchObject({ code: "platform.refused", why: "channel-gone" });
    expect((await slack.channel(channel)).lacks?.why).toBe("channel-gone");
  });
});

it.each([
  [
    "chat:write",
    (stage: Stage) => stage.slack.post({ kind: "channel", channel: stage.channel }, note("?"), keyed(stage.channel, 0)),
  ],
  ["channels:read", (stage: Stage) => stage.slack.channel(stage.channel)],
  [
    "channels:history",
    (stage: Stage) => stage.slack.find({ kind: "channel", channel: stage.channel }, keyed(stage.channel, 0), longAgo),
  ],
  ["users:read", (stage: Stage) => stage.slack.person(stage.channel, stage.people.get("jonas") ?? ("" as PersonId))],
  [
    "reactions:write",
    (stage: Stage) => stage.slack.mark({ channel: stage.channel, thread: null, id: "1600000000.000100" as MessageId }),
  ],
] as const)("without %s it is refused as a permission that is missing", async (scope, ask) => {
  const stage = await start(botScopes.filter((one) => one !== scope));
  try {
    await expect(ask(stage)).rejects.toMatchObject({ code: "platform.refused", why: "missing-permission" });
  } finally {
    await stage.slack.stop();
    await stage.emulated.close();
  }
});
