import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { BotError } from "../../core/errors.ts";
import { sqliteCode, sqliteFault } from "./sqlite-faults.ts";

/** Lets the next process in. */
export type Release = () => void;

const holder = z.object({ pid: z.number(), host: z.string(), since: z.string() });

/**
 * Makes this process the only one on `<dataDir>/drill.sqlite`, or raises `store.locked` with who it is. The operating
 * system holds the lock (SQLite's, on `drill.lock`), so it ends with the process, even by kill -9; `drill.pid` only says whose it is.
 */
export function takeLock(dataDir: string): Release {
  const pidFile = join(dataDir, "drill.pid");
  const lock = openExclusively(dataDir, pidFile);
  nameHolder(pidFile);
  return () => {
    forgetHolder(pidFile);
    lock.close();
  };
}

function nameHolder(pidFile: string): void {
  const since = Temporal.Now.instant().toString({ smallestUnit: "second" });
  try {
    writeFileSync(pidFile, JSON.stringify({ pid: process.pid, host: hostname(), since }));
  } catch {
    // A full disk must not keep the bot from starting: the lock holds, a second process is only told less.
  }
}

function forgetHolder(pidFile: string): void {
  try {
    rmSync(pidFile, { force: true });
  } catch {
    // A name left behind is read only while somebody holds the lock, and the next holder writes its own over it.
  }
}

function openExclusively(dataDir: string, pidFile: string): DatabaseSync {
  const path = join(dataDir, "drill.lock");
  let lock: DatabaseSync | null = null;
  try {
    // Not the database itself: two SQLite libraries in one process (this one and the adapter's) drop each other's locks
    // on a file they share, when either closes it.
    lock = new DatabaseSync(path, { timeout: 0 });
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock?.close();
    if (sqliteCode(error) !== "SQLITE_BUSY") throw sqliteFault(path, error).error;
    throw new BotError("store.locked", `${join(dataDir, "drill.sqlite")}: in use by ${whoHolds(pidFile)}`, {
      hint: "stop that process, or give this one another DATA_DIR; two bots on one store would answer twice",
      cause: error,
    });
  }
}

function whoHolds(pidFile: string): string {
  try {
    const { pid, host, since } = holder.parse(JSON.parse(readFileSync(pidFile, "utf8")));
    return `process ${pid} on ${host} since ${since}`;
  } catch {
    // The other process has the lock and is about to write its name: only the name is missing, the refusal stands.
    return "another process";
  }
}
