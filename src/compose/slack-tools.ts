import { setTimeout } from "node:timers/promises";
import { openStoreReadOnly } from "../adapters/keyv/open-store.ts";
import { systemClock } from "../adapters/runtime.ts";
import { examine, type Finding } from "../adapters/slack/doctor.ts";
import { openRecords } from "../app/records.ts";
import type { SlackSettings } from "../config/slack.ts";
import { BotError } from "../core/errors.ts";
import type { ChannelKey } from "../core/keys.ts";
import type { Log } from "../ports/log.ts";
import { openAny, type StorePlace } from "./store-or-bot.ts";

export { slackManifest } from "../adapters/slack/manifest.ts";

/** What is wrong with Slack, if anything: with the tokens, and with each channel that has a plan. Beside a running bot too. */
export async function examineSlack(settings: SlackSettings, place: StorePlace, log: Log): Promise<readonly Finding[]> {
  const sleep = async (ms: number): Promise<void> => {
    await setTimeout(ms);
  };
  return examine({ ...settings, clock: systemClock, log, sleep }, await plannedChannels(place, log));
}

async function plannedChannels(place: StorePlace, log: Log): Promise<readonly ChannelKey[]> {
  const store = await storeIfThere(place, log);
  if (store === null) return [];
  try {
    const channels: ChannelKey[] = [];
    for await (const [channel, plan] of openRecords(store).plans.list("slack/")) {
      if (!plan.stopped) channels.push(channel as ChannelKey);
    }
    return channels;
  } finally {
    await store.stop();
  }
}

/** Null before the first start: there is nothing to look up, and nothing is made. */
async function storeIfThere({ dataDir, databaseUrl }: StorePlace, log: Log) {
  try {
    return databaseUrl === null
      ? await openStoreReadOnly({ dataDir, log })
      : await openAny({ dataDir, databaseUrl }, log);
  } catch (error) {
    if (error instanceof BotError && error.code === "store.unavailable") return null;
    throw error;
  }
}
