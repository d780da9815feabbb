import { KeyvPostgres } from "@keyv/postgres";
import pg from "pg";
import { BotError } from "../../core/errors.ts";
import type { Log } from "../../ports/log.ts";
import { type Database, readRows, writtenColumns } from "./database.ts";
import type { Migration, RunSql } from "./migrations.ts";
import { isWorthRepeating, postgresCode, postgresFault } from "./postgres-faults.ts";
import { inspectPostgres, migratePostgres, type PostgresMigration, postgresMigrations } from "./postgres-migrate.ts";

/** Where the database is, how long to wait for a connection (ms), and the steps to this release's form. */
export type PostgresOptions = Readonly<{
  databaseUrl: string;
  log: Log;
  busyTimeoutMs?: number;
  migrations?: readonly Migration[];
}>;

/**
 * Opens the table `public.keyv` of a PostgreSQL database, which several processes may share. Raises `config.invalid` for an
 * address that is none, `store.unavailable` or `store.newer`; no message holds the password.
 */
export async function openPostgres(options: PostgresOptions): Promise<Database> {
  const { databaseUrl, log, busyTimeoutMs = 5000, migrations = postgresMigrations } = options;
  const place = placeOf(databaseUrl);
  const pool = openPool(databaseUrl, busyTimeoutMs);
  // A connection that dies while idle is reported here; without a listener it would end the process.
  pool.on("error", (error) => log.warn("store.connection-lost", { place, code: postgresCode(error) }));
  const client = new pg.Client(connection(databaseUrl, busyTimeoutMs));
  // The query under way rejects too; the event alone would end the process.
  client.on("error", (error) => log.warn("store.connection-lost", { place, code: postgresCode(error) }));
  try {
    const adapter = await prepared(pool, { place, client, migrations, log });
    return { ...statements(place, (sql, parameters) => adapter.query(sql, parameters)), close: () => pool.end() };
  } catch (error) {
    await pool.end();
    throw postgresFault(place, error).error;
  } finally {
    await client.end();
  }
}

/** Looks, makes the table, migrates: in this order, so that nothing is made in a newer release's database. */
async function prepared(pool: pg.Pool, migration: PostgresMigration): Promise<KeyvPostgres> {
  const { place, client, log } = migration;
  await client.connect();
  await inspectPostgres(migration);
  const adapter = adapterOver(pool);
  adapter.on("error", (error) => log.warn("store.table-refused", { place, code: postgresCode(error) }));
  await adapter.query("SELECT 1");
  await migratePostgres(migration);
  return adapter;
}

function placeOf(databaseUrl: string): string {
  const url = URL.parse(databaseUrl);
  if (url !== null && /^postgres(ql)?:$/.test(url.protocol)) return `${url.host}${url.pathname}`;
  throw new BotError("config.invalid", "DATABASE_URL is not the address of a PostgreSQL database", {
    hint: "write it as postgresql://user:password@host:5432/database",
  });
}

const connection = (connectionString: string, waitMs: number): pg.ClientConfig => ({
  connectionString,
  application_name: "daily-drill",
  keepAlive: true,
  // Then ten probes a second apart (libuv): a server whose machine is gone is noticed within 20 s, during a migration too.
  keepAliveInitialDelayMillis: 10_000,
  connectionTimeoutMillis: waitMs,
});

const openPool = (connectionString: string, waitMs: number): pg.Pool =>
  new pg.Pool({
    ...connection(connectionString, waitMs),
    max: 10,
    // A connection whose other end is gone without a word never answers; twice the wait, as the server may wait for a lock.
    query_timeout: 2 * waitMs,
  });

/** The adapter on our pool: its own is one per process, shared by address, and has no listener for lost connections. */
function adapterOver(pool: pg.Pool): KeyvPostgres {
  class OnOurPool extends KeyvPostgres {
    override connect() {
      return Promise.resolve(async (sql: string, values?: unknown[]) => (await pool.query(sql, values)).rows);
    }
  }
  return new OnOurPool({ table: "keyv", keySize: 255 });
}

// One statement, so a crash or another writer never sees half of it. `put` hangs on what `held` gives back: unguarded, it
// would be written for every caller, also for those whose guard did not hold.
const writeRows = `
  WITH w AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS w(guard, expected, key, value)
  ), created AS (
    INSERT INTO public.keyv (key, value)
    SELECT key, value FROM w WHERE guard = key AND expected IS NULL ORDER BY key
    ON CONFLICT (key) DO NOTHING RETURNING key
  ), changed AS (
    UPDATE public.keyv AS k SET value = w.value FROM w
    WHERE w.guard = w.key AND k.key = w.guard AND k.value = w.expected RETURNING k.key
  ), held AS (
    SELECT key FROM created UNION ALL SELECT key FROM changed
  ), put AS (
    INSERT INTO public.keyv (key, value)
    SELECT key, value FROM w WHERE guard IS NULL OR (guard <> key AND guard IN (SELECT key FROM held)) ORDER BY key
    ON CONFLICT (key) DO UPDATE SET value = excluded.value
  )
  SELECT key FROM held`;

const readPage = `
  SELECT key, value FROM public.keyv
  WHERE key COLLATE "C" > $1 AND key COLLATE "C" < $2 ORDER BY key COLLATE "C" LIMIT $3`;

function statements(place: string, run: RunSql): Omit<Database, "close"> {
  return {
    read: async (keys) => {
      const found = await run("SELECT key, value FROM public.keyv WHERE key = ANY($1)", [keys]);
      return new Map(readRows(found).map(({ key, value }) => [key, value]));
    },
    page: async ({ after, before }, limit) => readRows(await run(readPage, [after, before, limit])),
    write: async (writes) => {
      const rows = writtenColumns(writes);
      const columns = [0, 1, 2, 3].map((column) => rows.map((row) => row[column]));
      return new Set(readRows(await repeated(() => run(writeRows, columns))).map(({ key }) => key));
    },
    erase: async (keys) => {
      await repeated(() => run("DELETE FROM public.keyv WHERE key = ANY($1)", [keys]));
    },
    // The server's own autovacuum frees old versions of rows, and its operator's backups age out: not ours to force.
    scrub: () => Promise.resolve(),
    fault: (error) => postgresFault(place, error),
  };
}

async function repeated<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; attempt < 5; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!isWorthRepeating(error)) throw error;
    }
  }
  return await ask();
}
