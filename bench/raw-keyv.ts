import { join } from "node:path";
import { KeyvSqlite } from "@keyv/sqlite";
import { inFolder, type Pace, paceOf } from "./figures.ts";

/** What stands beside our durable writes: `set` of `@keyv/sqlite` itself, WAL and `FULL` as ours, 500 characters each. */
export const rawKeyvPace = (inFlight: number): Promise<Pace> =>
  inFolder(async (folder) => {
    const value = "x".repeat(500);
    const keyv = new KeyvSqlite({ uri: `sqlite://${join(folder, "raw.sqlite")}`, busyTimeout: 5000 });
    await keyv.query("PRAGMA journal_mode = WAL");
    await keyv.query("PRAGMA synchronous = FULL");
    await paceOf(500, inFlight, (index) => keyv.set(`warm/${index}`, value));
    const pace = await paceOf(5000, inFlight, (index) => keyv.set(`put/${index}`, value));
    await keyv.disconnect();
    return pace;
  });
