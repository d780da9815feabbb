import { BotError } from "../../core/errors.ts";
import { carryOut } from "./changes.ts";
import type { Database, StoredRow, Write } from "./database.ts";
import { lane, type Outcome } from "./lane.ts";
import type { Change } from "./rounds.ts";
import type { KeyRange } from "./row-keys.ts";

/** The rows of one store, as text by full key: grouped, in order, and refusing once stopped. All reject with a BotError. */
export interface Rows {
  /** The row's text, or null when there is none. */
  read(key: string): Promise<string | null>;
  page(range: KeyRange, limit: number): Promise<readonly StoredRow[]>;
  /** False, and nothing written, when the guard does not hold. */
  write(write: Write): Promise<boolean>;
  erase(key: string): Promise<void>;
  /** See `Database.scrub`. */
  scrub(): Promise<void>;
  /** Runs `work` to its end even when `stop` is called meanwhile; refuses once it has been called. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Waits for all work under way, then closes the database; safe to call twice. */
  stop(): Promise<void>;
}

/** Groups the reads and the changes of a turn into few statements over `database`. */
export function rowsOf(database: Database): Rows {
  const reads = lane<string, string | null>((keys) => readTogether(database, keys));
  const changes = lane<Change, boolean>((ops) => carryOut(database, ops));
  return {
    read: reads,
    page: (range, limit) => inOurWords(database, () => database.page(range, limit)),
    write: (write) => changes({ kind: "write", write }),
    scrub: () => inOurWords(database, () => database.scrub()),
    erase: async (key) => void (await changes({ kind: "erase", key })),
    ...lifetime(() => inOurWords(database, () => database.close())),
  };
}

async function readTogether(database: Database, keys: readonly string[]): Promise<readonly Outcome<string | null>[]> {
  const found = await inOurWords(database, () => database.read([...new Set(keys)]));
  return keys.map((key) => ({ ok: true, value: found.get(key) ?? null }));
}

async function inOurWords<T>(database: Database, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw database.fault(error).error;
  }
}

function lifetime(close: () => Promise<void>): Pick<Rows, "during" | "stop"> {
  const idle = Promise.withResolvers<void>();
  let stopping: Promise<void> | null = null;
  let underWay = 0;

  async function during<T>(work: () => Promise<T>): Promise<T> {
    if (stopping !== null) {
      throw new BotError("store.unavailable", "the store has been stopped", {
        hint: "nothing to do: the bot is shutting down",
      });
    }
    underWay += 1;
    try {
      return await work();
    } finally {
      underWay -= 1;
      if (underWay === 0 && stopping !== null) idle.resolve();
    }
  }

  async function closeWhenIdle(): Promise<void> {
    if (underWay > 0) await idle.promise;
    await close();
  }

  return {
    during,
    stop: () => {
      stopping ??= closeWhenIdle();
      return stopping;
    },
  };
}
