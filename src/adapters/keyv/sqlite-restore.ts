import { copyFileSync, existsSync, linkSync, renameSync, rmSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { BotError } from "../../core/errors.ts";
import { versionOf } from "./migrations.ts";
import { sqliteFile } from "./sqlite.ts";
import { completeCopy, makeRoom, notWritten, type StoreCopy, sync } from "./sqlite-copy.ts";
import { sqliteFault } from "./sqlite-faults.ts";
import { inspect, requireWritable } from "./sqlite-file.ts";
import { takeLock } from "./sqlite-lock.ts";
import { sqliteMigrations } from "./sqlite-migrate.ts";

/** Which copy to put in place of the store of which folder. */
export type RestoreOrder = Readonly<{ dataDir: string; file: string; now: Temporal.Instant }>;

/** What is in place now, and where the store from before lies; null when there was none. */
export type Restored = Readonly<{ copy: StoreCopy; aside: string | null }>;

/**
 * Puts a copy in place of the SQLite store, which is kept beside it. The copy is checked first, and the exchange is one
 * rename: a kill leaves one of the two in place, and the old one whole under one of its names. Raises `store.locked` while
 * a bot runs, `store.damaged`, `store.newer` or `store.unavailable`; then nothing was changed.
 */
export function restoreSqlite({ dataDir, file, now }: RestoreOrder): Restored {
  const present = sqliteFile(dataDir);
  requireWritable(dataDir, present);
  const release = takeLock(dataDir);
  try {
    requireCopy(file);
    const staged = `${present}.restoring`;
    const copy = stage(file, staged);
    const aside = existsSync(present) ? setAside(present, now) : null;
    for (const rest of ["-wal", "-shm"]) rmSync(`${present}${rest}`, { force: true });
    renameSync(staged, present);
    sync(dataDir);
    return { copy: { ...copy, file: present }, aside };
  } finally {
    release();
  }
}

function requireCopy(file: string): void {
  if (!existsSync(file) || !statSync(file).isFile()) throw noCopy(file, "there is no such file");
  if (inspect(file, sqliteMigrations) === 0 || versionOf(sqliteMigrations) === 0) {
    throw noCopy(file, "it is no backup of this bot");
  }
}

const noCopy = (file: string, problem: string): BotError =>
  new BotError("input.invalid", `${file}: ${problem}`, {
    hint: "name a file that `drill data backup` or BACKUP_DIR made; nothing has been changed",
  });

/** A copy of the copy beside the store, whole and on the disk before anything is moved. */
function stage(file: string, staged: string): StoreCopy {
  makeRoom(staged);
  let source: DatabaseSync | null = null;
  try {
    source = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
    source.prepare("VACUUM INTO ?").run(staged);
  } catch (error) {
    rmSync(staged, { force: true });
    throw sqliteFault(file, error).error;
  } finally {
    source?.close();
  }
  return completeCopy(staged, null);
}

/** A second name for the store, with whatever its last process left in its WAL. */
function setAside(present: string, now: Temporal.Instant): string {
  takeInWal(present);
  const aside = freeName(`${present}.before-restore-${now.toString({ smallestUnit: "second" }).replaceAll(":", "")}`);
  for (const rest of ["-wal", ""]) {
    if (existsSync(`${present}${rest}`)) secondName(`${present}${rest}`, `${aside}${rest}`);
  }
  return aside;
}

/** A damaged store cannot take its WAL in: then the two go aside together, as they are. */
function takeInWal(present: string): void {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(present);
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch {
    // What cannot be read is kept as it is.
  } finally {
    database?.close();
  }
}

function freeName(wanted: string): string {
  let name = wanted;
  for (let next = 2; existsSync(name); next += 1) name = `${wanted}-${next}`;
  return name;
}

function secondName(file: string, name: string): void {
  try {
    linkSync(file, name);
  } catch {
    // Some file systems know no second names.
    try {
      copyFileSync(file, name);
      sync(name);
    } catch (error) {
      throw notWritten(name, error);
    }
  }
}
