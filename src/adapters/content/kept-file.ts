import { lstatSync } from "node:fs";
import type { Problem } from "../../core/bank/question.ts";
import { readText, stampOf } from "./read-text.ts";

/** What is known of one file: what was last good in it, and what is wrong with it now. */
export type KeptFile<T> = Readonly<{ stamp: string | null; good: T | null; problems: readonly Problem[] }>;

/** Reads the text of a file; null with problems when it cannot be used. */
type Parse<T> = (text: string) => Readonly<{ good: T | null; problems: readonly Problem[] }>;

export type FileRequest<T> = Readonly<{
  path: string;
  /** How the file is called in problems. */
  file: string;
  /** The most bytes. */
  limit: number;
  before: KeptFile<T> | null;
  parse: Parse<T>;
}>;

/**
 * The file as it is now. What cannot be used leaves the last good version in force beside the problem. Null when there
 * is no file any more; the same object when its stamp has not changed. Never throws.
 */
export function keepFile<T>(request: FileRequest<T>): KeptFile<T> | null {
  const { path, file, limit, before, parse } = request;
  if (before !== null && before.stamp !== null && before.stamp === currentStamp(path)) return before;
  const read = readText(path, limit);
  if (read.kind === "gone") return null;
  const good = before?.good ?? null;
  if (read.kind === "refused") {
    const { message, fix, stamp } = read;
    return { stamp, good, problems: [{ file, line: 1, message: `the file ${message}`, fix }] };
  }
  const parsed = parse(read.text);
  return { stamp: read.stamp, good: parsed.good ?? good, problems: parsed.problems };
}

function currentStamp(path: string): string | null {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats === undefined ? null : stampOf(stats);
}
