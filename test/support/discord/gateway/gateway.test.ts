import { type Client, Events, GatewayIntentBits } from "discord.js";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { type Fields, isRecord } from "../../stand-in/record.ts";
import type { DiscordApp, RunningDiscord } from "../client.ts";
import { clientOf, loggedIn, opened, smallServer } from "../opened.ts";
import { ops } from "./connection.ts";
import { intents } from "./intents.ts";

/** Lets a client identify without the five seconds of the wall that it waits else. */
const atOnce = () => Promise.resolve({ waitForIdentify: () => Promise.resolve() });

/** A bot that writes down what people say. */
async function listening() {
  const { discord, app } = await opened();
  const client = await loggedIn(discord, app, { ws: { buildIdentifyThrottler: atOnce } });
  const heard: string[] = [];
  client.on(Events.MessageCreate, ({ content }) => heard.push(content));
  return { discord, app, client, heard };
}

const says = (app: DiscordApp, text: string): Promise<string> => app.write({ channel: "drills", user: "anna", text });
const resumed = (client: Client): Promise<unknown> =>
  new Promise((resolve) => client.once(Events.ShardResume, resolve));
const ready = (client: Client): Promise<unknown> => new Promise((resolve) => client.once(Events.ShardReady, resolve));

describe("a session", () => {
  it("is resumed after a broken connection: what was missed comes in its order", async () => {
    const { app, client, heard } = await listening();
    await says(app, "before");
    const again = resumed(client);
    await app.gateway({ do: "keep-out" });
    await app.gateway({ do: "break" });
    for (const text of ["one", "two", "three"]) await says(app, text);
    await app.gateway({ do: "let-in" });
    await again;
    await expect.poll(() => heard).toEqual(["before", "one", "two", "three"]);
    const { identified, resumed: times, sessions } = await app.wire();
    expect([identified, times, sessions]).toEqual([1, 1, 1]);
  });

  it.each([
    ["was told to reconnect", { do: "reconnect" }, "resumed"],
    ["is invalid for now", { do: "invalidate", resumable: true }, "resumed"],
    ["is invalid for good", { do: "invalidate", resumable: false }, "new"],
    ["is forgotten", { do: "lose-sessions" }, "new"],
    ["was closed with an unknown error", { do: "close", code: 4000 }, "resumed"],
    ["timed out", { do: "close", code: 4009 }, "resumed"],
    ["has a wrong number", { do: "close", code: 4007 }, "new"],
  ] as const)("that %s", async (_name, wire, becomes) => {
    const { app, client, heard } = await listening();
    await app.moveTime({ instant: Temporal.Now.instant().add({ seconds: 10 }).toString() });
    const again = becomes === "resumed" ? resumed(client) : ready(client);
    await app.gateway(wire);
    await again;
    await says(app, "after");
    await expect.poll(() => heard).toEqual(["after"]);
    const { identified, resumed: times } = await app.wire();
    expect([identified, times]).toEqual(becomes === "resumed" ? [1, 1] : [2, 0]);
  });

  it("that is gone takes what was missed with it", async () => {
    const { app, client, heard } = await listening();
    await app.moveTime({ instant: Temporal.Now.instant().add({ seconds: 10 }).toString() });
    await says(app, "before");
    const again = ready(client);
    await app.gateway({ do: "keep-out" });
    await app.gateway({ do: "lose-sessions" });
    await says(app, "missed");
    await app.gateway({ do: "let-in" });
    await again;
    await says(app, "after");
    await expect.poll(() => heard).toEqual(["before", "after"]);
    const contents = (await app.untold()).flatMap(({ t, d }) =>
      t === "MESSAGE_CREATE" && isRecord(d) ? [d["content"]] : [],
    );
    // Nobody knows whether it heard what came before: no heartbeat has said so.
    expect(contents).toEqual(["missed", "before"]);
  });

  it("hears the same again when it is repeated, and another session on its shard hears it too", async () => {
    const { discord, app, client } = await listening();
    await app.moveTime({ instant: Temporal.Now.instant().add({ seconds: 10 }).toString() });
    const second = await loggedIn(discord, app);
    const heard: unknown[] = [];
    // discord.js itself drops the second of two messages with one id.
    for (const [name, one] of [
      ["first", client],
      ["second", second],
    ] as const) {
      one.on(Events.Raw, ({ t, s }: Fields) => void (t === "MESSAGE_CREATE" && heard.push(`${name} ${String(s)}`)));
    }
    await says(app, "hello");
    await app.repeat(1);
    await expect.poll(() => heard.toSorted()).toEqual(["first 3", "first 4", "second 3", "second 4"]);
  });

  it("without Message Content hears what mentions the bot, and of the rest only that it was said", async () => {
    const { discord, app } = await opened({ ...smallServer, messageContent: "off" });
    const client = await loggedIn(discord, app, {
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages],
    });
    const heard: string[] = [];
    client.on(Events.MessageCreate, ({ cleanContent }) => heard.push(cleanContent));
    await says(app, "secret");
    await says(app, "<@the bot> open");
    await expect.poll(() => heard).toEqual(["", "@Daily Drill open"]);
  });
});

