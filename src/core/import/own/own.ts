import type { QuestionText } from "../../bank/write.ts";
import type { QuestionId } from "../../keys.ts";
import type { ImportSource, Skipped } from "../found.ts";
import { readOwnCsv } from "./own-csv.ts";
import { readOwnFile } from "./own-file.ts";
import { readOwnJson } from "./own-json.ts";

/** A question of a bank, whole: with its id, its points and where it came from. */
export type OwnQuestion = QuestionText & Readonly<{ id: QuestionId; line: number }>;

/** What a file that a bank was written into holds. */
export type Own = Readonly<{ questions: readonly OwnQuestion[]; skipped: readonly Skipped[] }>;

/**
 * Reads what `drill bank export` wrote as CSV or JSON, and the files of a bank themselves, without losing anything. Null
 * when the text is none of these. Never throws.
 */
export const readOwn = (source: ImportSource): Own | null =>
  readOwnJson(source) ?? readOwnFile(source) ?? readOwnCsv(source);
