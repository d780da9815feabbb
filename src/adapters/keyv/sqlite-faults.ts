import { BotError } from "../../core/errors.ts";
import type { Fault } from "./database.ts";

const damaged = new Set(["SQLITE_CORRUPT", "SQLITE_NOTADB"]);
/** Errors that a single row of a group can cause; the disk may still have room for the smaller rows. */
const ofOneRow = new Set(["SQLITE_CONSTRAINT", "SQLITE_ERROR", "SQLITE_FULL", "SQLITE_MISMATCH", "SQLITE_TOOBIG"]);

const hints: ReadonlyMap<string, string> = new Map([
  ["SQLITE_FULL", "the disk is full: free some space, the bot goes on by itself"],
  ["SQLITE_BUSY", "another program keeps the file locked: close database browsers and backup tools"],
  ["SQLITE_READONLY", "make the file and its folder writable for the bot's user"],
  ["SQLITE_READONLY_ROLLBACK", "a change of the file was cut short: start the bot once, which takes it back"],
  ["SQLITE_CANTOPEN", "make the file and its folder readable and writable for the bot's user"],
  ["SQLITE_IOERR", "the disk reports errors: check it, and its free space"],
]);

/** node:sqlite gives SQLite's number, of which the low byte is the kind; the adapter's driver gives the name. */
const names: ReadonlyMap<number, string> = new Map([
  [776, "SQLITE_READONLY_ROLLBACK"],
  [5, "SQLITE_BUSY"],
  [8, "SQLITE_READONLY"],
  [10, "SQLITE_IOERR"],
  [11, "SQLITE_CORRUPT"],
  [13, "SQLITE_FULL"],
  [14, "SQLITE_CANTOPEN"],
  [26, "SQLITE_NOTADB"],
]);

/** SQLite's name for what went wrong, from either driver; "SQLITE_UNKNOWN" for anything else. */
export function sqliteCode(error: unknown): string {
  if (!(error instanceof Error)) return "SQLITE_UNKNOWN";
  if ("errcode" in error && typeof error.errcode === "number")
    return names.get(error.errcode) ?? names.get(error.errcode & 0xff) ?? "SQLITE_UNKNOWN";
  return "code" in error && typeof error.code === "string" ? error.code : "SQLITE_UNKNOWN";
}

/** The file cannot be read as what it is; `problem` is SQLite's finding. */
export const damagedFile = (path: string, problem: string, cause?: unknown): BotError =>
  new BotError("store.damaged", `${path}: the file is damaged (${problem})`, {
    hint: "stop the bot, keep a copy of the file, and restore the latest backup with `drill data restore`",
    cause,
  });

/** What an error of either SQLite driver means. */
export function sqliteFault(path: string, error: unknown): Fault {
  if (error instanceof BotError) return { error, ofOne: false };
  const code = sqliteCode(error);
  if (damaged.has(code)) return { error: damagedFile(path, code, error), ofOne: false };
  const hint = hints.get(code) ?? "see the cause; the bot tries again by itself";
  return {
    error: new BotError("store.unavailable", `${path}: the database refused (${code})`, { hint, cause: error }),
    ofOne: ofOneRow.has(code),
  };
}
