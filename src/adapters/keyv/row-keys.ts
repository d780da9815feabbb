import { BotError } from "../../core/errors.ts";
import type { CollectionName } from "../../ports/collection.ts";

/** keyv's key column: VARCHAR(255). */
const longest = 255;

const isKey = (key: string): boolean => !key.split("/").includes("") && !key.includes("\0") && key.isWellFormed();

/**
 * `<collection>/<key>`, the key of a row in the one table. Raises `input.invalid` when it is over 255 characters, has an
 * empty segment or holds what PostgreSQL cannot keep (NUL, half a surrogate pair).
 */
export function rowKey(collection: CollectionName, key: string): string {
  const full = `${collection}/${key}`;
  if (full.length > longest) {
    throw new BotError("input.invalid", `${collection}: a key of ${full.length} characters is too long`, {
      hint: `a key has at most ${longest} characters, "${collection}/" included; the ids in it are too long`,
    });
  }
  if (!isKey(full)) {
    throw new BotError("input.invalid", `${collection}: ${JSON.stringify(key)} cannot be a key`, {
      hint: "a key is a path of segments joined by one slash, without NUL",
    });
  }
  return full;
}

/** Rows with a key above `after` and below `before`, both in byte order. */
export type KeyRange = Readonly<{ after: string; before: string }>;

/** The rows that lie under a path: `plans/a` holds `plans/a/b`, never `plans/ab`. "0" is the byte after "/". */
export const rangeUnder = (path: string): KeyRange => ({ after: `${path}/`, before: `${path}0` });

/** Byte order of UTF-8, the order of both databases; JavaScript compares UTF-16, which differs beyond the BMP. */
export const compareKeys = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
