import type { Codec } from "../../core/codecs.ts";
import { recordOf } from "./row-text.ts";

/** The record in a row's text; raises `store.damaged` when it cannot be decoded. */
export type Decode<T> = (rowKey: string, text: string) => T;

/** So many rows, the latest: as many as people answer under at one time. */
const mostRows = 256;

/**
 * Decodes rows that are read over and over, each text once: whoever answers reads the drill twice, and decoding it took
 * half of an answer's time. The text itself is read from the database each time, so no change of any process is missed.
 */
export function decodingOnce<T>(codec: Codec<T>): Decode<T> {
  const rows = new Map<string, Readonly<{ text: string; record: T }>>();
  return (rowKey, text) => {
    const known = rows.get(rowKey);
    if (known?.text === text) return known.record;
    const record = recordOf(rowKey, text, codec);
    const [oldest] = rows.keys();
    if (oldest !== undefined && rows.size >= mostRows) rows.delete(oldest);
    rows.set(rowKey, { text, record });
    return record;
  };
}
