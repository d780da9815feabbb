import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { BotError } from "../../core/errors.ts";
import { type Migration, refuseNewer } from "./migrations.ts";
import { damagedFile, sqliteFault } from "./sqlite-faults.ts";

/** Makes the folder, and raises `store.unavailable`, naming the path, when it or the file in it cannot be written. */
export function requireWritable(dataDir: string, file: string): void {
  let path = dataDir;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    path = file;
    // SQLite opens a file it may not write without a word and fails at the first write.
    if (existsSync(file)) accessSync(file, constants.R_OK | constants.W_OK);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "no reason given";
    throw new BotError("store.unavailable", `${path}: cannot be written (${code})`, {
      hint: "make the folder and the files in it readable and writable for the bot's user, or set DATA_DIR to another one",
      cause: error,
    });
  }
}

/**
 * Takes back a change that a process left half done when it was killed, which nobody can do who opens the file for reading
 * alone. Only before the file is in WAL mode, in its first moments, does SQLite leave such a journal. For whoever has the
 * lock. Raises `store.unavailable` or `store.damaged`.
 */
export function takeBackHalfDone(file: string): void {
  if (!existsSync(file) || !existsSync(`${file}-journal`)) return;
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file, { timeout: 5000 });
    // The first look at a page is when SQLite does it.
    database.prepare("SELECT count(*) FROM sqlite_schema").get();
  } catch (error) {
    throw sqliteFault(file, error).error;
  } finally {
    database?.close();
  }
}

/**
 * Looks at a file before anything opens it for writing: SQLite opens a file with a bad page, and one of a newer release,
 * without complaint. Raises `store.damaged` or `store.newer`; gives the version, 0 for a file still to be made.
 */
export function inspect(file: string, migrations: readonly Migration[]): number {
  if (!existsSync(file) || statSync(file).size === 0) return 0;
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
    const version = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
    refuseNewer(file, version, migrations);
    const finding = String(database.prepare("PRAGMA quick_check(1)").get()?.["quick_check"]);
    if (finding !== "ok") throw damagedFile(file, finding);
    return version;
  } catch (error) {
    throw sqliteFault(file, error).error;
  } finally {
    // Before the adapter's own SQLite opens the file: closing it later would drop that one's locks.
    database?.close();
  }
}
