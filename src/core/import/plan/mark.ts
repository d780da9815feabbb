import type { DraftNeed } from "../../bank/draft.ts";
import type { Origin } from "../../bank/question.ts";
import { type QuestionText, questionText } from "../../bank/write.ts";
import { fingerprint } from "../../fingerprint.ts";

/** What an import writes: it says where it comes from. */
export type ImportedText = QuestionText & Readonly<{ origin: Origin }>;

// The mark is the last line of the front matter, since `origin` is its last key and `mark` the last of that.
const marked = /\n {2}mark: (m[0-9a-z]+)\n---\n/;

/** The text of an imported question's file, or draft's, with the mark of itself. */
export function markedText(text: ImportedText, draft: DraftNeed | null): string {
  const { mark: _old, ...origin } = text.origin;
  const bare = questionText({ ...text, origin }, draft ?? undefined);
  return bare.replace("\n---\n", () => `\n  mark: ${markOf(bare)}\n---\n`);
}

/** The mark that stands in a file's text; null where there is none. */
export const markIn = (file: string): string | null => marked.exec(file)?.[1] ?? null;

/** Whether a file is as an import wrote it. Another kind of line ends is no edit; anything else is. */
export function isUntouched(file: string): boolean {
  const text = file.replaceAll("\r\n", "\n");
  const mark = markIn(text);
  return mark !== null && markOf(text.replace(marked, () => "\n---\n")) === mark;
}

/** Begins with a letter, so that no mark reads as a number. */
const markOf = (text: string): string => `m${fingerprint(text).toString(36)}`;
