/** Small constructors for the bot's own words. A string is text, never Markdown; a line break in it is a break. */
import { cleanLine, cleanText } from "./clean.ts";
import type { Align, Block, Cell, Doc, Inline, ListBlock, TableBlock } from "./doc.ts";

/** A string, a node, or several of both. */
export type Words = string | Inline | readonly (string | Inline)[];
/** An item of a list: words, or a document of its own. */
export type ItemWords = Words | Doc;

/** Words as inline nodes, in order. */
export function inlines(...words: readonly Words[]): readonly Inline[] {
  return words.flat().flatMap((word) => (typeof word === "string" ? textLines(word) : [word]));
}

function textLines(value: string): readonly Inline[] {
  const lines = cleanText(value).split("\n");
  return lines.flatMap((line, at): Inline[] => [
    ...(at === 0 ? [] : [{ kind: "break" } as const]),
    ...(line === "" ? [] : [{ kind: "text", value: line } as const]),
  ]);
}

/** Text on one line. */
export function text(value: string): Inline {
  return { kind: "text", value: cleanLine(value) };
}

export function strong(...words: readonly Words[]): Inline {
  return { kind: "strong", children: inlines(...words) };
}

export function emphasis(...words: readonly Words[]): Inline {
  return { kind: "emphasis", children: inlines(...words) };
}

export function strike(...words: readonly Words[]): Inline {
  return { kind: "strike", children: inlines(...words) };
}

/** Code inside a sentence; `codeBlock` stands alone. */
export function code(value: string): Inline {
  return { kind: "code", value: cleanLine(value) };
}

/** A link; without words the address is shown. Renderers link http, https and mailto only. */
export function link(url: string, ...words: readonly Words[]): Inline {
  return { kind: "link", url, children: inlines(...(words.length === 0 ? [url] : words)) };
}

/** Somebody's name, which never notifies. */
export function person(id: string, name: string): Inline {
  return { kind: "person", id, name: cleanLine(name) };
}

/** An instant in the reader's own zone where the platform can, else the fallback. */
export function time(at: Temporal.Instant, show: "time" | "date" | "date-time" | "relative", fallback: string): Inline {
  return { kind: "time", at, show, fallback: cleanLine(fallback) };
}

export const lineBreak: Inline = { kind: "break" };

export function paragraph(...words: readonly Words[]): Block {
  return { kind: "paragraph", children: inlines(...words) };
}

export function heading(level: 1 | 2 | 3 | 4 | 5 | 6, ...words: readonly Words[]): Block {
  return { kind: "heading", level, children: inlines(...words) };
}

/** A bulleted list. */
export function list(items: readonly ItemWords[]): ListBlock {
  return { kind: "list", start: null, items: items.map((item) => ({ checked: null, children: itemDoc(item) })) };
}

/** A list numbered from `start`. */
export function numbered(items: readonly ItemWords[], start = 1): ListBlock {
  return { ...list(items), start };
}

/** A list of boxes, ticked or not. */
export function tasks(items: readonly Readonly<{ done: boolean; words: ItemWords }>[]): ListBlock {
  return {
    kind: "list",
    start: null,
    items: items.map(({ done, words }) => ({ checked: done, children: itemDoc(words) })),
  };
}

function itemDoc(item: ItemWords): Doc {
  if (isDoc(item)) return item;
  return [paragraph(item)];
}

function isDoc(item: ItemWords): item is Doc {
  return Array.isArray(item) && item.every((part) => typeof part === "object" && isBlock(part));
}

/** Inline code has a `value`, a block of code a `text`; the other kinds differ by name. */
function isBlock(node: Block | Inline): node is Block {
  const kinds: readonly string[] = ["paragraph", "heading", "list", "table", "quote", "rule"] satisfies Block["kind"][];
  return kinds.includes(node.kind) || (node.kind === "code" && "text" in node);
}

/** A block of code; `language` is one word or null. */
export function codeBlock(value: string, language: string | null): Block {
  return { kind: "code", language, text: cleanText(value).replace(/\n$/u, "") };
}

export function quote(...blocks: readonly Block[]): Block {
  return { kind: "quote", children: blocks };
}

export const rule: Block = { kind: "rule" };

/** A table. Short rows are filled with empty cells; a row longer than the head is a programmer's error and throws. */
export function table(
  head: readonly Words[],
  rows: readonly (readonly Words[])[],
  align: readonly Align[] = [],
): TableBlock {
  const cell = (words: Words | undefined): Cell => (words === undefined ? [] : inlines(words));
  const tooLong = rows.find((row) => row.length > head.length);
  if (tooLong !== undefined) throw new RangeError(`a row has ${tooLong.length} cells, its head ${head.length}`);
  return {
    kind: "table",
    align: head.map((_, column) => align[column] ?? null),
    head: head.map(cell),
    rows: rows.map((row) => head.map((_, column) => cell(row[column]))),
  };
}
