import { watchStalls } from "../adapters/cron/stall-watch.ts";
import { createTicker } from "../adapters/cron/ticker.ts";
import { openStore } from "../adapters/keyv/open-store.ts";
import { systemChance, systemClock, systemTimer } from "../adapters/runtime.ts";
import { type App, createApp, type Parts } from "../app/app.ts";
import { errorOf, type Shut } from "../app/entrance.ts";
import { openRecords } from "../app/records.ts";
import type { PlatformName } from "../config/settings.ts";
import type { Config } from "../config.ts";
import type { Log } from "../ports/log.ts";
import { type BankFigures, figuresOf } from "./banks.ts";
import { choresOf } from "./chores.ts";
import { openBankOf } from "./open-bank.ts";
import type { Opened, OpenPlatform } from "./opened.ts";
import { stopPatiently } from "./stop-patiently.ts";
import { openWatch } from "./watch.ts";

/** The running bot, for whoever started it. */
export type Running = Readonly<{
  addresses: readonly string[];
  /** Where metrics and health are answered; null where that is switched off. */
  metrics: string | null;
  bank: BankFigures;
  /** Platforms that are to run and do not, and why; the others run. */
  shut: readonly Shut[];
  /**
   * Lets nothing new in, and what is being sent come to its end for eight seconds; what is still under way then is in
   * doubt, and the next start looks for it. Safe to call twice.
   */
  stop: () => Promise<void>;
}>;

/** delivery.md, *Outgoing*. */
const leaseMs = 20_000;

/** One line a platform: only those that are configured are loaded. */
const opens: Readonly<Record<PlatformName, () => Promise<OpenPlatform>>> = {
  playground: async () => (await import("./playground.ts")).openPlaygroundHere,
  slack: async () => (await import("./slack.ts")).openSlackHere,
  discord: async () => (await import("./discord.ts")).openDiscordHere,
};

/** Builds the bot from its settings and starts it. What was opened is closed again when a later part fails. */
export async function runBot(config: Config, log: Log): Promise<Running> {
  await using parts = new AsyncDisposableStack();
  const { dataDir, databaseUrl } = config;
  const store = await openStore(databaseUrl === null ? { dataDir, log } : { databaseUrl, log });
  parts.defer(() => store.stop());
  const bank = openBankOf(config, log);
  parts.defer(() => bank.stop());

  const built = Promise.withResolvers<App>();
  const { opened, unopened } = await openAll(config, log, built.promise);
  const platforms = new Map(opened.map(({ platform }) => [platform.facts.name, platform]));
  const connections = new Map([
    ...opened.map(({ platform, isConnected }) => [platform.facts.name, isConnected] as const),
    ...unopened.map(({ platform }) => [platform, () => false] as const),
  ]);
  const watch = openWatch({ on: config.metrics, clock: systemClock, log, store, platforms: connections });
  parts.defer(() => watch.close());
  const metrics = await watch.listen();
  const runtime = { clock: systemClock, timer: systemTimer, chance: systemChance, log, figures: watch.figures };
  const app = createApp({ ...runtime, records: openRecords(store), bank, platforms, settings: settingsOf(config) });
  parts.defer(() => stopPatiently(app, log));
  built.resolve(app);
  for (const each of opened) await each.prepare(app);
  const shut = await app.start();
  await bank.start(() => undefined);
  parts.defer(watchStalls(log));
  parts.defer(startTicking(app, opened, choresOf(app, config, log), log));
  parts.defer(watch.ready());
  const whole = parts.move();
  return {
    addresses: opened.flatMap(({ address }) => address() ?? []),
    metrics,
    bank: figuresOf(bank, config),
    shut: [...unopened, ...shut],
    stop: () => whole.disposeAsync(),
  };
}

/** Opens every platform by itself. Rejects when none can be opened. */
async function openAll(config: Config, log: Log, app: Promise<App>) {
  const names = [...config.platforms];
  const outcomes = await Promise.allSettled(names.map(async (name) => (await opens[name]())(config, log, app)));
  const opened = outcomes.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const unopened = outcomes.flatMap((one, at): Shut[] =>
    one.status === "rejected" ? [{ platform: names[at] ?? "", error: one.reason }] : [],
  );
  if (opened.length === 0) throw errorOf(unopened);
  for (const one of unopened) log.error("a platform cannot be opened; the others run on", one);
  return { opened, unopened };
}

const settingsOf = ({ databaseUrl, managers, setup }: Config): Parts["settings"] => ({
  // One process alone has the SQLite file: after a restart it is the same owner and takes its own leases over.
  owner: databaseUrl === null ? "sole" : systemChance.id(),
  leaseMs,
  managers,
  setup,
});

function startTicking(app: App, opened: readonly Opened[], chores: () => Promise<void>, log: Log): () => Promise<void> {
  const ticker = createTicker(log);
  const whole = async (): Promise<void> => {
    await app.tick();
    for (const each of opened) await each.afterTick();
  };
  // Not waited for: a channel that hangs in a send must not hold back the ticks that other channels need.
  ticker.start(async () => {
    app.world.aside(whole(), "tick");
    app.world.aside(chores(), "upkeep");
  });
  return () => ticker.stop();
}
