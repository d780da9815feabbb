import type { RawTextElement, RichTextBlock, TableBlock as SlackTable } from "@slack/types";
import type { Cell, TableBlock } from "../../core/message/doc.ts";
import { plainInline } from "../../core/message/plain.ts";
import { limits } from "./limits.ts";
import { richInlines } from "./rich-inlines.ts";

/** Whether no part of a table can be a `table` block: such a table is a list of its rows. */
export const isTooWide = ({ head }: TableBlock): boolean => head.length === 0 || head.length > limits.tableColumns;

/** Whether a table can be a `table` block: at most 100 rows with its head, 20 columns, 10,000 characters in its cells. */
export function isDrawable(table: TableBlock): boolean {
  const { head, rows } = table;
  if (isTooWide(table) || rows.length + 1 > limits.tableRows) return false;
  const chars = [head, ...rows].flat().reduce((sum, cell) => sum + Math.max(1, plainInline(cell).length), 0);
  return chars <= limits.tableChars;
}

/** A table as a `table` block; the first row is the head. */
export function renderTable({ head, rows, align }: TableBlock): SlackTable {
  return {
    type: "table",
    rows: [head, ...rows].map((row) => row.map(renderCell)),
    // An entry left out has to be an object all the same: null is refused.
    column_settings: head.map((_, column) => ({ align: align[column] ?? "left", is_wrapped: true })),
  };
}

/** Plain words are raw text, which takes a quarter of the JSON; an empty cell, which is refused, is a space. */
function renderCell(cell: Cell): RichTextBlock | RawTextElement {
  const [only, ...others] = cell;
  const value = only?.kind === "text" ? only.value.toWellFormed() : "";
  // Whether Slack reads these marks in raw text is not told; in rich text it does not.
  const isPlain = others.length === 0 && value.trim() !== "" && !/[&<>\n]/u.test(value);
  if (isPlain) return { type: "raw_text", text: value };
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: richInlines(cell) }] };
}
