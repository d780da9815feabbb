import { openStoreReadOnly } from "../adapters/keyv/open-store.ts";
import { backUpSqlite } from "../adapters/keyv/sqlite-backup.ts";
import type { StoreCopy } from "../adapters/keyv/sqlite-copy.ts";
import { type Restored, restoreSqlite } from "../adapters/keyv/sqlite-restore.ts";
import { type EraseAnswer, eraseAnswer } from "../adapters/requests/request-folder.ts";
import { systemChance, systemClock } from "../adapters/runtime.ts";
import { openRecords, type Records } from "../app/records.ts";
import { type Archive, type Erasure, erase } from "../app/upkeep/erase.ts";
import { dataOf, encodedData } from "../app/upkeep/export.ts";
import type { Config } from "../config.ts";
import type { Variant } from "../core/bank/variant.ts";
import { BotError } from "../core/errors.ts";
import type { PersonId, WorkspaceKey } from "../core/keys.ts";
import type { Log } from "../ports/log.ts";
import { openBankOf } from "./open-bank.ts";
import { inStoreOrByBot, type Outcome, openAny, type StorePlace } from "./store-or-bot.ts";

/** Copies the store into a new file, beside a running bot too. Raises `config.invalid` for PostgreSQL. */
export function backUp(place: StorePlace, file: string): Promise<StoreCopy> {
  refusePostgres(place, 'pg_dump --format=custom --file=FILE "$DATABASE_URL"');
  return backUpSqlite({ dataDir: place.dataDir, file, now: systemClock.now() });
}

/** Puts a copy in place of the store of a stopped bot. Raises `config.invalid` for PostgreSQL, `store.locked` while it runs. */
export function restore(place: StorePlace, file: string): Restored {
  refusePostgres(place, 'pg_restore --clean --if-exists --dbname="$DATABASE_URL" FILE, while the bot is stopped');
  return restoreSqlite({ dataDir: place.dataDir, file, now: systemClock.now() });
}

function refusePostgres({ databaseUrl }: StorePlace, instead: string): void {
  if (databaseUrl === null) return;
  throw new BotError("config.invalid", "DATABASE_URL: the store is a PostgreSQL database, which has its own tools", {
    hint: `run ${instead}`,
  });
}

/** What came of an erasure, in the store or by the running bot. */
export type EraseOutcome = Outcome<EraseAnswer>;

/** Erases in the store, or has the running bot do it, which can edit its messages as well. */
export const eraseData = (
  place: StorePlace & Pick<Config, "bankDirs">,
  log: Log,
  erasure: Erasure,
): Promise<EraseOutcome> =>
  inStoreOrByBot<EraseAnswer>(place, log, {
    here: async (store) => {
      const alone: Archive["alone"] = (_channel, task) => task();
      const bank = openBankOf(place, log);
      const archive = { records: openRecords(store), bank, clock: systemClock, chance: systemChance, alone };
      const { answers, waiting, records } = await erase(archive, erasure);
      return { answers, waiting, records };
    },
    request: erasure,
    answer: eraseAnswer,
  });

/** All that is kept of a person, as plain JSON values; beside a running bot too. */
export async function exportData(
  place: StorePlace,
  log: Log,
  { workspace, person }: Readonly<{ workspace: WorkspaceKey; person: PersonId }>,
): Promise<unknown> {
  return inRecords(place, log, async (records) =>
    encodedData({ records }, await dataOf({ records }, workspace, person)),
  );
}

/** What people let be kept for review, in the order of channels and dates; beside a running bot too. */
export const keptVariants = (place: StorePlace, log: Log): Promise<readonly Variant[]> =>
  inRecords(place, log, async (records) => {
    const variants: Variant[] = [];
    for await (const [, variant] of records.variants.list("")) variants.push(variant);
    return variants;
  });

/** Reads in the store of the settings and writes nothing. */
async function inRecords<T>(place: StorePlace, log: Log, read: (records: Records) => Promise<T>): Promise<T> {
  const { dataDir, databaseUrl } = place;
  const store = databaseUrl === null ? await openStoreReadOnly({ dataDir, log }) : await openAny(place, log);
  try {
    return await read(openRecords(store));
  } finally {
    await store.stop();
  }
}
