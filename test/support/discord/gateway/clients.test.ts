import { Events } from "discord.js";
import { describe, expect, it } from "vitest";
import { clientOf, loggedIn, opened, smallServer } from "../opened.ts";
import { connected } from "./bare-connection.ts";
import { ops } from "./connection.ts";
import { intents } from "./intents.ts";
import { resumed, says } from "./listening.ts";

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
