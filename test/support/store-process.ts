// A process of its own for the fault tests: opens the store of a folder, does what it is told, and says so on its output.
import { openSqlite } from "../../src/adapters/keyv/sqlite.ts";
import { sqliteMigrations } from "../../src/adapters/keyv/sqlite-migrate.ts";
import { storeOver } from "../../src/adapters/keyv/store.ts";
import { BotError } from "../../src/core/errors.ts";
import { silentLog } from "./silent-log.ts";

const say = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const forEver = (): Promise<never> => new Promise(() => setInterval(() => undefined, 60_000));

const [task = "", dataDir = ""] = process.argv.slice(2);
const text = { encode: (value: string): unknown => value, decode: String };

const tasks: Readonly<Record<string, () => Promise<void>>> = {
  /** Opens, writes one record, and stays. */
  hold: async () => {
    const store = storeOver(await openSqlite({ dataDir, log: silentLog }), silentLog);
    await store.collection("plans", text).put("kept", "by the first process");
    say({ opened: process.pid });
    await forEver();
  },
  /** Opens and says what came of it. */
  open: async () => {
    await storeOver(await openSqlite({ dataDir, log: silentLog }), silentLog).stop();
    say({ opened: process.pid });
  },
  /** Gets half way through a second migration, and stays there. */
  "migrate-half": async () => {
    const migrations = [
      ...sqliteMigrations,
      {
        version: 2,
        what: "half of it",
        apply: async (run: (sql: string) => Promise<unknown>) => {
          await run("UPDATE keyv SET value = replace(value, 'old', 'old new') WHERE key < 'plans/p5'");
          say({ half: true });
          await forEver();
        },
      },
    ];
    await openSqlite({ dataDir, log: silentLog, migrations });
  },
};

try {
  await tasks[task]?.();
} catch (error) {
  if (!(error instanceof BotError)) throw error;
  say({ code: error.code, message: error.message, hint: error.hint });
}
