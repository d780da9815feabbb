import type { Cell, Inline, ListBlock, TableBlock } from "./doc.ts";

const lineBreak: Inline = { kind: "break" };

/** A table as a list, one item a row and one line a cell (`Head: cell`), for where a table is too wide to be drawn. */
export function tableAsList(table: TableBlock): ListBlock {
  const rows = table.rows.map((row) => row.map((cell, column) => labelled(table.head[column] ?? [], cell)));
  // A table of a head alone has nothing to label.
  const items = rows.length === 0 ? [table.head] : rows;
  return {
    kind: "list",
    start: null,
    items: items.map((lines) => ({ checked: null, children: [{ kind: "paragraph", children: joinLines(lines) }] })),
  };
}

function labelled(head: Cell, cell: Cell): Cell {
  if (head.length === 0) return cell;
  const value: Cell = cell.length === 0 ? [{ kind: "text", value: "–" }] : cell;
  return [{ kind: "strong", children: head }, { kind: "text", value: ": " }, ...value];
}

function joinLines(lines: readonly Cell[]): readonly Inline[] {
  const written = lines.filter((line) => line.length > 0);
  return written.flatMap((line, at) => (at === 0 ? line : [lineBreak, ...line]));
}
