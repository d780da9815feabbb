import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Examined, examine, withRead } from "../../../src/adapters/discord/doctor.ts";
import { keyOfChannel } from "../../../src/adapters/discord/ids.ts";
import { inviteAddress, permissionReasons } from "../../../src/adapters/discord/invite.ts";
import { registerCommands, removeCommands } from "../../../src/adapters/discord/register.ts";
import { neededPermissions } from "../../../src/adapters/discord/servers/permissions.ts";
import type { DiscordApp, RunningDiscord } from "../../support/discord/client.ts";
import { type Opening, usualBotPermissions } from "../../support/discord/control/opening.ts";
import { openDiscord } from "../../support/discord/discord.ts";
import { eventsIn, openedDiscord } from "./opened.ts";

let running: RunningDiscord;
beforeAll(async () => {
  running = await openDiscord();
});
afterAll(() => running.stop());

let apps = 0;
async function opened(opening: Opening = {}) {
  const app = await running.open({ app: `tools${++apps}`, ...opening });
  const options: Examined = {
    token: app.keys.token,
    apiUrl: running.apiUrl,
    apiVersion: "10",
    now: () => Temporal.Now.instant(),
    sleep: async () => undefined,
  };
  const registry = { application: app.keys.applicationId, guild: null };
  const register = () => withRead(options, (read) => registerCommands(read, registry));
  return { app, options, registry, register };
}

const keyOf = async ({ keys, channel }: DiscordApp, name: string) =>
  keyOfChannel(keys.guilds["acme"] ?? "", (await channel(name)).id);
const puts = async (app: DiscordApp) =>
  (await app.calls()).filter(({ route }) => route.startsWith("PUT")).map(({ route }) => route);

describe("the invite", () => {
  it("asks for the commands and exactly the permissions that the bot needs, each with a reason", () => {
    const address = new URL(inviteAddress("100000000000000001"));
    expect(address.origin + address.pathname).toBe("https://discord.com/oauth2/authorize");
    expect(Object.fromEntries(address.searchParams)).toEqual({
      client_id: "100000000000000001",
      scope: "bot applications.commands",
      permissions: String(
        (1n << 6n) | (1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 16n) | (1n << 35n) | (1n << 38n),
      ),
      integration_type: "0",
    });
    expect(Object.keys(permissionReasons)).toEqual(neededPermissions.map(({ name }) => name));
  });
});

describe("registering", () => {
  it("happens when the commands differ, never otherwise", async () => {
    const { app, register } = await opened();
    expect(await register()).toBe("registered");
    expect((await app.commands()).map(({ name }) => name).toSorted()).toEqual([
      "Not my answer",
      "Use as my answer",
      "drill",
    ]);
    expect(await register()).toBe("unchanged");
    expect(await puts(app)).toEqual(["PUT /applications/:id/commands"]);
    expect(await app.violations()).toEqual([]);
  });

  it("that fails keeps nobody from being heard, and is told to the operator", async () => {
    const { app: own, platform, heard, rig, log } = await openedDiscord();
    await own.fault({
      route: "GET /applications/:id/commands",
      fault: { kind: "status", status: 500, carriedOut: false },
      times: 3,
    });
    await platform.start(heard.handlers);
    await platform.idle();
    expect(eventsIn(log)).toEqual(["discord: registering the commands failed"]);
    await rig.as(rig.people.first.id).command("help");
    expect(heard.of("command").map(({ text }) => text)).toEqual(["help"]);
  });

  it("in one server leaves those of all servers alone, and can be taken back", async () => {
    const { app, options, registry } = await opened();
    const guild = app.keys.guilds["acme"] ?? "";
    const own = { ...registry, guild };
    await withRead(options, (read) => registerCommands(read, own));
    expect([(await app.commands()).length, (await app.commands({ guild })).length]).toEqual([0, 3]);
    await withRead(options, (read) => removeCommands(read, own));
    expect((await app.commands({ guild })).length).toBe(0);
  });
});

describe("drill doctor discord", () => {
  it("finds nothing wrong where nothing is, and begins no session", async () => {
    const { app, options, register } = await opened({ messageContent: "granted" });
    await register();
    expect(await examine(options, [await keyOf(app, "drills")])).toEqual([
      { about: "DISCORD_TOKEN", said: `signed in as the application ${app.keys.applicationId}`, hint: null },
      { about: "intents", said: "Message Content is switched on: replies in threads count", hint: null },
      { about: "interactions", said: "come to the bot", hint: null },
      { about: "sessions", said: "1000 of 1000 may still be started today", hint: null },
      { about: "commands", said: "are registered", hint: null },
      { about: "clock", said: "agrees with Discord's", hint: null },
      { about: "#drills (acme)", said: "the bot can post, read and react there", hint: null },
    ]);
    expect((await app.wire()).identified).toBe(0);
  });

  it("says that people answer through the button where replies cannot be read, which is no fault", async () => {
    const { options } = await opened({ messageContent: "off" });
    const found = await examine(options, []);
    expect(found.filter(({ about }) => about === "intents")).toEqual([
      {
        about: "intents",
        said: "Message Content is switched off: people answer through the button, and replies in threads are not read",
        hint: null,
      },
    ]);
  });

  it("says what to do about a token that Discord does not know, and looks no further", async () => {
    const { options } = await opened();
    expect(await examine({ ...options, token: "a.b.wrong" }, [])).toEqual([
      {
        about: "DISCORD_TOKEN",
        said: "discord: GET /applications/@me was answered with HTTP 401",
        hint: expect.stringMatching(/^give the bot its new token/u),
      },
      { about: "clock", said: "agrees with Discord's", hint: null },
    ]);
  });

  it("names what the bot lacks in each channel, and channels that are gone", async () => {
    const few = usualBotPermissions.filter((name) => name !== "ADD_REACTIONS" && name !== "CREATE_PUBLIC_THREADS");
    const { app, options } = await opened({
      guilds: [{ name: "acme", bot: few, everyone: ["VIEW_CHANNEL"], channels: [{ name: "drills" }] }],
    });
    const gone = keyOfChannel(app.keys.guilds["acme"] ?? "", "999999999999999999");
    const found = await examine(options, [await keyOf(app, "drills"), gone]);
    expect(found.slice(-2).map(({ about, said, hint }) => [about, said, hint])).toEqual([
      [
        "#drills (acme)",
        "missing-permission",
        "In the channel's settings, Permissions, allow me Create Public Threads, Add Reactions.",
      ],
      ["#999999999999999999 (acme)", "channel-gone", expect.stringMatching(/^Look whether/u)],
    ]);
  });

  it("warns of few sessions, of commands that are another version's, and of a wrong clock", async () => {
    const { options } = await opened({
      identify: { remaining: 90, resetAfterMs: 7_000_000 },
      quirks: { dateOffMs: 120_000 },
    });
    const wrong = (await examine(options, [])).filter(({ hint }) => hint !== null);
    expect(wrong.map(({ about, said }) => [about, said])).toEqual([
      ["sessions", "90 of 1000 may still be started today"],
      ["commands", "are not those of this version"],
      ["clock", expect.stringMatching(/^1(?:19|20|21) s behind Discord's$/u)],
    ]);
    expect(wrong[0]?.hint).toBe("look in the log why the bot starts so often; they are full again in 2 hours");
  });
});
