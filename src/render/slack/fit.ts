import type { Doc } from "../../core/message/doc.ts";
import { splitDoc } from "../../core/message/split.ts";
import { separateBlocks } from "./blocks.ts";
import { fallbackText } from "./fallback-text.ts";
import { budget } from "./limits.ts";
import { isDrawable, isTooWide } from "./table.ts";
import { utf8Bytes } from "./text-objects.ts";

/**
 * Cuts a document at block borders into parts that each fit one Slack message, as blocks and as nothing but text, with
 * one table at most; nothing is dropped. Raises `input.invalid` only for a document whose first character does not fit.
 */
export function fit(doc: Doc): readonly Doc[] {
  return splitDoc(doc, fitsOneMessage);
}

function fitsOneMessage(doc: Doc): boolean {
  const tables = doc.filter((block) => block.kind === "table" && !isTooWide(block));
  if (doc.length > budget.blocks || tables.length > 1) return false;
  if (!tables.every((block) => block.kind === "table" && isDrawable(block))) return false;
  if (utf8Bytes(fallbackText(doc)) > budget.textBytes) return false;
  return JSON.stringify(separateBlocks(doc, true)).length <= budget.json;
}
