import { compareKeys, rowKey } from "../../src/adapters/keyv/row-keys.ts";
import type { Codec } from "../../src/core/codecs.ts";
import { BotError } from "../../src/core/errors.ts";
import type { Collection, CollectionName, Guard, Listing, Row, Store } from "../../src/ports/collection.ts";

/** Rows by full key, as JSON text: two stores over one map are two processes on one database. */
export type MemoryRows = Map<string, string>;

/** A store that works, in memory, and can be told to fail. */
export interface MemoryStore extends Store {
  readonly rows: MemoryRows;
  /** While true every operation rejects with `store.unavailable`. */
  failing: boolean;
}

/**
 * Every record goes through its codec and through JSON, so what a database would lose is lost here too. Every operation
 * yields once and then happens at one stroke. A change runs twice, as it does when another process wins in between.
 */
export function memoryStore(rows: MemoryRows = new Map()): MemoryStore {
  let stopped = false;
  const turn = async (): Promise<void> => {
    await null;
    if (!store.failing && !stopped) return;
    throw new BotError("store.unavailable", stopped ? "the store has been stopped" : "memory: told to fail", {
      hint: "set `failing` to false",
    });
  };
  const store: MemoryStore = {
    rows,
    failing: false,
    collection: (name, codec) => new MemoryCollection({ rows, name, turn }, codec),
    commit: async (guard, puts) => {
      const texts = puts.map((row) => [rowKey(row.collection, row.key), JSON.stringify(row.value)] as const);
      await turn();
      if (!guardHolds(rows, guard)) return false;
      for (const [key, text] of texts) rows.set(key, text);
      return true;
    },
    check: turn,
    scrub: turn,
    stop: async () => {
      await null;
      stopped = true;
    },
  };
  return store;
}

type Shelf = Readonly<{ rows: MemoryRows; name: CollectionName; turn: () => Promise<void> }>;

function guardHolds<T>(rows: MemoryRows, guard: Guard<T>): boolean {
  if (guard.kind === "create") {
    const key = rowKey(guard.row.collection, guard.row.key);
    if (rows.has(key)) return false;
    rows.set(key, JSON.stringify(guard.row.value));
    return true;
  }
  if (guard.in instanceof MemoryCollection) return guard.in.changeNow(guard.key, guard.change);
  throw new BotError("input.invalid", "commit: the guard's collection belongs to another store", { hint: "a bug" });
}

class MemoryCollection<T> implements Collection<T> {
  readonly #shelf: Shelf;
  readonly #codec: Codec<T>;

  constructor(shelf: Shelf, codec: Codec<T>) {
    this.#shelf = shelf;
    this.#codec = codec;
  }

  async get(key: string): Promise<T | null> {
    await this.#shelf.turn();
    return this.#read(key);
  }

  async put(key: string, value: T): Promise<void> {
    const text = this.#text(value);
    await this.#shelf.turn();
    this.#shelf.rows.set(this.#at(key), text);
  }

  async create(key: string, value: T): Promise<boolean> {
    const text = this.#text(value);
    await this.#shelf.turn();
    if (this.#shelf.rows.has(this.#at(key))) return false;
    this.#shelf.rows.set(this.#at(key), text);
    return true;
  }

  async update(key: string, change: (current: T | null) => T | null): Promise<T | null> {
    await this.#shelf.turn();
    this.changeNow(key, change);
    return this.#read(key);
  }

  async delete(key: string): Promise<void> {
    await this.#shelf.turn();
    this.#shelf.rows.delete(this.#at(key));
  }

  async *list(
    prefix: string,
    { after = "", limit = Number.POSITIVE_INFINITY }: Listing = {},
  ): AsyncIterable<readonly [key: string, value: T]> {
    await this.#shelf.turn();
    const keys = this.#keysAt(prefix).filter((key) => compareKeys(key, after) > 0);
    let left = limit;
    for (const key of keys.sort(compareKeys)) {
      if (left <= 0) return;
      await this.#shelf.turn();
      const record = this.#readable(key);
      if (record === null) continue;
      left -= 1;
      yield [key, record];
    }
  }

  row(key: string, value: T): Row {
    return { collection: this.#shelf.name, key, value: this.#codec.encode(value) };
  }

  /** At one stroke: false when `change` leaves the record as it is. */
  changeNow(key: string, change: (current: T | null) => T | null): boolean {
    change(this.#read(key));
    const next = change(this.#read(key));
    if (next !== null) this.#shelf.rows.set(this.#at(key), this.#text(next));
    return next !== null;
  }

  #at(key: string): string {
    return rowKey(this.#shelf.name, key);
  }

  #text(value: T): string {
    return JSON.stringify(this.#codec.encode(value));
  }

  #read(key: string): T | null {
    const at = this.#at(key);
    const text = this.#shelf.rows.get(at);
    if (text === undefined) return null;
    try {
      return this.#codec.decode(JSON.parse(text));
    } catch {
      throw new BotError("store.damaged", `${at}: the record cannot be read`, {
        hint: "a fixture does not fit its codec",
      });
    }
  }

  /** Null for a row that is gone meanwhile, or damaged. */
  #readable(key: string): T | null {
    try {
      return this.#read(key);
    } catch {
      return null;
    }
  }

  /** The keys of this collection at and under a path. */
  #keysAt(prefix: string): string[] {
    const own = `${this.#shelf.name}/`;
    const keys = [...this.#shelf.rows.keys()].filter((at) => at.startsWith(own)).map((at) => at.slice(own.length));
    if (prefix === "") return keys;
    this.#at(prefix.replace(/\/$/, ""));
    return keys.filter((key) => key === prefix || key.startsWith(prefix.endsWith("/") ? prefix : `${prefix}/`));
  }
}
