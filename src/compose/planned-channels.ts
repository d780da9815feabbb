import { openStoreReadOnly } from "../adapters/keyv/open-store.ts";
import { openRecords } from "../app/records.ts";
import type { PlatformName } from "../config/settings.ts";
import { BotError } from "../core/errors.ts";
import type { ChannelKey } from "../core/keys.ts";
import type { Log } from "../ports/log.ts";
import { openAny, type StorePlace } from "./store-or-bot.ts";

/** The channels of a platform that have a plan; beside a running bot too, and none before the first start. */
export async function plannedChannels(
  platform: PlatformName,
  place: StorePlace,
  log: Log,
): Promise<readonly ChannelKey[]> {
  const store = await storeIfThere(place, log);
  if (store === null) return [];
  try {
    const channels: ChannelKey[] = [];
    for await (const [channel, plan] of openRecords(store).plans.list(`${platform}/`)) {
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