describe("a client", () => {
  it.each([
    ["with a wrong token", { token: "drill.token.wrong" }, 4004],
    ["with an intent that is not granted", { intents: intents.guilds | intents.messageContent }, 4014],
    ["with an unknown intent", { intents: 1 << 30 }, 4013],
    ["with a shard that cannot be", { shard: [1, 1] }, 4010],
    ["that is refused by order", {}, 4004],
  ] as const)("%s is sent away", async (_name, asked, code) => {
    const { discord, app } = await opened({ ...smallServer, messageContent: "off" });
    if (Object.keys(asked).length === 0) await app.gateway({ do: "refuse", code });
    const gateway = await connected(discord);
    const closed = gateway.closed();
    gateway.send({
      op: ops.identify,
      d: { token: app.keys.token, intents: 1, shard: [0, 1], properties: {}, ...asked },
    });
    expect(await closed).toBe(code);
  });

  it("that says something before it says who it is, twice who it is, or nonsense is sent away", async () => {
    const { discord, app } = await opened();
    const identify = { op: ops.identify, d: { token: app.keys.token, intents: 1, properties: {} } };
    const sent = async (...frames: readonly unknown[]): Promise<number> => {
      const gateway = await connected(discord);
      const closed = gateway.closed();
      for (const frame of frames) gateway.send(frame);
      return await closed;
    };
    expect(await sent({ op: 3, d: {} })).toBe(4003);
    expect(await sent(identify, identify)).toBe(4005);
    expect(await sent("nonsense")).toBe(4002);
  });

  it("that starts twice within five seconds is put off, and one that has spent its budget has no token any more", async () => {
    const { discord, app } = await opened({ ...smallServer, identify: { remaining: 2, maxConcurrency: 1 } });
    const identify = { op: ops.identify, d: { token: app.keys.token, intents: 1, properties: {} } };
    const first = await connected(discord);
    first.send(identify);
    await first.frame("READY");
    const second = await connected(discord);
    second.send(identify);
    expect(await second.frame(ops.invalid)).toEqual({ op: 9, d: false });
    await app.moveTime({ instant: Temporal.Now.instant().add({ seconds: 6 }).toString() });
    second.send(identify);
    await second.frame("READY");
    await app.moveTime({ instant: Temporal.Now.instant().add({ seconds: 12 }).toString() });
    const third = await connected(discord);
    const closed = [first.closed(), third.closed()];
    third.send(identify);
    expect(await Promise.all(closed)).toEqual([4004, 4004]);
  });

  it("is told how many sessions are left to it", async () => {
    const { discord, app } = await opened({
      ...smallServer,
      identify: { total: 1_000, remaining: 7, resetAfterMs: 60_000 },
    });
    await app.identifyBudget({ remaining: 0 });
    const client = clientOf(discord);
    await expect(client.login(app.keys.token)).rejects.toThrow(
      "Not enough sessions remaining to spawn 1 shards; only 0 remaining",
    );
    expect((await app.wire()).identified).toBe(0);
  });

  it("that hears nothing any more knows by its heartbeats, and resumes", async () => {
    const { discord, app } = await opened({ ...smallServer, quirks: { heartbeatWallMs: 150 } });
    const client = await loggedIn(discord, app);
    const heard: string[] = [];
    client.on(Events.MessageCreate, ({ content }) => heard.push(content));
    const again = resumed(client);
    await app.gateway({ do: "silent" });
    await says(app, "in the dark");
    await expect.poll(async () => (await app.wire()).connected, { timeout: 5_000 }).toBe(1);
    await app.gateway({ do: "break" });
    await app.gateway({ do: "speaking" });
    await again;
    await expect.poll(() => heard).toEqual(["in the dark"]);
  });
});

