import { KeyvSqlite } from "@keyv/sqlite";
import { onTestFinished } from "vitest";
import { z } from "zod";
import { openStore } from "../../src/adapters/keyv/open-store.ts";
import { openSqlite, type SqliteDatabase, sqliteFile } from "../../src/adapters/keyv/sqlite.ts";
import { storeOver } from "../../src/adapters/keyv/store.ts";
import { codecOf } from "../../src/core/codecs.ts";
import type { Collection, Store } from "../../src/ports/collection.ts";
import { type LogLine, listeningLog, silentLog } from "./silent-log.ts";
import { freshFolder } from "./store-place.ts";

/** Records that are plain text. */
export const text = codecOf(z.string());
/** What a store that cannot rejects with. */
export const unavailable = { name: "BotError", code: "store.unavailable" };

/** A store, one of its collections, its connection, and what it logged. */
export type Opened = Readonly<{
  store: Store;
  plans: Collection<string>;
  database: SqliteDatabase;
  lines: readonly LogLine[];
}>;

/** The SQLite store of a folder, stopped after the test. */
export async function opened(dataDir: string, busyTimeoutMs = 5000): Promise<Opened> {
  const lines: LogLine[] = [];
  const database = await openSqlite({ dataDir, log: silentLog, busyTimeoutMs });
  const store = storeOver(database, listeningLog(lines));
  onTestFinished(() => store.stop());
  return { store, plans: store.collection("plans", text), database, lines };
}

/** A closed store of `count` records of 400 characters. */
export async function filledFolder(count: number): Promise<string> {
  const dataDir = freshFolder();
  const store = await openStore({ dataDir, log: silentLog });
  const plans = store.collection("plans", text);
  await Promise.all(Array.from({ length: count }, (_, i) => plans.put(`p${i}`, `old ${i} `.padEnd(400, "."))));
  await store.stop();
  return dataDir;
}

/** Another program on the file, through the same driver: two SQLite libraries in one process would drop each other's locks. */
export function otherProgram(dataDir: string): KeyvSqlite {
  const other = new KeyvSqlite({ uri: `sqlite://${sqliteFile(dataDir)}` });
  onTestFinished(() => other.disconnect());
  return other;
}
