import type { Store } from "../../ports/collection.ts";
import type { Log } from "../../ports/log.ts";
import { openSqlite, openSqliteToRead } from "./sqlite.ts";
import { storeOver } from "./store.ts";

/** A folder of our own for SQLite, or the address of a PostgreSQL database; how long to wait for a lock, in milliseconds. */
export type StoreOptions = Readonly<
  { log: Log; busyTimeoutMs?: number } & ({ dataDir: string } | { databaseUrl: string })
>;

/**
 * Opens the store for the bot itself, checked and migrated. Raises `store.locked` (another process has the SQLite file),
 * `store.unavailable`, `store.damaged`, `store.newer` or `config.invalid`, each naming the place and the way out.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  if (!("databaseUrl" in options)) return storeOver(await openSqlite(options), options.log);
  // Loading the PostgreSQL client is a quarter of the CPU time of a start, which a bot on SQLite need not spend.
  const { openPostgres } = await import("./postgres.ts");
  return storeOver(await openPostgres(options), options.log);
}

/** Opens the SQLite store beside a running bot: reading works, every write rejects with `store.unavailable`. */
export async function openStoreReadOnly(options: Readonly<{ dataDir: string; log: Log }>): Promise<Store> {
  return storeOver(await openSqliteToRead(options), options.log);
}