describe("what happens to guilds", () => {
  it("is told: an outage is no leave, a kick is one, and an invitation brings the bot back", async () => {
    const { app, client } = await listening();
    const told: string[] = [];
    for (const name of [
      Events.GuildUnavailable,
      Events.GuildAvailable,
      Events.GuildDelete,
      Events.GuildCreate,
    ] as const) {
      client.on(name, (guild) => told.push(`${name} ${guild.name}`));
    }
    client.on(Events.ChannelDelete, (channel) =>
      told.push(channel.isDMBased() ? "" : `${Events.ChannelDelete} ${channel.name}`),
    );
    await app.outage({ guild: "acme", unavailable: true });
    await app.outage({ guild: "acme", unavailable: false });
    await app.changeChannel({ channel: "drills", to: "deleted" });
    await app.kick({ guild: "acme" });
    await app.invite({ guild: "acme" });
    await expect
      .poll(() => told)
      .toEqual([
        "guildUnavailable acme",
        "guildAvailable acme",
        "channelDelete drills",
        "guildDelete acme",
        "guildCreate acme",
      ]);
  });

  it("goes to the shard that the guild is on", async () => {
    const ids = [0, 1].map((shard) => String((BigInt(shard + 2 ** 40) << 22n) + 1n));
    const guilds = ids.map((id, at) => ({ name: `g${at}`, id, channels: [{ name: "drills" }] }));
    const { discord, app } = await opened({
      users: [{ name: "anna" }],
      guilds,
      quirks: { shards: 2 },
      identify: { maxConcurrency: 2 },
    });
    const bots = await Promise.all(
      [0, 1].map(async (shard) => {
        const gateway = await connected(discord);
        const asked = {
          token: app.keys.token,
          intents: intents.guilds | intents.guildMessages,
          shard: [shard, 2],
          properties: {},
        };
        gateway.send({ op: ops.identify, d: asked });
        await gateway.frame("GUILD_CREATE");
        return gateway;
      }),
    );
    await app.write({ channel: "g1/drills", user: "anna", text: "to the second" });
    const heard = await bots[1]?.frame("MESSAGE_CREATE");
    expect(isRecord(heard?.["d"]) ? heard["d"]["guild_id"] : null).toBe(ids[1]);
    expect(bots.map((one) => one.count("MESSAGE_CREATE"))).toEqual([0, 1]);
  });
});

/** A bare connection to the gateway. */
async function connected({ apiUrl }: RunningDiscord) {
  const socket = new WebSocket(`${apiUrl.replace(/^http(.*)\/api$/u, "ws$1")}/gateway/drill?v=10&encoding=json`);
  onTestFinished(() => socket.terminate());
  const frames: Fields[] = [];
  socket.on("message", (data) => {
    const frame: unknown = JSON.parse(String(data));
    if (isRecord(frame)) frames.push(frame);
  });
  const find = (what: string | number) => frames.find(({ op, t }) => op === what || t === what);
  const frame = async (what: string | number): Promise<Fields> => {
    await expect.poll(() => find(what) !== undefined).toBe(true);
    return find(what) ?? {};
  };
  await frame(ops.hello);
  return {
    frame,
    count: (type: string) => frames.filter(({ t }) => t === type).length,
    closed: () => new Promise<number>((resolve) => socket.once("close", resolve)),
    send: (sent: unknown) => socket.send(typeof sent === "string" ? sent : JSON.stringify(sent)),
  };
}
