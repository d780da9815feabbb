import { withPlainLineEnds } from "../bank/line-ends.ts";
import type { Unread } from "./formats.ts";
import type { Found, ImportSource } from "./found.ts";
import { readMarkdown } from "./read-markdown.ts";
import { isAnkiText, readAnki } from "./tables/anki.ts";
import { isTable, readTable } from "./tables/read-table.ts";
import { textFormat } from "./text-formats.ts";

/**
 * Reads one file by what is in it: notes of Anki, a table, else Markdown or text. A format that is known and not read is
 * skipped, with what to export instead. What a bank exported is read by `readOwn`, which is asked first. Never throws.
 */
export function readSource(source: ImportSource): Found {
  const { name, text } = source;
  if (text.trim() === "") return skipped("the file is empty");
  if (isAnkiText(text)) return readAnki(source);
  const unread = textFormat(source);
  if (unread !== null) return skipped(unreadReason(unread));
  if (isTable(name, withPlainLineEnds(text))) return readTable(source);
  return withHint(readMarkdown(source), name);
}

const skipped = (reason: string): Found => ({
  questions: [],
  drafts: [],
  skipped: [{ line: 1, reason }],
  licence: null,
  author: null,
});

/** Why a file of a format that is not read yet is skipped. */
export const unreadReason = ({ format, instead }: Unread): string => `${format}, which is not read yet: ${instead}`;

/** A page that Notion exported has an id at the end of its name. */
function withHint(found: Found, name: string): Found {
  const isNotion = / [0-9a-f]{32}\.md$/u.test(name);
  if (!isNotion || found.questions.length > 0 || found.drafts.length > 0) return found;
  return skipped(
    unreadReason({
      format: "a page of Notion",
      instead: "export its database as CSV, or write a heading above each question",
    }),
  );
}
