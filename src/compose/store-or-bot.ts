import { existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import type { z } from "zod";
import { openStore } from "../adapters/keyv/open-store.ts";
import { sqliteFile } from "../adapters/keyv/sqlite.ts";
import { leaveRequest, type OperatorRequest, takeAnswer } from "../adapters/requests/request-folder.ts";
import { systemChance } from "../adapters/runtime.ts";
import type { Config } from "../config.ts";
import { BotError } from "../core/errors.ts";
import type { Store } from "../ports/collection.ts";
import type { Log } from "../ports/log.ts";

/** Which store the settings name. */
export type StorePlace = Pick<Config, "dataDir" | "databaseUrl">;

/** Something to do in the store: here, or by the running bot that is asked for it. */
export type StoreWork<A> = Readonly<{
  here: (store: Store) => Promise<A>;
  request: OperatorRequest;
  /** How the bot's answer reads. */
  answer: z.ZodType<A>;
}>;

/** What came of it; `waiting` for a bot that has the request and did not answer in time. */
export type Outcome<A> = Readonly<{ by: "us" | "bot"; answer: A }> | Readonly<{ by: "waiting" }>;

/** How long a running bot may take; it looks every five seconds. */
const patienceMs = 30_000;
const lookEveryMs = 200;

/** Works in the store, or has the running bot do it, which alone may write its SQLite file. */
export async function inStoreOrByBot<A>(place: StorePlace, log: Log, work: StoreWork<A>): Promise<Outcome<A>> {
  if (place.databaseUrl === null && !existsSync(sqliteFile(place.dataDir))) throw noStore(place.dataDir);
  const store = await openUnlessLocked(place, log);
  if (store === null) return askBot(place.dataDir, work);
  try {
    return { by: "us", answer: await work.here(store) };
  } finally {
    await store.stop();
  }
}

async function openUnlessLocked(place: StorePlace, log: Log): Promise<Store | null> {
  try {
    return await openAny(place, log);
  } catch (error) {
    if (error instanceof BotError && error.code === "store.locked") return null;
    throw error;
  }
}

async function askBot<A>(dataDir: string, { request, answer }: StoreWork<A>): Promise<Outcome<A>> {
  const id = systemChance.id();
  await leaveRequest(dataDir, id, request);
  for (let waited = 0; waited < patienceMs; waited += lookEveryMs) {
    const said = await takeAnswer(dataDir, id, answer);
    if (said !== null) return { by: "bot", answer: said };
    await setTimeout(lookEveryMs);
  }
  return { by: "waiting" };
}

/** The store of the settings. Raises `store.locked` while a bot has its SQLite file. */
export const openAny = ({ dataDir, databaseUrl }: StorePlace, log: Log): Promise<Store> =>
  openStore(databaseUrl === null ? { dataDir, log } : { databaseUrl, log });

const noStore = (dataDir: string): BotError =>
  new BotError("store.unavailable", `${sqliteFile(dataDir)}: there is no store`, {
    hint: "set DATA_DIR to the folder that the bot uses",
  });
