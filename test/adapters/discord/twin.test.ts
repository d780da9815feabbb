import type { IncomingMessage } from "node:http";
import type { Server } from "node:net";
import { ChannelType } from "discord.js";
import { DigitalDiscord } from "discord-digital-twin";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Discord, openDiscord } from "../../../src/adapters/discord/discord.ts";
import { keyOfChannel } from "../../../src/adapters/discord/ids.ts";
import type { ChannelKey, DeliveryKey } from "../../../src/core/keys.ts";
import type { Form, Place } from "../../../src/core/message/message.ts";
import { messageOf, Recorder } from "../../contract/platform/stage.ts";
import { onLoopback } from "../../support/stand-in/on-loopback.ts";
import { TestClock } from "../../support/test-clock.ts";
import { quietLog } from "../playground/quiet-log.ts";
import { pauseOnTheWall } from "../slack/slack-rig.ts";

// The adapter against a Discord that we did not write. It knows no RESUME, no nonces, no permissions and no limits, checks no
// payload, and gives a thread another id than its message: all that is tested over the stand-in.

/** discord.js writes `@me` in percents, as Discord may be asked; this one does not read that. */
function readAddresses(server: Server): void {
  server.prependListener("request", (request: IncomingMessage) => {
    request.url = request.url?.replaceAll("%40", "@");
  });
}

const twin = new DigitalDiscord({
  guild: { name: "acme" },
  channels: [{ name: "drills", type: ChannelType.GuildText }],
  users: [{ username: "jonas" }],
});
const heard = new Recorder();
let discord: Discord;
let channel: ChannelKey;
let id: string;

beforeAll(async () => {
  await onLoopback(() => twin.start(), readAddresses);
  const [drills] = await twin.prisma.channel.findMany();
  id = drills?.id ?? "";
  channel = keyOfChannel(twin.guildId, id);
  discord = openDiscord({
    token: twin.botToken,
    apiUrl: twin.restUrl,
    apiVersion: "10",
    clock: new TestClock(Temporal.Now.instant().toString()),
    log: quietLog,
    pause: pauseOnTheWall,
  });
  await discord.start(heard.handlers);
});
afterAll(async () => {
  await discord.stop();
  await twin.stop();
});

const place = (): Place => ({ kind: "channel", channel });
const keyed = (part: number): DeliveryKey => `${channel}/question/2027-03-15/${part}` as DeliveryKey;
const longAgo = Temporal.Instant.from("2020-01-01T00:00:00Z");
const jonas = async () => twin.channel(id).user((await twin.getFirstNonBotUserId()) ?? "");
const button = { kind: "button", id: "good", label: "Good", style: "plain" } as const;
const form: Form = {
  id: "answer",
  title: "Your answer",
  submit: "Save",
  intro: [],
  fields: [
    {
      kind: "text",
      name: "text",
      label: "Answer",
      hint: null,
      required: true,
      value: "",
      multiline: true,
      maxChars: 3_000,
    },
  ],
};

describe("the adapter against somebody else's Discord", () => {
  it("logs in, and knows the channel", async () => {
    expect(discord.isConnected()).toBe(true);
    expect((await discord.channel(channel)).name).toBe("drills");
  });

  it("posts a message, finds it by its key, edits it and still finds it; another key finds nothing", async () => {
    const ref = await discord.post(place(), messageOf("What is a lock?"), keyed(0));
    expect(await discord.find(place(), keyed(0), longAgo)).toEqual(ref);
    await discord.edit(ref, messageOf("What is a lease?"));
    expect(await discord.find(place(), keyed(0), longAgo)).toEqual(ref);
    expect(await discord.find(place(), keyed(9), longAgo)).toBe(null);
    const said = (await twin.channel(id).getMessages()).find((one) => one.id === ref.id);
    expect(said?.content.replace(/\p{Cf}/gu, "")).toBe("What is a lease?");
  });

  it("starts a thread under a question", async () => {
    await discord.post(place(), messageOf("What is a queue?", { thread: "Answers", actions: [button] }), keyed(1));
    expect((await twin.channel(id).getThreads()).map(({ name }) => name)).toEqual(["Answers"]);
  });

  it("hears a command and answers it", async () => {
    heard.answer = { kind: "message", message: messageOf("Next: Monday"), replace: false };
    const status = { name: "status", type: 1, options: [] };
    const asked = await (await jonas()).runSlashCommand({ name: "drill", options: [status] });
    const { acknowledged } = await twin.channel(id).waitForInteractionAck({ interactionId: asked.id });
    await discord.idle();
    expect([acknowledged, heard.of("command").map(({ text }) => text)]).toEqual([true, ["status"]]);
    const response = await twin.channel(id).getInteractionResponse(asked.id);
    expect(response?.type).toBe(4);
  });

  it("hears a press, opens a form and hears what was filled in", async () => {
    const { id: message } = await discord.post(place(), messageOf("Q", { actions: [button] }), keyed(2));
    const [posted] = (await twin.channel(id).getMessages()).filter((one) => one.id === message);
    const [customId = ""] = customIdsIn(JSON.stringify(posted?.components));
    heard.answer = { kind: "form", form };
    const person = await jonas();
    const pressed = await person.clickButton({ messageId: message, customId });
    await twin.channel(id).waitForInteractionAck({ interactionId: pressed.id });
    await discord.idle();
    const opened = await twin.channel(id).getInteractionResponse(pressed.id);
    expect([opened?.type, heard.of("pressed").map(({ action }) => action)]).toEqual([9, ["good"]]);
    heard.answer = { kind: "message", message: messageOf("Saved"), replace: false };
    const [formId = "", field = ""] = customIdsIn(opened?.data ?? "");
    const sent = await person.submitModal({
      customId: formId,
      fields: [{ customId: field, value: "It keeps others out." }],
    });
    await twin.channel(id).waitForInteractionAck({ interactionId: sent.id });
    await discord.idle();
    expect(heard.of("submitted").map(({ values }) => values)).toEqual([{ text: "It keeps others out." }]);
    expect((await twin.channel(id).getInteractionResponse(sent.id))?.type).toBe(4);
  });
});

const customIdsIn = (json: string): readonly string[] =>
  [...json.matchAll(/"custom_id":"([^"]+)"/gu)].map(([, one = ""]) => one);
