import type { BotError } from "../../core/errors.ts";
import type { KeyRange } from "./row-keys.ts";

export type StoredRow = Readonly<{ key: string; value: string }>;

/** The row a write hangs on: new when `expected` is null, else still holding exactly that text. */
type WriteGuard = Readonly<{ key: string; expected: string | null }>;

/** Rows written together. With a guard the first row is the guard's own, and none is written unless the guard holds. */
export type Write = Readonly<{ guard: WriteGuard | null; rows: readonly StoredRow[] }>;

/** What a driver's error means for the bot. */
export type Fault = Readonly<{
  error: BotError;
  /** One row of a group may be to blame; the others are worth trying singly. */
  ofOne: boolean;
}>;

/** One SQL dialect over the one table `keyv(key, value)`. Members reject with the driver's own errors; `fault` reads them. */
export interface Database {
  /** The rows that are there, by key. */
  read(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The first rows of a range, in byte order. */
  page(range: KeyRange, limit: number): Promise<readonly StoredRow[]>;
  /** One statement, all or nothing; no key may occur twice. Gives the keys of the guards that held. */
  write(writes: readonly Write[]): Promise<ReadonlySet<string>>;
  /** One statement, harmless for keys that are not there. */
  erase(keys: readonly string[]): Promise<void>;
  /** Leaves nothing of erased and overwritten rows on the disk, where the dialect can. */
  scrub(): Promise<void>;
  fault(error: unknown): Fault;
  close(): Promise<void>;
}

/** Reads what a driver gave; a row without text (SQL NULL) gets the empty text, which no record decodes from. */
export function readRows(found: unknown): readonly StoredRow[] {
  if (!Array.isArray(found)) return [];
  return found.flatMap((row: unknown): StoredRow[] => {
    const { key, value }: { key?: unknown; value?: unknown } = typeof row === "object" && row !== null ? row : {};
    return typeof key === "string" ? [{ key, value: typeof value === "string" ? value : "" }] : [];
  });
}

/** Four columns a row, as both dialects take them, sorted by key so that two processes never wait for each other in a ring. */
export function writtenColumns(writes: readonly Write[]): readonly WrittenRow[] {
  return writes
    .flatMap(({ guard, rows }) =>
      rows.map(({ key, value }): WrittenRow => [guard?.key ?? null, guard?.expected ?? null, key, value]),
    )
    .sort((a, b) => (a[2] < b[2] ? -1 : 1));
}

export type WrittenRow = readonly [guard: string | null, expected: string | null, key: string, value: string];
