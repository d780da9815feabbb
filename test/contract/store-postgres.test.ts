import { afterAll } from "vitest";
import type { Database } from "../../src/adapters/keyv/database.ts";
import { openPostgres } from "../../src/adapters/keyv/postgres.ts";
import { startPostgres } from "../support/postgres.ts";
import { silentLog } from "../support/silent-log.ts";
import { databasePlace } from "../support/store-place.ts";
import { storeCases, storeContract } from "./store.ts";
import type { StorePlace } from "./store-case.ts";

const server = await startPostgres();
const missing = typeof server === "string" ? server : null;

async function postgresPlace(): Promise<StorePlace> {
  if (typeof server === "string") throw new Error(server);
  const databaseUrl = await server.freshDatabase();
  const open = (): Promise<Database> => openPostgres({ databaseUrl, log: silentLog });
  return databasePlace(open, open);
}

afterAll(async () => {
  if (typeof server !== "string") await server.stop();
});

storeContract(
  "the PostgreSQL store",
  postgresPlace,
  missing === null ? [] : storeCases.map(({ name }) => ({ test: name, reason: missing })),
);
