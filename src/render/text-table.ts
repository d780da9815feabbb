import type { TableBlock } from "../core/message/doc.ts";
import { plainInline } from "../core/message/plain.ts";
import { displayWidth, pad } from "./display-width.ts";

/** A table drawn in a fixed-width font; `width` is the widest line in columns. */
export type TextTable = Readonly<{ lines: readonly string[]; width: number }>;

/** Between two columns. */
const gap = "  ";

/** Draws a table: the head, a line of dashes, the rows; columns as wide as their widest cell. */
export function drawTable(table: TableBlock): TextTable {
  const grid = [table.head, ...table.rows].map((row) => row.map(cellText));
  const widths = table.head.map((_, column) => Math.max(1, ...grid.map((row) => displayWidth(row[column] ?? ""))));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => pad(cell, widths[column] ?? 0, table.align[column] ?? null))
      .join(gap)
      .trimEnd();
  const [head = [], ...rows] = grid;
  const dashes = widths.map((width) => "-".repeat(width));
  const width = widths.reduce((sum, each) => sum + each, 0) + gap.length * Math.max(0, widths.length - 1);
  return { lines: [line(head), line(dashes), ...rows.map(line)], width };
}

function cellText(cell: TableBlock["head"][number]): string {
  return plainInline(cell).replace(/\s+/gu, " ").trim();
}
