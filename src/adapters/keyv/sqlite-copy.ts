import { chmodSync, closeSync, fsyncSync, linkSync, openSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { BotError } from "../../core/errors.ts";
import { readRows } from "./database.ts";
import { textOf } from "./row-text.ts";
import { damagedFile, sqliteCode, sqliteFault } from "./sqlite-faults.ts";

/** A copy of the store as a file of its own: how large it is, what it holds by collection, and when it was taken. */
export type StoreCopy = Readonly<{
  file: string;
  bytes: number;
  records: Readonly<Record<string, number>>;
  takenAt: Temporal.Instant;
}>;

/**
 * In the collection `settings`, and in copies alone: the instant up to which a copy knows everything. Whoever starts on a
 * store that has it, starts on a copy (`app/after-restore.ts`).
 */
const stampKey = "settings/copy-of";

/** An empty file for a copy to be written into, that nobody else may read. Raises `store.unavailable`, naming the path. */
export function makeRoom(part: string): void {
  try {
    rmSync(part, { force: true });
    writeFileSync(part, "", { flag: "wx", mode: 0o600 });
    chmodSync(part, 0o600);
  } catch (error) {
    throw notWritten(part, error);
  }
}

/**
 * Stamps a copy that was just written, holds it against SQLite's own check, and has it on the disk. Raises
 * `store.damaged`. A copy that was stamped before keeps its instant unless `takenAt` is given.
 */
export function completeCopy(file: string, takenAt: Temporal.Instant | null): StoreCopy {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file);
    const at = takenAt ?? takenBefore(database);
    const text = textOf(stampKey, () => ({ at: String(at) }));
    const upsert = "INSERT INTO keyv (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    database.prepare(upsert).run(stampKey, text);
    const finding = String(database.prepare("PRAGMA quick_check(1)").get()?.["quick_check"]);
    if (finding !== "ok") throw damagedFile(file, finding);
    const records = countsIn(database);
    database.close();
    database = null;
    sync(file);
    return { file, bytes: statSync(file).size, records, takenAt: at };
  } catch (error) {
    throw sqliteFault(file, error).error;
  } finally {
    database?.close();
  }
}

/** Gives a finished copy its name, unless a file has it: that one stays. Raises `input.invalid` then. */
export function nameCopy(part: string, file: string): void {
  try {
    linkSync(part, file);
    rmSync(part);
    sync(dirname(file));
  } catch (error) {
    throw notWritten(file, error);
  }
}

/** Writes a file's, or a folder's, changes through to the disk. */
export function sync(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** What to tell when a file cannot be made. */
export function notWritten(path: string, error: unknown): BotError {
  if (error instanceof BotError) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : sqliteCode(error);
  if (code === "EEXIST") {
    return new BotError("input.invalid", `${path}: there is a file already, and it stays as it is`, {
      hint: "give another name, or move that file away first",
    });
  }
  return new BotError("store.unavailable", `${path}: cannot be written (${code})`, {
    hint: "name a file in a folder that exists, that this user may write to, and that has room",
    cause: error,
  });
}

/**
 * When a copy without a stamp was taken, at the earliest: its newest message. The copy that is made before a migration has
 * none, nor has a file that was copied by hand.
 */
function takenBefore(database: DatabaseSync): Temporal.Instant {
  const [stamped] = readRows(database.prepare("SELECT key, value FROM keyv WHERE key = ?").all(stampKey));
  const at = stamped === undefined ? newestSend(database) : instantIn(stamped.value, "$.value.at", database);
  return at ?? Temporal.Instant.fromEpochMilliseconds(0);
}

function newestSend(database: DatabaseSync): Temporal.Instant | null {
  const newest = database
    .prepare(
      `SELECT max(json_extract(value, '$.value.state.lastSentAt')) AS at FROM keyv
       WHERE key > 'deliveries/' AND key < 'deliveries0' AND json_valid(value)`,
    )
    .get()?.["at"];
  return typeof newest === "string" ? Temporal.Instant.from(newest) : null;
}

function instantIn(json: string, path: string, database: DatabaseSync): Temporal.Instant | null {
  const found = database.prepare("SELECT json_extract(?, ?) AS at").get(json, path)?.["at"];
  return typeof found === "string" ? Temporal.Instant.from(found) : null;
}

function countsIn(database: DatabaseSync): Readonly<Record<string, number>> {
  const counts = database
    .prepare("SELECT substr(key, 1, instr(key, '/') - 1) AS name, count(*) AS count FROM keyv GROUP BY 1 ORDER BY 1")
    .all();
  return Object.fromEntries(counts.map((row) => [String(row["name"]), Number(row["count"])]));
}
