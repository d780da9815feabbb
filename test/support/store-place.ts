import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Database } from "../../src/adapters/keyv/database.ts";
import { openSqlite } from "../../src/adapters/keyv/sqlite.ts";
import { storeOver } from "../../src/adapters/keyv/store.ts";
import type { Store } from "../../src/ports/collection.ts";
import type { StorePlace } from "../contract/store-case.ts";
import { memoryStore } from "./memory-store.ts";
import { silentLog } from "./silent-log.ts";

/** A folder of this test's own, gone after it. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "drill-store-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A place whose stores are closed when the test has finished. */
export function databasePlace(open: () => Promise<Database>): StorePlace {
  const stores: Store[] = [];
  let last: Database | undefined;
  const openOne = async (): Promise<Store> => {
    last = await open();
    const store = storeOver(last, silentLog);
    stores.push(store);
    return store;
  };
  onTestFinished(async () => {
    // A store whose database was closed under it cannot be stopped any more.
    await Promise.allSettled(stores.map((store) => store.stop()));
  });
  return { open: openOne, openBeside: openOne, breakDown: async () => await last?.close() };
}

/** SQLite in a folder of its own. */
export function sqlitePlace(): Promise<StorePlace> {
  const dataDir = freshFolder();
  return Promise.resolve(databasePlace(() => openSqlite({ dataDir, log: silentLog })));
}

/** A map that several stores share. */
export function memoryPlace(): Promise<StorePlace> {
  const rows = new Map<string, string>();
  let last = memoryStore(rows);
  return Promise.resolve({
    open: () => {
      last = memoryStore(rows);
      return Promise.resolve(last);
    },
    openBeside: () => Promise.resolve(memoryStore(rows)),
    breakDown: () => {
      last.failing = true;
      return Promise.resolve();
    },
  });
}
