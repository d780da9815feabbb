import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inviteAddress } from "../../src/adapters/discord/invite.ts";
import type { DiscordApp, RunningDiscord } from "../support/discord/client.ts";
import { startDiscord } from "../support/discord/discord.ts";
import { type Ended, runDrill } from "../support/run-drill.ts";

let discord: RunningDiscord;
let app: DiscordApp;
let dataDir: string;
beforeAll(async () => {
  discord = await startDiscord();
  app = await discord.open({ app: "cli" });
  dataDir = await mkdtemp(join(tmpdir(), "discord-cli-"));
});
afterAll(async () => {
  await discord.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const drill = (args: readonly string[], env: Record<string, string> = {}): Promise<Ended> =>
  runDrill("cli.ts", args, { ...env, DATA_DIR: dataDir }).ended;
const access = () => ({ DISCORD_TOKEN: app.keys.token, DISCORD_API_URL: discord.apiUrl });

describe("drill discord invite", () => {
  it("prints the address, by the settings or by the token", async () => {
    const [own, told] = await Promise.all([
      drill(["discord", "invite"], access()),
      drill(["discord", "invite"], { ...access(), DISCORD_APPLICATION_ID: "123456789012345678" }),
    ]);
    expect([own.code, own.out, own.err]).toEqual([0, `${inviteAddress(app.keys.applicationId)}\n`, ""]);
    expect([told.code, told.out]).toEqual([0, `${inviteAddress("123456789012345678")}\n`]);
  });

  it("says what is missing without a token", async () => {
    const { code, err } = await drill(["discord", "invite"]);
    expect([code, err]).toEqual([1, "Discord has no token\n  → set DISCORD_TOKEN; .env.example explains it\n"]);
  });
});

describe("drill discord register", () => {
  it("registers what changed, in all servers or in one, and takes the latter back", async () => {
    const guild = app.keys.guilds["acme"] ?? "";
    const said: string[] = [];
    for (const flags of [[], [], ["--guild", guild], ["--guild", guild, "--remove"]]) {
      said.push((await drill(["discord", "register", ...flags], access())).out);
    }
    expect(said).toEqual([
      "Registered the commands in all servers.\n",
      "The commands in all servers are up to date.\n",
      `Registered the commands in the server ${guild}.\n`,
      `The commands in the server ${guild} are taken away; those of all servers stay.\n`,
    ]);
    expect([(await app.commands()).length, (await app.commands({ guild })).length]).toEqual([3, 0]);
  });

  it.each([
    [["--guild", "acme"], '--guild: "acme" is not the id of a server'],
    [["--remove"], "--remove: the commands of all servers are not taken away"],
  ])("refuses %s", async (flags, problem) => {
    const { code, err } = await drill(["discord", "register", ...flags], access());
    expect([code, err.split("\n")[0]]).toEqual([1, problem]);
  });
});

describe("drill doctor discord", () => {
  it("ends with 0 where all is well, and with 1 and the fix where not; the token is nowhere in it", async () => {
    await drill(["discord", "register"], access());
    const [well, ill] = await Promise.all([
      drill(["doctor", "discord"], access()),
      drill(["doctor", "discord"], { ...access(), DISCORD_TOKEN: "a.b.wrong" }),
    ]);
    expect([well.code, well.err]).toEqual([0, ""]);
    expect(well.out.split("\n").map((line) => line.split(":")[0])).toEqual([
      "✓ DISCORD_TOKEN",
      "✓ intents",
      "✓ interactions",
      "✓ sessions",
      "✓ commands",
      "✓ clock",
      "",
    ]);
    expect([ill.code, ill.out.split("\n")[0]]).toEqual([
      1,
      "✗ DISCORD_TOKEN: discord: GET /applications/@me was answered with HTTP 401",
    ]);
    expect([well.out, ill.out].some((out) => out.includes(app.keys.token) || out.includes("a.b.wrong"))).toBe(false);
  });
});
