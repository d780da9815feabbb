import type { Codec } from "../core/codecs.ts";

export type CollectionName =
  | "plans"
  | "drills"
  | "posted"
  | "asked"
  | "answers"
  | "deliveries"
  | "open-drills"
  | "threads"
  | "inbox"
  | "learners"
  | "participations"
  | "variants"
  | "suggestions"
  | "flags"
  | "settings";

/** A value on its way to the store, already encoded. Made by `Collection.row`. */
export type Row = Readonly<{ collection: CollectionName; key: string; value: unknown }>;

export type Listing = Readonly<{
  /** Only keys greater than this one (byte order), the prefix included in it. */
  after?: string;
  /** At most so many; all when absent. */
  limit?: number;
}>;

/**
 * Records of one kind by key. Keys are paths of segments joined by `/`, at most 200 characters. Every member is atomic
 * per key, across processes. A failing store rejects with `store.unavailable`; it never reads as empty. A row that
 * cannot be decoded rejects `get` with `store.damaged` and is passed over, with a warning in the log, by `list`.
 */
export interface Collection<T> {
  /** The record, or null when there is none. */
  get(key: string): Promise<T | null>;
  /** Writes whatever was there before. */
  put(key: string, value: T): Promise<void>;
  /** True for exactly one caller per key; false when a record is there, which stays as it is. */
  create(key: string, value: T): Promise<boolean>;
  /**
   * Compare-and-set: `change` gets the record (null: none) and returns the new one, or null to leave it as it is; it may
   * run several times. Returns the record now in force.
   */
  update(key: string, change: (current: T | null) => T | null): Promise<T | null>;
  /** Harmless when there is none. */
  delete(key: string): Promise<void>;
  /**
   * The records at and under the path `prefix` (whole segments: `a/b` gives `a/b` and `a/b/c`, never `a/bc`; `a/b/` leaves
   * out `a/b` itself; empty: all), in byte order of their keys, read in pages.
   */
  list(prefix: string, listing?: Listing): AsyncIterable<readonly [key: string, value: T]>;
  /** A row for `Store.commit`. */
  row(key: string, value: T): Row;
}

/** What `Store.commit` hangs on: a row that must be new, or a change that must happen. */
export type Guard<T> =
  | Readonly<{ kind: "create"; row: Row }>
  | Readonly<{ kind: "update"; in: Collection<T>; key: string; change: (current: T | null) => T | null }>;

export interface Store {
  /** The same name gives the same records, in every process. */
  collection<T>(name: CollectionName, codec: Codec<T>): Collection<T>;
  /** All or nothing: the guard's write and the puts; false, and nothing written, when the guard does not hold. */
  commit<T>(guard: Guard<T>, puts: readonly Row[]): Promise<boolean>;
  /** Writes and reads one row; rejects with `store.unavailable` when the store cannot. */
  check(): Promise<void>;
  /**
   * Takes what was overwritten or deleted off the disk too, where the database can; rejects with `store.unavailable` when
   * others keep it from doing so. For after something was erased.
   */
  scrub(): Promise<void>;
  /** Waits for what is being written and lets go of the files; safe to call twice. */
  stop(): Promise<void>;
}
