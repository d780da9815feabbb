import type { Client } from "pg";
import { BotError } from "../../core/errors.ts";
import type { Log } from "../../ports/log.ts";
import { readRows } from "./database.ts";
import { type Migration, pending, refuseNewer, versionOf } from "./migrations.ts";
import { recordOf, textOf } from "./row-text.ts";

/** The steps of the PostgreSQL form. keyv makes the table; ranges in byte order need an index of their own. */
export const postgresMigrations: readonly Migration[] = [
  {
    version: 1,
    what: "an index in byte order",
    apply: async (run) => {
      await run('CREATE INDEX IF NOT EXISTS keyv_key_bytes ON public.keyv (key COLLATE "C")');
    },
  },
];

/** Where and how to migrate, on a connection of its own without a limit of time; `place` is `host/database`. */
export type PostgresMigration = Readonly<{ place: string; client: Client; migrations: readonly Migration[]; log: Log }>;

// Beside the collections, so that no listing meets it; PostgreSQL has no place of its own for a version.
const versionKey = "store/version";

const number = {
  encode: (value: number): unknown => value,
  decode: (raw: unknown): number => {
    if (typeof raw === "number") return raw;
    throw new TypeError("not a number");
  },
};

/** Any number that only this program locks: processes that start together migrate one after the other. */
const migrationLock = 74_656_172;

/** Raises `store.newer` before anything is made or changed, and `store.unavailable` for a database that is not UTF-8. */
export async function inspectPostgres({ place, client, migrations }: PostgresMigration): Promise<void> {
  const { rows } = await client.query<{ encoding: string; found: boolean }>(
    "SELECT current_setting('server_encoding') AS encoding, to_regclass('public.keyv') IS NOT NULL AS found",
  );
  const [state] = rows;
  if (state?.encoding !== "UTF8") {
    throw new BotError("store.unavailable", `${place}: the database keeps text as ${state?.encoding}`, {
      hint: "create it with ENCODING 'UTF8' TEMPLATE template0: other encodings cannot hold every answer",
    });
  }
  if (state.found) refuseNewer(place, await versionIn(client), migrations);
}

/** Brings the table to this release's version in one transaction; a killed run leaves the old form, and so does a failed one. */
export async function migratePostgres({ place, client, migrations, log }: PostgresMigration): Promise<void> {
  // Rolled back by closing the connection, also when the connection is what failed.
  await client.query("BEGIN");
  await client.query("SELECT pg_advisory_xact_lock($1)", [migrationLock]);
  const version = await versionIn(client);
  refuseNewer(place, version, migrations);
  const steps = pending(version, migrations);
  for (const step of steps) await step.apply((sql, parameters = []) => client.query(sql, [...parameters]));
  if (steps.length > 0) await writeVersion(client, versionOf(migrations));
  await client.query("COMMIT");
  for (const step of steps) log.info("store.migrated", { place, version: step.version, what: step.what });
}

async function versionIn(client: Client): Promise<number> {
  const { rows } = await client.query("SELECT key, value FROM public.keyv WHERE key = $1", [versionKey]);
  const [row] = readRows(rows);
  return row === undefined ? 0 : recordOf(versionKey, row.value, number);
}

async function writeVersion(client: Client, version: number): Promise<void> {
  const text = textOf(versionKey, () => number.encode(version));
  const upsert =
    "INSERT INTO public.keyv (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
  await client.query(upsert, [versionKey, text]);
}
