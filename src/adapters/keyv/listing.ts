import type { CollectionName, Listing } from "../../ports/collection.ts";
import type { StoredRow } from "./database.ts";
import { compareKeys, rangeUnder, rowKey } from "./row-keys.ts";
import type { Rows } from "./rows.ts";

const rowsAPage = 500;

/** What to list: a path within a collection, and how much of it. */
export type Stretch = Readonly<{ collection: CollectionName; prefix: string; listing: Listing }>;

/**
 * The rows at and under a path, in byte order, in pages: the keys are the cursor, so rows written or erased between two
 * pages move nothing. A path that ends with a slash leaves out the row at the path itself.
 */
export async function* rowsUnder(rows: Rows, { collection, prefix, listing }: Stretch): AsyncGenerator<StoredRow> {
  const path = prefix === "" ? collection : rowKey(collection, prefix.replace(/\/$/, ""));
  const { after, before } = rangeUnder(path);
  const cursor = listing.after === undefined ? "" : `${collection}/${listing.after}`;
  if (prefix !== "" && !prefix.endsWith("/") && compareKeys(cursor, path) < 0) yield* rowAt(rows, path);
  yield* pages(
    rows,
    compareKeys(cursor, after) > 0 ? cursor : after,
    before,
    Math.min(rowsAPage, listing.limit ?? rowsAPage),
  );
}

async function* rowAt(rows: Rows, key: string): AsyncGenerator<StoredRow> {
  const value = await rows.during(() => rows.read(key));
  if (value !== null) yield { key, value };
}

async function* pages(rows: Rows, from: string, before: string, size: number): AsyncGenerator<StoredRow> {
  let after = from;
  while (true) {
    const page = await rows.during(() => rows.page({ after, before }, size));
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < size) return;
    after = last.key;
  }
}
