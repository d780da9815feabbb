import { existsSync } from "node:fs";
import { join } from "node:path";
import { KeyvSqlite } from "@keyv/sqlite";
import { BotError } from "../../core/errors.ts";
import type { Log } from "../../ports/log.ts";
import { type Database, readRows, writtenColumns } from "./database.ts";
import { type Migration, type RunSql, versionOf } from "./migrations.ts";
import { sqliteFault } from "./sqlite-faults.ts";
import { inspect, requireWritable, takeBackHalfDone } from "./sqlite-file.ts";
import { type Release, takeLock } from "./sqlite-lock.ts";
import { migrateSqlite, sqliteMigrations } from "./sqlite-migrate.ts";

/** The store's file within the data folder. */
export const sqliteFile = (dataDir: string): string => join(dataDir, "drill.sqlite");

/** Where the file lies, how long to wait for another program's lock (ms), and the steps to this release's form. */
export type SqliteOptions = Readonly<{
  dataDir: string;
  log: Log;
  busyTimeoutMs?: number;
  migrations?: readonly Migration[];
}>;

/** The open file, and its connection for what only this dialect can do. */
export type SqliteDatabase = Database & Readonly<{ run: RunSql }>;

/**
 * Opens `<dataDir>/drill.sqlite` for this process alone, checked, durable (WAL, one fsync a statement) and migrated.
 * Raises `store.locked`, `store.unavailable`, `store.damaged` or `store.newer`, each naming the path.
 */
export async function openSqlite(options: SqliteOptions): Promise<SqliteDatabase> {
  const { dataDir, log, busyTimeoutMs = 5000, migrations = sqliteMigrations } = options;
  const file = sqliteFile(dataDir);
  requireWritable(dataDir, file);
  const release = takeLock(dataDir);
  try {
    takeBackHalfDone(file);
    inspect(file, migrations);
    return await connect(file, busyTimeoutMs, release, async (run) => {
      await run("PRAGMA journal_mode = WAL");
      await run("PRAGMA synchronous = FULL");
      // What is overwritten or deleted becomes zeros, not free space that still holds an answer.
      await run("PRAGMA secure_delete = ON");
      await migrateSqlite({ file, run, migrations, log });
    });
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * Opens the file of a running bot from another process, for reading: every write is refused. Raises `store.unavailable`
 * when there is no store or it still waits for its migration.
 */
export async function openSqliteToRead({ dataDir, busyTimeoutMs = 5000 }: SqliteOptions): Promise<SqliteDatabase> {
  const file = sqliteFile(dataDir);
  if (!existsSync(file) || inspect(file, sqliteMigrations) < versionOf(sqliteMigrations)) {
    throw new BotError("store.unavailable", `${file}: there is no store of this release`, {
      hint: "start the bot once, or set DATA_DIR to the folder it uses",
    });
  }
  return await connect(
    file,
    busyTimeoutMs,
    () => undefined,
    (run) => run("PRAGMA query_only = 1"),
  );
}

/**
 * Copies the file as it stands now into an empty one, while others read and write it: on a connection of its own, so that
 * nothing waits for it. Through the adapter's SQLite, as in the bot's process no other may open the file (`sqlite-lock.ts`).
 */
export async function copySqlite(file: string, to: string): Promise<void> {
  const { run, close } = await connect(
    file,
    5000,
    () => undefined,
    () => Promise.resolve(),
  );
  try {
    await run("VACUUM INTO ?", [to]);
  } catch (error) {
    throw sqliteFault(file, error).error;
  } finally {
    await close();
  }
}

async function connect(
  file: string,
  busyTimeout: number,
  release: Release,
  prepare: (run: RunSql) => Promise<unknown>,
): Promise<SqliteDatabase> {
  const adapter = new KeyvSqlite({ uri: `sqlite://${file}`, busyTimeout });
  // The adapter also rejects the query that meets the error; unheard, the event would end the process.
  adapter.on("error", () => undefined);
  const run: RunSql = (sql, parameters = []) => adapter.query(sql, ...parameters);
  try {
    await run("SELECT 1");
  } catch (error) {
    throw sqliteFault(file, error).error;
  }
  try {
    await prepare(run);
  } catch (error) {
    await adapter.close();
    throw sqliteFault(file, error).error;
  }
  return { run, ...statements(file, run), close: () => closing(adapter, release) };
}

async function closing(adapter: KeyvSqlite, release: Release): Promise<void> {
  try {
    await adapter.close();
  } finally {
    release();
  }
}

// One statement is one transaction: on the shared connection BEGIN … COMMIT would catch other callers' statements.
// The rows are chosen before the first is written, so every guard sees the table as it was.
const writeRows = `
  INSERT INTO keyv (key, value)
  SELECT w.value ->> 2, w.value ->> 3 FROM json_each(?) AS w
  WHERE CASE
    WHEN w.value ->> 0 IS NULL THEN true
    WHEN w.value ->> 1 IS NULL THEN NOT EXISTS (SELECT 1 FROM keyv WHERE key = w.value ->> 0)
    ELSE EXISTS (SELECT 1 FROM keyv WHERE key = w.value ->> 0 AND value = w.value ->> 1)
  END
  ON CONFLICT (key) DO UPDATE SET value = excluded.value
  RETURNING key`;

function statements(file: string, run: RunSql): Omit<Database, "close"> {
  return {
    read: async (keys) => {
      const found = await run("SELECT key, value FROM keyv WHERE key IN (SELECT value FROM json_each(?))", [
        JSON.stringify(keys),
      ]);
      return new Map(readRows(found).map(({ key, value }) => [key, value]));
    },
    page: async ({ after, before }, limit) =>
      readRows(
        await run("SELECT key, value FROM keyv WHERE key > ? AND key < ? ORDER BY key LIMIT ?", [after, before, limit]),
      ),
    write: async (writes) =>
      new Set(readRows(await run(writeRows, [JSON.stringify(writtenColumns(writes))])).map(({ key }) => key)),
    erase: async (keys) => {
      await run("DELETE FROM keyv WHERE key IN (SELECT value FROM json_each(?))", [JSON.stringify(keys)]);
    },
    scrub: () => emptyWal(file, run),
    fault: (error) => sqliteFault(file, error),
  };
}

/** `secure_delete` overwrites in the file; what was there before may still stand in the WAL, which is cut to nothing here. */
async function emptyWal(file: string, run: RunSql): Promise<void> {
  const found: unknown = await run("PRAGMA wal_checkpoint(TRUNCATE)");
  const row: unknown = Array.isArray(found) ? found[0] : undefined;
  if (typeof row === "object" && row !== null && "busy" in row && row.busy === 0) return;
  throw new BotError("store.unavailable", `${file}: what was erased may still stand in ${file}-wal`, {
    hint: "close backup tools and database browsers that read the file, then erase once more",
  });
}
