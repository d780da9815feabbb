import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { keyOfChannel as discordChannel } from "../../src/adapters/discord/ids.ts";
import { openStore } from "../../src/adapters/keyv/open-store.ts";
import { keyOfChannel as slackChannel } from "../../src/adapters/slack/ids.ts";
import { openRecords } from "../../src/app/records.ts";
import { type Running, runBot } from "../../src/compose/bot.ts";
import type { Environment } from "../../src/config/environment.ts";
import { readConfig } from "../../src/config.ts";
import type { ChannelKey, PersonId } from "../../src/core/keys.ts";
import { usualPlan } from "../../src/core/schedule/usual-plan.ts";
import type { DiscordApp, RunningDiscord } from "../support/discord/client.ts";
import { openDiscord } from "../support/discord/discord.ts";
import { type LogLine, listeningLog } from "../support/silent-log.ts";
import type { RunningSlack, SlackWorkspace } from "../support/slack/client.ts";
import { openSlack } from "../support/slack/slack.ts";

let slack: RunningSlack;
let discord: RunningDiscord;
let workspace: SlackWorkspace;
let app: DiscordApp;
let bot: Running | null = null;
let dataDir = "";
let lines: LogLine[] = [];
let count = 0;

beforeAll(async () => {
  slack = await openSlack();
  discord = await openDiscord();
});
afterAll(async () => {
  await slack.stop();
  await discord.stop();
});
afterEach(async () => {
  await bot?.stop();
  bot = null;
  await rm(dataDir, { recursive: true, force: true });
});

/** One bot in Slack, in Discord and in the playground, with a plan in each whose time has just come. */
async function start(changes: Environment = {}): Promise<Running> {
  count += 1;
  lines = [];
  workspace = await slack.open({ team: `TALL${count}`, people: [{ name: "ada" }], channels: [{ name: "backend" }] });
  app = await discord.open({ app: `all${count}`, users: [{ name: "owner" }, { name: "ada" }] });
  dataDir = await mkdtemp(join(tmpdir(), "three-"));
  await plan([await slackKey(), await discordKey()]);
  const env = {
    PLATFORMS: "slack,discord,playground",
    DATA_DIR: dataDir,
    PORT: "0",
    METRICS_PORT: "0",
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: workspace.keys.botToken,
    SLACK_APP_TOKEN: workspace.keys.appToken,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_TOKEN: app.keys.token,
    ...changes,
  };
  const read = readConfig(env, () => "");
  if (read.kind === "problems") throw new Error(JSON.stringify(read.problems));
  bot = await runBot(read.config, listeningLog(lines));
  return bot;
}

const slackKey = async (): Promise<ChannelKey> =>
  slackChannel({ team: workspace.keys.team }, (await workspace.channel("backend")).id);
const discordKey = async (): Promise<ChannelKey> =>
  discordChannel(app.keys.guilds["acme"] ?? "", (await app.channel("drills")).id);

/** Plans whose question is due since five minutes, in a zone where it is about noon. */
async function plan(channels: readonly ChannelKey[]): Promise<void> {
  const now = Temporal.Now.instant();
  const ahead = 12 - now.toZonedDateTimeISO("UTC").hour;
  // Signs are the other way round there (tz database, etcetera).
  const zone = `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
  const postAt = now.subtract({ minutes: 5 }).toZonedDateTimeISO(zone).toPlainTime().round("minute");
  const store = await openStore({ dataDir, log: listeningLog(lines) });
  const { plans } = openRecords(store);
  for (const channel of channels) {
    const usual = usualPlan({ channel, zone, configuredBy: "UADA" as PersonId, since: now.subtract({ hours: 48 }) });
    await plans.create(channel, { ...usual, days: [1, 2, 3, 4, 5, 6, 7], postAt });
  }
  await store.stop();
}

const health = async (): Promise<unknown> => {
  const response = await fetch(`${bot?.metrics}/healthz`);
  const body: unknown = await response.json();
  return body;
};
const slackQuestions = async () => (await workspace.messages({ channel: "backend" })).length;
const discordQuestions = async () => (await app.messages({ channel: "drills" })).length;
const playgroundAnswers = async () => (await fetch(bot?.addresses[0] ?? "")).status;
const eventually = <T>(look: () => Promise<T>, expected: T): Promise<void> =>
  vi.waitFor(async () => expect(await look()).toEqual(expected), { timeout: 15_000, interval: 50 });
const slackHelps = async (): Promise<void> => {
  await workspace.command({ user: "ada", channel: "backend", text: "help" });
  await eventually(async () => (await workspace.whispers({ user: "UADA" })).length > 0, true);
};
const discordHelps = async () => (await app.command({ user: "ada", channel: "drills", command: "drill help" })).became;

describe("one process on Slack, Discord and the playground", () => {
  it("asks in each by its own plan, from one bank, and hears people in all", async () => {
    expect((await start()).shut).toEqual([]);
    await eventually(slackQuestions, 1);
    await eventually(discordQuestions, 1);
    expect(await health()).toMatchObject({
      healthy: true,
      platforms: { slack: "connected", discord: "connected", playground: "connected" },
    });
    await slackHelps();
    await eventually(discordHelps, "message");
    expect(await playgroundAnswers()).toBe(200);
    expect([await workspace.violations(), await app.violations()]).toEqual([[], []]);
  });

  it.each([
    ["discord", { DISCORD_TOKEN: "a.b.wrong" }, "discord: GET /applications/@me was answered with HTTP 401"],
    ["slack", { SLACK_BOT_TOKEN: "xoxb-wrong" }, "slack: auth.test was refused (invalid_auth)"],
  ])("runs on where %s does not let it in, and says what to do", async (name, changes, message) => {
    const { shut } = await start(changes);
    expect(shut.map(({ platform, error }) => [platform, error instanceof Error ? error.message : ""])).toEqual([
      [name, message],
    ]);
    const told = lines.filter(({ event }) => event === "a platform does not let the bot in; the others run on");
    expect(told.map(({ level, fields }) => [level, fields["platform"]])).toEqual([["error", name]]);
    expect(await health()).toMatchObject({ healthy: false, failing: [name] });
    if (name === "slack") {
      await eventually(discordQuestions, 1);
      await eventually(discordHelps, "message");
    } else {
      await eventually(slackQuestions, 1);
      await slackHelps();
    }
    expect(await playgroundAnswers()).toBe(200);
  });

  it("runs on when Discord takes the token back, or its gateway goes down", async () => {
    await start();
    await eventually(discordQuestions, 1);
    await app.gateway({ do: "keep-out" });
    await app.gateway({ do: "break" });
    await eventually(async () => JSON.stringify(await health()).includes('"discord":"not connected"'), true);
    await slackHelps();
    await app.gateway({ do: "let-in" });
    await app.resetToken();
    await eventually(
      async () => lines.some(({ level, event }) => level === "error" && event.includes("discord")),
      true,
    );
    expect(await playgroundAnswers()).toBe(200);
    expect(await health()).toMatchObject({ failing: ["discord"] });
  });

  it("runs on when Slack takes the token back", async () => {
    await start();
    await eventually(slackQuestions, 1);
    await workspace.revoke();
    await eventually(discordHelps, "message");
    expect(await playgroundAnswers()).toBe(200);
  });

  it("does not start where nobody lets it in, and says so of each", async () => {
    const wrong = { PLATFORMS: "slack,discord", DISCORD_TOKEN: "a.b.wrong", SLACK_BOT_TOKEN: "xoxb-wrong" };
    await expect(start(wrong)).rejects.toThrow("no platform lets the bot in");
  });
});
