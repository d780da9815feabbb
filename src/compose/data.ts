import { existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { openStore, openStoreReadOnly } from "../adapters/keyv/open-store.ts";
import { sqliteFile } from "../adapters/keyv/sqlite.ts";
import { backUpSqlite } from "../adapters/keyv/sqlite-backup.ts";
import type { StoreCopy } from "../adapters/keyv/sqlite-copy.ts";
import { type Restored, restoreSqlite } from "../adapters/keyv/sqlite-restore.ts";
import { type EraseAnswer, leaveRequest, takeAnswer } from "../adapters/requests/request-folder.ts";
import { systemChance, systemClock } from "../adapters/runtime.ts";
import { type Archive, type Erasure, erase } from "../app/erase.ts";
import { dataOf, encodedData } from "../app/export.ts";
import { openRecords } from "../app/records.ts";
import type { Config } from "../config.ts";
import { BotError } from "../core/errors.ts";
import type { PersonId, WorkspaceKey } from "../core/keys.ts";
import type { Store } from "../ports/collection.ts";
import type { Log } from "../ports/log.ts";

/** Which store the settings name. */
type Place = Pick<Config, "dataDir" | "databaseUrl">;

/** How long a running bot may take; it looks every five seconds. */
const patienceMs = 30_000;
const lookEveryMs = 200;

/** Copies the store into a new file, beside a running bot too. Raises `config.invalid` for PostgreSQL. */
export function backUp(place: Place, file: string): Promise<StoreCopy> {
  refusePostgres(place, 'pg_dump --format=custom --file=FILE "$DATABASE_URL"');
  return backUpSqlite({ dataDir: place.dataDir, file, now: systemClock.now() });
}

/** Puts a copy in place of the store of a stopped bot. Raises `config.invalid` for PostgreSQL, `store.locked` while it runs. */
export function restore(place: Place, file: string): Restored {
  refusePostgres(place, 'pg_restore --clean --if-exists --dbname="$DATABASE_URL" FILE, while the bot is stopped');
  return restoreSqlite({ dataDir: place.dataDir, file, now: systemClock.now() });
}

function refusePostgres({ databaseUrl }: Place, instead: string): void {
  if (databaseUrl === null) return;
  throw new BotError("config.invalid", "DATABASE_URL: the store is a PostgreSQL database, which has its own tools", {
    hint: `run ${instead}`,
  });
}

/** What came of an erasure; `waiting` for a bot that has the request and did not answer in time. */
export type EraseOutcome = Readonly<{ by: "us" | "bot"; answer: EraseAnswer }> | Readonly<{ by: "waiting" }>;

/** Erases in the store, or has the running bot do it, which alone may write its SQLite file and can edit its messages. */
export async function eraseData(place: Place, log: Log, erasure: Erasure): Promise<EraseOutcome> {
  if (place.databaseUrl === null && !existsSync(sqliteFile(place.dataDir))) throw noStore(place.dataDir);
  const store = await openUnlessLocked(place, log);
  if (store === null) return askBot(place.dataDir, erasure);
  try {
    const alone: Archive["alone"] = (_channel, task) => task();
    const archive = { records: openRecords(store), clock: systemClock, chance: systemChance, alone };
    const { answers, waiting, records } = await erase(archive, erasure);
    return { by: "us", answer: { answers, waiting, records } };
  } finally {
    await store.stop();
  }
}

async function openUnlessLocked(place: Place, log: Log): Promise<Store | null> {
  try {
    return await openAny(place, log);
  } catch (error) {
    if (error instanceof BotError && error.code === "store.locked") return null;
    throw error;
  }
}

async function askBot(dataDir: string, erasure: Erasure): Promise<EraseOutcome> {
  const id = systemChance.id();
  await leaveRequest(dataDir, id, erasure);
  for (let waited = 0; waited < patienceMs; waited += lookEveryMs) {
    const answer = await takeAnswer(dataDir, id);
    if (answer !== null) return { by: "bot", answer };
    await setTimeout(lookEveryMs);
  }
  return { by: "waiting" };
}

/** All that is kept of a person, as plain JSON values; beside a running bot too. */
export async function exportData(
  place: Place,
  log: Log,
  { workspace, person }: Readonly<{ workspace: WorkspaceKey; person: PersonId }>,
): Promise<unknown> {
  const { dataDir, databaseUrl } = place;
  const store = databaseUrl === null ? await openStoreReadOnly({ dataDir, log }) : await openAny(place, log);
  try {
    const records = openRecords(store);
    return encodedData({ records }, await dataOf({ records }, workspace, person));
  } finally {
    await store.stop();
  }
}

const openAny = ({ dataDir, databaseUrl }: Place, log: Log): Promise<Store> =>
  openStore(databaseUrl === null ? { dataDir, log } : { databaseUrl, log });

const noStore = (dataDir: string): BotError =>
  new BotError("store.unavailable", `${sqliteFile(dataDir)}: there is no store`, {
    hint: "set DATA_DIR to the folder that the bot uses",
  });
