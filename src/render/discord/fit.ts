import type { Doc } from "../../core/message/doc.ts";
import { splitDoc } from "../../core/message/split.ts";
import { limits } from "./limits.ts";
import { renderMarkdown } from "./markdown.ts";

/**
 * Cuts a document at block borders into parts that each fit one Discord message, as its text or as an embed; nothing is
 * dropped. Raises `input.invalid` only for a document whose first character does not fit.
 */
export function fit(doc: Doc): readonly Doc[] {
  return splitDoc(doc, (part) => renderMarkdown(part).length <= limits.description);
}
