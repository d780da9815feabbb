import type { Codec } from "../../src/core/codecs.ts";
import type { Collection, Listing, Store } from "../../src/ports/collection.ts";
import { type MemoryRows, type MemoryStore, memoryStore } from "../support/memory-store.ts";

/** A memory store that breaks one promise. */
export type BrokenStore = Readonly<{ name: string; make: (rows: MemoryRows) => MemoryStore }>;

type Parts<T> = Readonly<{ sound: Collection<T>; codec: Codec<T>; store: MemoryStore }>;
/** The members that are wrong, made from a collection that is sound. */
type Wrong = <T>(parts: Parts<T>) => Partial<Collection<T>>;

/** Its members as they are now, to be called by those that replace them. */
const membersOf = <T>(it: Collection<T>): Collection<T> => ({
  get: it.get.bind(it),
  put: it.put.bind(it),
  create: it.create.bind(it),
  update: it.update.bind(it),
  delete: it.delete.bind(it),
  list: it.list.bind(it),
  row: it.row.bind(it),
});

/** A store whose collections are wrong. */
export const inCollections = (name: string, wrong: Wrong): BrokenStore => ({
  name,
  make: (rows) => {
    const store = memoryStore(rows);
    const soundly = store.collection;
    return Object.assign(store, {
      collection: <T>(at: Parameters<Store["collection"]>[0], codec: Codec<T>): Collection<T> => {
        const it = soundly(at, codec);
        return Object.assign(it, wrong({ sound: membersOf(it), codec, store }));
      },
    });
  },
});

/** A store that is itself wrong. */
export const inStore = (name: string, wrong: (sound: Store, rows: MemoryRows) => Partial<Store>): BrokenStore => ({
  name,
  make: (rows) => {
    const store = memoryStore(rows);
    return Object.assign(store, wrong({ ...store }, rows));
  },
});

/** A listing whose rows are chosen or sorted otherwise. */
export const relisted =
  (change: (rows: [string, unknown][], prefix: string, listing: Listing) => [string, unknown][]): Wrong =>
  <T>({ sound, codec }: Parts<T>) => ({
    list: async function* (prefix: string, listing: Listing = {}) {
      const all = (await Array.fromAsync(sound.list(""))).map(([key, value]): [string, unknown] => [
        key,
        codec.encode(value),
      ]);
      for (const [key, raw] of change(all, prefix, listing)) yield [key, codec.decode(raw)] as const;
    },
  });

/** The rows a sound listing would give. */
export const stretch = (
  rows: [string, unknown][],
  prefix: string,
  { after = "", limit }: Listing,
): [string, unknown][] =>
  rows
    .filter(([key]) => (prefix === "" || key === prefix || key.startsWith(`${prefix}/`)) && key > after)
    .slice(0, limit);

/** What `work` gives, or `instead` when it fails. */
export async function ignoring<T>(work: () => Promise<T>, instead: T): Promise<T> {
  try {
    return await work();
  } catch {
    return instead;
  }
}
