import { BotError } from "../../core/errors.ts";

/** Runs one statement in the migration's transaction. */
export type RunSql = (sql: string, parameters?: readonly unknown[]) => Promise<unknown>;

/** One step of the stored form. Steps are only ever added, each with the next version, and never changed. */
export type Migration = Readonly<{ version: number; what: string; apply: (run: RunSql) => Promise<void> }>;

/** The version this program reads and writes. */
export const versionOf = (migrations: readonly Migration[]): number => migrations.at(-1)?.version ?? 0;

/** Raises `store.newer` when the store was written by a later release, whose rows we might misread. */
export function refuseNewer(place: string, version: number, migrations: readonly Migration[]): void {
  const own = versionOf(migrations);
  if (version <= own) return;
  throw new BotError("store.newer", `${place}: the store has version ${version}, this release reads up to ${own}`, {
    hint: "start the newer release again, or restore a backup made before it ran; nothing has been changed",
  });
}

/** The steps a store of this version still needs, in order. */
export const pending = (version: number, migrations: readonly Migration[]): readonly Migration[] =>
  migrations.filter((migration) => migration.version > version);
