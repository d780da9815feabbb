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

/** A place whose stores are closed when the test has finished; `beside` opens what a second process would. */
export function databasePlace(
  open: () => Promise<Database>,
  beside: (first: Database | undefined) => Promise<Database>,
): StorePlace {
  const stores: Store[] = [];
  let last: Database | undefined;
  const over = (database: Database): Store => {
    const store = storeOver(database, silentLog);
    stores.push(store);
    return store;
  };
  const openOne = async (): Promise<Store> => {
    last = await open();
    return over(last);
  };
  onTestFinished(async () => {
    // A store whose database was closed under it cannot be stopped any more.
    await Promise.allSettled(stores.map((store) => store.stop()));
  });
  return {
    open: openOne,
    openBeside: async () => over(await beside(last)),
    breakDown: async () => await last?.close(),
  };
}

/**
 * SQLite in a folder of its own. A second process is refused (fault 40), so the store beside works on the first one's
 * connection: it knows nothing of the first one's queues, as another process would not.
 */
export function sqlitePlace(): Promise<StorePlace> {
  const dataDir = freshFolder();
  const open = (): Promise<Database> => openSqlite({ dataDir, log: silentLog });
  return Promise.resolve(databasePlace(open, async (first) => first ?? (await open())));
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
