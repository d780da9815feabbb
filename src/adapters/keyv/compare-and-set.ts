import { BotError } from "../../core/errors.ts";
import type { StoredRow } from "./database.ts";
import type { perKey } from "./per-key.ts";
import type { Rows } from "./rows.ts";

/** The rows, and the queue in which this process changes one of them. */
export type Desk = Readonly<{ rows: Rows; inTurn: ReturnType<typeof perKey> }>;

/** The row's text now in force (null: no row), and whether it was this change that put it there. */
export type Changed = Readonly<{ text: string | null; happened: boolean }>;

/** Within one process changes of a key queue, so only other processes can win in between; so often in a row is a fault. */
const mostAttempts = 100;

/**
 * Reads a row, changes it, and writes it together with `beside` if nobody else wrote meanwhile; else starts again.
 * Nothing is written when `change` gives null. Rejects with `store.unavailable` after 100 lost attempts.
 */
export function compareAndSet(
  { rows, inTurn }: Desk,
  key: string,
  change: (text: string | null) => string | null,
  beside: readonly StoredRow[] = [],
): Promise<Changed> {
  return inTurn(key, async () => {
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const current = await rows.read(key);
      const next = change(current);
      if (next === null) return { text: current, happened: false };
      const write = { guard: { key, expected: current }, rows: eachOnce([{ key, value: next }, ...beside]) };
      if (await rows.write(write)) return { text: next, happened: true };
    }
    throw new BotError("store.unavailable", `${key}: other processes changed the row ${mostAttempts} times meanwhile`, {
      hint: "check that no other program writes to the bot's table",
    });
  });
}

/** Of several rows with one key the last, as if they had been written one after the other. */
export const eachOnce = (rows: readonly StoredRow[]): readonly StoredRow[] => [
  ...new Map(rows.map((row) => [row.key, row])).values(),
];
