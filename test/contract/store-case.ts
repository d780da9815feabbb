import { z } from "zod";
import { codecOf, instant } from "../../src/core/codecs.ts";
import type { Collection, CollectionName, Store } from "../../src/ports/collection.ts";

/** One place that keeps records. Every case gets a fresh one. */
export type StorePlace = Readonly<{
  /** Opens the store; again after `stop`, it finds what was written. */
  open: () => Promise<Store>;
  /** Opens a second store beside the first, as another process would. */
  openBeside: () => Promise<Store>;
  /** From now on every operation of the store opened last fails, as on a broken disk. */
  breakDown: () => Promise<void>;
}>;

export type StoreCase = Readonly<{ name: string; run: (place: StorePlace) => Promise<void> }>;

export const text = codecOf(z.string());
export const count = codecOf(z.number());
export const note = codecOf(
  z.object({ text: z.string(), at: instant, tags: z.array(z.string()), last: z.string().nullable() }),
);

export const fiftyTimes = Array.from({ length: 50 }, (_, i) => i);

export async function keysOf<T>(listing: AsyncIterable<readonly [string, T]>): Promise<readonly string[]> {
  return (await Array.fromAsync(listing)).map(([key]) => key);
}

export async function filled(
  store: Store,
  keys: readonly string[],
  name: CollectionName = "drills",
): Promise<Collection<string>> {
  const collection = store.collection(name, text);
  await Promise.all(keys.map((key) => collection.put(key, `at ${key}`)));
  return collection;
}

export const plusOne = (current: number | null): number => (current ?? 0) + 1;
