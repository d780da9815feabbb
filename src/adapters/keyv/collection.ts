import type { Codec } from "../../core/codecs.ts";
import { BotError } from "../../core/errors.ts";
import type { Collection, CollectionName, Listing, Row } from "../../ports/collection.ts";
import type { Log } from "../../ports/log.ts";
import { compareAndSet, type Desk } from "./compare-and-set.ts";
import type { StoredRow } from "./database.ts";
import { type Decode, decodingOnce } from "./decoding.ts";
import { rowsUnder } from "./listing.ts";
import { rowKey } from "./row-keys.ts";
import { recordOf, textOf } from "./row-text.ts";

/** What a collection works with. */
export type CollectionParts<T> = Readonly<{ name: CollectionName; codec: Codec<T>; desk: Desk; log: Log }>;

/** Few rows that nearly every event reads, and that hold nobody's words, which must not stay in memory once erased. */
const readOften: ReadonlySet<CollectionName> = new Set<CollectionName>(["drills"]);

/** One collection of the store, over the rows whose key starts with its name. */
export class KeyvCollection<T> implements Collection<T> {
  readonly #name: CollectionName;
  readonly #codec: Codec<T>;
  readonly #desk: Desk;
  readonly #log: Log;
  readonly #decode: Decode<T>;

  constructor({ name, codec, desk, log }: CollectionParts<T>) {
    this.#name = name;
    this.#codec = codec;
    this.#desk = desk;
    this.#log = log;
    this.#decode = readOften.has(name) ? decodingOnce(codec) : (rowKey, text) => recordOf(rowKey, text, codec);
  }

  async get(key: string): Promise<T | null> {
    const at = rowKey(this.#name, key);
    const text = await this.#desk.rows.during(() => this.#desk.rows.read(at));
    return text === null ? null : this.#decode(at, text);
  }

  async put(key: string, value: T): Promise<void> {
    const row = this.#stored(key, value);
    await this.#desk.rows.during(() => this.#desk.rows.write({ guard: null, rows: [row] }));
  }

  async create(key: string, value: T): Promise<boolean> {
    const row = this.#stored(key, value);
    const guard = { key: row.key, expected: null };
    return await this.#desk.rows.during(() => this.#desk.rows.write({ guard, rows: [row] }));
  }

  async update(key: string, change: (current: T | null) => T | null): Promise<T | null> {
    const at = rowKey(this.#name, key);
    const { text } = await this.#desk.rows.during(() => compareAndSet(this.#desk, at, this.changeOfText(key, change)));
    return text === null ? null : this.#decode(at, text);
  }

  async delete(key: string): Promise<void> {
    const at = rowKey(this.#name, key);
    await this.#desk.rows.during(() => this.#desk.rows.erase(at));
  }

  async *list(prefix: string, listing: Listing = {}): AsyncIterable<readonly [key: string, value: T]> {
    let left = listing.limit ?? Number.POSITIVE_INFINITY;
    if (left <= 0) return;
    const stretch = { collection: this.#name, prefix, listing };
    for await (const row of rowsUnder(this.#desk.rows, stretch)) {
      const record = this.#readable(row);
      if (record === null) continue;
      yield [row.key.slice(this.#name.length + 1), record.value];
      left -= 1;
      if (left <= 0) return;
    }
  }

  row(key: string, value: T): Row {
    return { collection: this.#name, key, value: this.#codec.encode(value) };
  }

  /** A change of the record as a change of its row's text. */
  changeOfText(key: string, change: (current: T | null) => T | null): (text: string | null) => string | null {
    const at = rowKey(this.#name, key);
    return (text) => {
      const next = change(text === null ? null : this.#decode(at, text));
      return next === null ? null : textOf(at, () => this.#codec.encode(next));
    };
  }

  /** The full key of one of this collection's rows. */
  keyOf(key: string): string {
    return rowKey(this.#name, key);
  }

  /** Null, and a warning, for a row that cannot be read: one bad row must not hide the others. */
  #readable({ key, value }: StoredRow): Readonly<{ value: T }> | null {
    try {
      return { value: this.#decode(key, value) };
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      this.#log.warn("store.row-passed-over", { key, problem: error.message, hint: error.hint });
      return null;
    }
  }

  #stored(key: string, value: T): StoredRow {
    const at = rowKey(this.#name, key);
    return { key: at, value: textOf(at, () => this.#codec.encode(value)) };
  }
}
