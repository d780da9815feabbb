import { renameSync, rmSync } from "node:fs";
import type { Log } from "../../ports/log.ts";
import { type Migration, pending, type RunSql, refuseNewer, versionOf } from "./migrations.ts";

/** The steps of the SQLite form. Version 1 is keyv's own table, which the adapter makes. */
export const sqliteMigrations: readonly Migration[] = [
  { version: 1, what: "keyv's table", apply: () => Promise.resolve() },
];

/** Where and how to migrate. */
export type SqliteMigration = Readonly<{ file: string; run: RunSql; migrations: readonly Migration[]; log: Log }>;

/**
 * Brings the file to this release's version in one transaction, so that a killed run leaves the old file and the next one
 * starts again. Before a file with records is changed it is copied to `<file>.before-v<version>`. Only at start, while
 * nobody else uses the connection.
 */
export async function migrateSqlite({ file, run, migrations, log }: SqliteMigration): Promise<void> {
  const version = await versionIn(run);
  const target = versionOf(migrations);
  if (version > 0 && version < target) await copyBeside(file, target, run, log);
  // Taken even when there is nothing to do: it finds out now whether the file can be written.
  await run("BEGIN IMMEDIATE");
  try {
    const steps = await stepsFrom(run, file, migrations);
    for (const step of steps) await step.apply(run);
    if (steps.length > 0) await run(`PRAGMA user_version = ${target}`);
    await run("COMMIT");
    for (const step of steps) log.info("store.migrated", { file, version: step.version, what: step.what });
  } catch (error) {
    await run("ROLLBACK");
    throw error;
  }
}

async function stepsFrom(run: RunSql, file: string, migrations: readonly Migration[]): Promise<readonly Migration[]> {
  const version = await versionIn(run);
  refuseNewer(file, version, migrations);
  return pending(version, migrations);
}

async function versionIn(run: RunSql): Promise<number> {
  const found = await run("PRAGMA user_version");
  const row: unknown = Array.isArray(found) ? found[0] : undefined;
  return typeof row === "object" && row !== null && "user_version" in row ? Number(row.user_version) : 0;
}

async function copyBeside(file: string, target: number, run: RunSql, log: Log): Promise<void> {
  const copy = `${file}.before-v${target}`;
  const part = `${copy}.part`;
  rmSync(part, { force: true });
  await run("VACUUM INTO ?", [part]);
  renameSync(part, copy);
  log.info("store.backed-up", { file, copy });
}
