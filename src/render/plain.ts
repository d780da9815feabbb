import { assertNever } from "../core/errors.ts";
import type { Block, Doc, ListBlock, ListItem, TableBlock } from "../core/message/doc.ts";
import { plainLines } from "../core/message/plain.ts";
import { tableAsList } from "../core/message/rows.ts";
import { displayWidth } from "./display-width.ts";
import { drawTable } from "./text-table.ts";

/**
 * A document as readable plain text without a final line break. A table is drawn when it is at most `tableColumns` wide
 * (always, without that argument), else written as a list of its rows. Other lines are left to the reader to wrap.
 */
export function renderPlain(doc: Doc, tableColumns = Number.POSITIVE_INFINITY): string {
  return doc.map((block) => renderBlock(block, tableColumns)).join("\n\n");
}

function renderBlock(block: Block, tableColumns: number): string {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return plainLines(block.children);
    case "list":
      return renderList(block, tableColumns);
    case "code":
      return renderCode(block.text, block.language);
    case "table":
      return renderTable(block, tableColumns);
    case "quote":
      return indent(renderPlain(block.children, tableColumns), "> ", "> ");
    case "rule":
      return "---";
    default:
      return assertNever(block);
  }
}

function renderList(list: ListBlock, tableColumns: number): string {
  const last = (list.start ?? 0) + list.items.length - 1;
  const mark = (at: number): string =>
    list.start === null ? "- " : `${String(list.start + at)}.`.padEnd(String(last).length + 2);
  const items = list.items.map((item, at) => renderItem(item, mark(at), tableColumns));
  return items.join(list.items.every(isShort) ? "\n" : "\n\n");
}

/** One block, and perhaps a list below it: such items need no empty line between them. */
function isShort({ children: [, second, third] }: ListItem): boolean {
  return third === undefined && (second === undefined || second.kind === "list");
}

function renderItem(item: ListItem, mark: string, tableColumns: number): string {
  const box = item.checked === null ? "" : item.checked ? "[x] " : "[ ] ";
  const blocks = item.children.map((block) => renderBlock(block, tableColumns));
  return indent(box + blocks.join(isShort(item) ? "\n" : "\n\n"), mark, " ".repeat(displayWidth(mark)));
}

/** The fence is longer than any run of backticks in the code, so the code cannot close it. */
function renderCode(text: string, language: string | null): string {
  const runs = text.match(/`+/gu) ?? [];
  const fence = "`".repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `${fence}${language ?? ""}\n${text}\n${fence}`;
}

function renderTable(table: TableBlock, tableColumns: number): string {
  const { lines, width } = drawTable(table);
  return width <= tableColumns ? lines.join("\n") : renderList(tableAsList(table), tableColumns);
}

function indent(text: string, first: string, others: string): string {
  const lines = text.split("\n").map((line, at) => {
    const before = at === 0 ? first : others;
    return line === "" ? before.trimEnd() : before + line;
  });
  return lines.join("\n");
}
