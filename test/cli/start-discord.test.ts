import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { RunningDiscord } from "../support/discord/client.ts";
import { startDiscord } from "../support/discord/discord.ts";
import { runDrill } from "../support/run-drill.ts";

let discord: RunningDiscord;
let dataDir: string;
beforeAll(async () => {
  discord = await startDiscord();
  dataDir = await mkdtemp(join(tmpdir(), "discord-start-"));
});
afterAll(async () => {
  await discord.stop();
  await rm(dataDir, { recursive: true, force: true });
});

describe("npm start with Discord's token", () => {
  it("connects, registers the commands, answers one, runs no playground, and ends in time", async () => {
    const app = await discord.open({ app: "start", users: [{ name: "owner" }, { name: "ada" }] });
    const { child, line, ended } = runDrill("main.ts", [], {
      DATA_DIR: dataDir,
      METRICS_PORT: "0",
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_TOKEN: app.keys.token,
    });
    const [, metrics] = await line(/Metrics +(\S+)\/metrics/u);
    const ready = await fetch(`${metrics}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([200, "ready\n"]);
    await vi.waitFor(async () => expect((await app.commands()).length).toBe(3), { timeout: 10_000, interval: 50 });
    expect((await app.command({ user: "ada", channel: "drills", command: "drill help" })).became).toBe("message");
    child.kill("SIGTERM");
    const { code, out, err } = await ended;
    expect(code).toBe(0);
    expect(out.includes("Playground")).toBe(false);
    expect((out + err).includes(app.keys.token)).toBe(false);
    expect(await app.violations()).toEqual([]);
  });

  it("does not start with a token that Discord does not know, and says what to do", async () => {
    const { code, err } = await runDrill("main.ts", [], {
      DATA_DIR: join(dataDir, "wrong"),
      METRICS_PORT: "off",
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_TOKEN: "a.b.wrong",
    }).ended;
    expect(code).toBe(1);
    expect(err.trimEnd().split("\n").slice(-2)).toEqual([
      "discord: GET /applications/@me was answered with HTTP 401",
      "  → give the bot its new token, from the page Bot of the application; `drill doctor discord` checks it",
    ]);
  });
});
