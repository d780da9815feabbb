import { BotError } from "../../core/errors.ts";
import type { Guard, Row, Store } from "../../ports/collection.ts";
import type { Log } from "../../ports/log.ts";
import { KeyvCollection } from "./collection.ts";
import { compareAndSet, type Desk, eachOnce } from "./compare-and-set.ts";
import type { Database, StoredRow } from "./database.ts";
import { perKey } from "./per-key.ts";
import { rowKey } from "./row-keys.ts";
import { textOf } from "./row-text.ts";
import { rowsOf } from "./rows.ts";

/** Beside the collections, so that no listing meets it. */
const checkRow: StoredRow = { key: "store/check", value: textOf("store/check", () => "ok") };

/** The store over one opened database, which it closes at `stop`. */
export function storeOver(database: Database, log: Log): Store {
  const desk: Desk = { rows: rowsOf(database), inTurn: perKey() };
  return {
    collection: (name, codec) => new KeyvCollection({ name, codec, desk, log }),
    commit: async (guard, puts) => {
      const beside = puts.map(stored);
      return await desk.rows.during(() => commit(desk, guard, beside));
    },
    check: () => desk.rows.during(() => check(desk)),
    scrub: () => desk.rows.during(() => desk.rows.scrub()),
    stop: () => desk.rows.stop(),
  };
}

function stored({ collection, key, value }: Row): StoredRow {
  const at = rowKey(collection, key);
  return { key: at, value: textOf(at, () => value) };
}

async function commit<T>(desk: Desk, guard: Guard<T>, beside: readonly StoredRow[]): Promise<boolean> {
  if (guard.kind === "create") {
    const own = stored(guard.row);
    return await desk.rows.write({ guard: { key: own.key, expected: null }, rows: eachOnce([own, ...beside]) });
  }
  if (!(guard.in instanceof KeyvCollection)) {
    throw new BotError("input.invalid", "commit: the guard's collection belongs to another store", {
      hint: "this is a bug of the bot: report it with this line",
    });
  }
  const change = guard.in.changeOfText(guard.key, guard.change);
  const { happened } = await compareAndSet(desk, guard.in.keyOf(guard.key), change, beside);
  return happened;
}

async function check({ rows }: Desk): Promise<void> {
  await rows.write({ guard: null, rows: [checkRow] });
  if ((await rows.read(checkRow.key)) === checkRow.value) return;
  throw new BotError("store.unavailable", "the store did not give back the row it had just taken", {
    hint: "see the log for the database's errors, then restart the bot",
  });
}
