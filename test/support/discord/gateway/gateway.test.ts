import { Events, GatewayIntentBits } from "discord.js";
import { describe, expect, it } from "vitest";
import { type Fields, isRecord } from "../../stand-in/record.ts";
import { loggedIn, opened, smallServer } from "../opened.ts";
import { connected } from "./bare-connection.ts";
import { ops } from "./connection.ts";
import { intents } from "./intents.ts";
import { listening, ready, resumed, says } from "./listening.ts";

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

  it("is told of roles: made, changed, deleted", async () => {
    const { app, client } = await listening();
    const told: string[] = [];
    client.on(Events.GuildRoleCreate, ({ name }) => told.push(`made ${name}`));
    client.on(Events.GuildRoleUpdate, (_old, role) =>
      told.push(`${role.name} may ${role.permissions.toArray().join()}`),
    );
    client.on(Events.GuildRoleDelete, ({ name }) => told.push(`deleted ${name}`));
    await app.addRole({ guild: "acme", name: "leads" });
    await app.permit({ guild: "acme", role: "leads", permissions: ["MANAGE_CHANNELS"] });
    await app.removeRole({ guild: "acme", role: "leads" });
    await expect.poll(() => told).toEqual(["made leads", "leads may ManageChannels", "deleted leads"]);
    await expect(app.permit({ guild: "acme", role: "leads", permissions: [] })).rejects.toThrow(
      "no role leads in acme",
    );
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
