// The bot on Slack or Discord as a process of its own, in real time, for benches: the app as it ships, over SQLite, with
// the platform's own clients. Posts the question of the first channel, says "open", and on "go" does what all the others are due.
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { openDiscord } from "../src/adapters/discord/discord.ts";
import { openStore } from "../src/adapters/keyv/open-store.ts";
import { systemChance, systemClock, systemTimer } from "../src/adapters/runtime.ts";
import { openSlack, type SlackLine } from "../src/adapters/slack/slack.ts";
import { type App, createApp } from "../src/app/app.ts";
import { openRecords } from "../src/app/records.ts";
import { pause } from "../src/compose/pause.ts";
import type { ChannelKey, PersonId } from "../src/core/keys.ts";
import { usualPlan } from "../src/core/schedule/usual-plan.ts";
import type { Platform } from "../src/ports/platform.ts";
import { fixedBank, someQuestions } from "../test/support/bot.ts";
import { quiet } from "./figures.ts";

/** What such a bot is told in its first message: a command line has no room for thousands of channels. */
export type ChatBotTask = Readonly<{
  dataDir: string;
  channels: readonly ChannelKey[];
  on:
    | Readonly<{ platform: "slack"; botToken: string; apiUrl: string; line: SlackLine }>
    | Readonly<{ platform: "discord"; token: string; apiUrl: string; apiVersion: string }>;
}>;

/** What it says: where it listens, once it does (null: on a socket), or that its first question stands. */
export type ChatBotSays = Readonly<{ port: number | null }> | "open";

/** How often the shipped bot looks for what is due. */
const tickMs = 5_000;

const [task]: ChatBotTask[] = await once(process, "message");
if (task === undefined) throw new Error("a bench says what its bot is to do");
const told: ChatBotTask = task;
const store = await openStore({ dataDir: told.dataDir, log: quiet });
const records = openRecords(store);
const [first, ...others] = told.channels;
if (first === undefined) throw new Error("a bench names at least one channel");

// Whoever started it is gone.
process.once("disconnect", () => process.exit(1));
await plan(first);
await live(async () => {
  while ((await drillOf(first))?.stage !== "open") await sleep(20);
});
process.send?.("open" satisfies ChatBotSays);
await once(process, "message");
await Promise.all(others.map(plan));
await live(() => once(process, "message"));
await store.stop();
process.exit(0);

/** Runs the bot until `ended`. */
async function live(ended: () => Promise<unknown>): Promise<void> {
  const { platform, port } = opened();
  const app = appOn(platform);
  await app.start();
  process.send?.({ port: port() } satisfies ChatBotSays);
  const tick = (): void => app.world.aside(app.tick(), "tick");
  const ticking = setInterval(tick, tickMs);
  tick();
  await ended();
  clearInterval(ticking);
  await app.stop();
}

function opened(): Readonly<{ platform: Platform; port: () => number | null }> {
  const common = { clock: systemClock, log: quiet, pause };
  if (told.on.platform === "discord") return { platform: openDiscord({ ...told.on, ...common }), port: () => null };
  const slack = openSlack({ ...told.on, ...common });
  return { platform: slack, port: () => slack.port };
}

function appOn(platform: Platform): App {
  return createApp({
    clock: systemClock,
    timer: systemTimer,
    chance: systemChance,
    log: quiet,
    figures: { report: () => undefined },
    records,
    bank: fixedBank(someQuestions(12)),
    platforms: new Map([[platform.facts.name, platform]]),
    settings: { owner: "sole", leaseMs: 20_000, managers: new Set(), setup: "members" },
  });
}

/** A plan whose slot has come a minute ago, and whose reveal is far away. */
async function plan(channel: ChannelKey): Promise<void> {
  const now = systemClock.now();
  const since = now.subtract({ hours: 1 });
  const postAt = now.subtract({ minutes: 1 }).toZonedDateTimeISO("UTC").toPlainTime().round("minute");
  const usual = usualPlan({ channel, zone: "UTC", configuredBy: "U0" as PersonId, since });
  await records.plans.create(channel, {
    ...usual,
    postAt,
    days: [1, 2, 3, 4, 5, 6, 7],
    reveal: { kind: "next-question" },
  });
}

async function drillOf(channel: ChannelKey) {
  for await (const [, drill] of records.drills.list(`${channel}/`)) return drill;
  return null;
}
