/** Documents as Discord's Markdown: no tables, no pictures, no rules, lists of single lines, quotes one level deep. */
import { assertNever } from "../../core/errors.ts";
import type { Block, Doc, ListBlock, ListItem, TableBlock } from "../../core/message/doc.ts";
import { tableAsList } from "../../core/message/rows.ts";
import { asideOf } from "../aside.ts";
import { drawTable } from "../text-table.ts";
import { renderInlines } from "./inlines.ts";
import { tableColumns } from "./limits.ts";

/** A line; `flush` where it belongs to a block of code, which stands at the edge however deep in lists it is. */
type Line = Readonly<{ text: string; flush: boolean }>;
/** What a block stands in: a quote holds no further one, and a list no headings. */
type Place = Readonly<{ quoted: boolean; listed: boolean }>;

/**
 * A document as Discord's Markdown. Nothing in it notifies, links or hides but what the document means to; a table is drawn
 * when it is at most 36 columns wide, else it is a list of its rows; pictures are links.
 */
export function renderMarkdown(doc: Doc): string {
  return textOf(linesOf(doc, { quoted: false, listed: false }));
}

const textOf = (lines: readonly Line[]): string => lines.map(({ text }) => text).join("\n");
const lines = (text: string): readonly Line[] => text.split("\n").map((line) => ({ text: line, flush: false }));
const emptyLine: Line = { text: "", flush: false };

/** Blocks one below the other; those that say nothing are left out. */
function linesOf(doc: Doc, place: Place): readonly Line[] {
  const drawn = doc.map((block) => ({ block, all: blockLines(block, place) })).filter(({ all }) => all.length > 0);
  return drawn.flatMap(({ block, all }, at) => {
    const before = drawn[at - 1];
    return before === undefined || isClose(before, { block, all }, place) ? all : [emptyLine, ...all];
  });
}

type Drawn = Readonly<{ block: Block; all: readonly Line[] }>;

/** Whether nothing has to stand between two blocks: Discord leaves room itself around headings and code. */
function isClose(one: Drawn, other: Drawn, { listed }: Place): boolean {
  if (listed || one.block.kind === "heading") return true;
  if (one.all.at(-1)?.flush === true || other.all[0]?.flush === true) return true;
  if (one.block.kind !== "paragraph") return other.block.kind === "heading" && other.block.level <= 3;
  return (
    other.block.kind !== "paragraph" || [one.block, other.block].some(({ children }) => asideOf(children) !== null)
  );
}

function blockLines(block: Block, place: Place): readonly Line[] {
  switch (block.kind) {
    case "paragraph":
      return paragraphLines(block.children, place);
    case "heading":
      return headingLines(block, place);
    case "list":
      return block.items.flatMap((item, at) => itemLines(block, item, at, place));
    case "code":
      return codeLines(block.text, block.language);
    case "table":
      return tableLines(block, place);
    case "quote":
      return quoteLines(block.children, place);
    case "rule":
      return lines("─".repeat(10));
    default:
      return assertNever(block);
  }
}

type Words = Extract<Block, { kind: "paragraph" }>["children"];

/** An aside is small print. */
function paragraphLines(children: Words, { quoted, listed }: Place): readonly Line[] {
  const aside = quoted || listed ? null : asideOf(children);
  const said = renderInlines(aside ?? children);
  if (said.trim() === "") return [];
  return aside === null ? lines(said) : lines(`-# ${said}`);
}

/** Discord has three levels of headings, on one line; further ones, and those inside lists, are strong. */
function headingLines({ level, children }: Extract<Block, { kind: "heading" }>, place: Place): readonly Line[] {
  const oneLine = (said: string): string => said.replaceAll("\n", " ").trim();
  const words = oneLine(renderInlines(children));
  if (words === "") return [];
  if (level <= 3 && !place.listed) return lines(`${"#".repeat(level)} ${words}`);
  return lines(oneLine(renderInlines([{ kind: "strong", children }])));
}

/** An item's first words stand behind its mark, and all else of it below them, code at the edge. */
function itemLines(list: ListBlock, { checked, children }: ListItem, at: number, place: Place): readonly Line[] {
  const mark = list.start === null ? "- " : `${list.start + at}. `;
  const box = checked === null ? "" : checked ? "☑ " : "☐ ";
  const inside = linesOf(children, { ...place, listed: true });
  const [first, ...others] = inside;
  const opens = first !== undefined && !first.flush && children[0]?.kind !== "list";
  const head: Line = { text: `${mark}${box}${opens ? first.text : ""}`.trimEnd(), flush: false };
  return [head, ...indented(opens ? others : inside, mark.length)];
}

const indented = (all: readonly Line[], columns: number): readonly Line[] =>
  all.map((line) => (line.flush || line.text === "" ? line : { ...line, text: " ".repeat(columns) + line.text }));

/** What Discord takes for the name of a language; anything else would be the first line of the code. */
const languageName = /^[\w+\-.]+$/u;

/** Any three backticks end a block of code, so an invisible space parts those inside. Without words there is no block. */
function codeLines(text: string, language: string | null): readonly Line[] {
  const code = text.toWellFormed().replaceAll(/`(?=``)/gu, "`\u200B");
  if (code.trim() === "") return [];
  const name = language !== null && languageName.test(language) ? language : "";
  return [`\`\`\`${name}`, ...code.split("\n"), "```"].map((line) => ({ text: line, flush: true }));
}

/** The words of a block of code that stands by itself, as they were before it was drawn; null for anything else. */
export function textInCode(drawn: string): string | null {
  const [, text] = /^```[^\n]*\n([\s\S]*)\n```$/u.exec(drawn) ?? [];
  return text?.replaceAll(/`\u200B(?=``)/gu, "`") ?? null;
}

function tableLines(table: TableBlock, place: Place): readonly Line[] {
  const drawn = drawTable(table);
  const columns = place.quoted ? tableColumns - quoteMark.length : tableColumns;
  return drawn.width <= columns ? codeLines(drawn.lines.join("\n"), null) : blockLines(tableAsList(table), place);
}

const quoteMark = "> ";

/** Discord reads no quote inside a quote: there its mark is a sign before each line. */
function quoteLines(children: Doc, place: Place): readonly Line[] {
  const inside = linesOf(children, { ...place, quoted: true });
  if (!place.quoted) return inside.map((line) => ({ ...line, text: quoteMark + line.text }));
  return inside.map((line) => (line.flush ? line : { ...line, text: `\\${quoteMark}${line.text}` }));
}
