import { type SourceLine, sourceLines, ticksIn } from "./lines.ts";

/**
 * A line of a file, as the rules look at it: `heading` is the text of one, `open` the summary of a `<details>` block and
 * `close` its end; `code` is never matched. `level` is that of a heading, 0 for all others.
 */
export type Line = Readonly<{
  kind: "text" | "code" | "heading" | "open" | "close";
  text: string;
  line: number;
  level: number;
}>;

/** The lines of a Markdown text, with folds and headings found. */
export const linesOf = (text: string): readonly Line[] => withHeadings(withFolds(sourceLines(text)));

/** Longer lines are text: nobody asks, or heads a chapter, in so many characters. */
export const MATCHED_CHARS = 1_500;

const foldTag = /<(\/?)(details|summary)\b[^<>]*>/giu;

type Folding = { readonly lines: Line[]; readonly nested: boolean; depth: number; summary: Line | null };

const layout = /^\s*(?:<\/?(?:p|div|br|center|b|strong|font|span)(?:\s[^<>]*)?\/?>\s*){1,8}$/iu;

/** A line of tags that only lay the page out is blank. */
const textLine = (text: string, line: number): Line => ({
  kind: "text",
  text: text.length < 300 && layout.test(text) ? "" : text,
  line,
  level: 0,
});

/** Where as many blocks end as begin they may hold each other; else each ends where the next begins. */
function withFolds(lines: readonly SourceLine[]): readonly Line[] {
  const tags = lines.flatMap(({ text, code }) => (code ? [] : tagsIn(text)));
  const count = (mark: string) => tags.filter((tag) => tag.name === mark).length;
  if (count("details") === 0) return lines.map(lineOf);
  const folding: Folding = { lines: [], nested: count("details") === count("/details"), depth: 0, summary: null };
  for (const line of lines) foldLine(folding, line);
  endSummary(folding);
  return folding.lines;
}

const lineOf = ({ text, line, code }: SourceLine): Line =>
  code ? { kind: "code", text, line, level: 0 } : textLine(text, line);

type FoldTag = Readonly<{ name: string; from: number; to: number }>;

function tagsIn(text: string): readonly FoldTag[] {
  if (!text.includes("<")) return [];
  const ticks = ticksIn(text);
  return [...text.matchAll(foldTag)]
    .filter((found) => !ticks.oddBefore(found.index))
    .map((found) => ({
      name: `${found[1]}${found[2]?.toLowerCase()}`,
      from: found.index,
      to: found.index + found[0].length,
    }));
}

function foldLine(folding: Folding, { text, line, code }: SourceLine): void {
  if (code) {
    endSummary(folding);
    folding.lines.push({ kind: "code", text, line, level: 0 });
    return;
  }
  let from = 0;
  const tags = tagsIn(text);
  for (const tag of tags) {
    takeText(folding, text.slice(from, tag.from), line, true);
    takeTag(folding, tag.name, line);
    from = tag.to;
  }
  takeText(folding, text.slice(from), line, tags.length > 0);
}

/** What stands beside a tag on its line begins a line of its own; a blank rest is none. */
function takeText(folding: Folding, text: string, line: number, beside: boolean): void {
  const { summary } = folding;
  if (summary !== null) {
    if (text.trim() !== "") folding.summary = { ...summary, text: `${summary.text} ${text.trim()}`.trim() };
    return;
  }
  if (beside && text.trim() === "") return;
  folding.lines.push(textLine(text, line));
}

function takeTag(folding: Folding, name: string, line: number): void {
  if (name === "summary") {
    endSummary(folding);
    folding.summary = { kind: "open", text: "", line, level: 0 };
    return;
  }
  endSummary(folding);
  if (name === "/summary") return;
  if (name === "details" && !folding.nested) closeFold(folding, line);
  if (name === "details") folding.depth += 1;
  if (name === "/details") closeFold(folding, line);
}

function closeFold(folding: Folding, line: number): void {
  if (folding.depth === 0) return;
  folding.depth -= 1;
  folding.lines.push({ kind: "close", text: "", line, level: 0 });
}

/** A summary that is not in a block, or that code or the file's end cuts off, counts as far as it goes. */
function endSummary(folding: Folding): void {
  const { summary } = folding;
  if (summary === null) return;
  folding.summary = null;
  if (folding.depth > 0) folding.lines.push(summary);
  else folding.lines.push(textLine(summary.text, summary.line));
}

const atx = /^ {0,3}(#{1,6})(?:[ \t]+(.*)|)$/u;
// Old guides leave the blank out; a single `#` without one is a tag.
const tight = /^ {0,3}(#{2,6})(?=[\p{L}\p{N}*`¿])(.*)$/u;
const inItem = /^(\s{0,6}(?:[-*+]|\(?\d{1,5}[.)])[ \t]{1,4})(#{1,6})[ \t]+(.*)$/u;
const html = /^\s{0,12}<h([1-6])\b[^<>]*>(.*)<\/h[1-6]>\s{0,12}$/iu;

/** Finds headings; one that begins an item of a list (`1. ### What …`) leads the lines that are indented below it. */
function withHeadings(lines: readonly Line[]): readonly Line[] {
  const found: Line[] = [];
  let indent = 0;
  for (const line of lines) {
    const moved = indent > 0 ? outdented(line, indent) : line;
    const heading = moved.kind === "text" ? headingIn(moved) : null;
    if (heading !== null) indent = heading.indent;
    const above = found.at(-1);
    if (above !== undefined && isUnderline(moved, above, found.at(-2))) {
      found[found.length - 1] = underlined(above, moved.text);
    } else {
      found.push(heading?.line ?? moved);
    }
  }
  return found;
}

const underlined = (title: Line, marks: string): Line => ({
  ...title,
  kind: "heading",
  text: title.text.trim(),
  level: marks.includes("=") ? 1 : 2,
});

function outdented(line: Line, most: number): Line {
  const blank = line.text.search(/\S/u);
  const cut = Math.min(most, blank === -1 ? line.text.length : blank);
  return cut === 0 ? line : { ...line, text: line.text.slice(cut) };
}

function headingIn(line: Line): Readonly<{ line: Line; indent: number }> | null {
  const { text } = line;
  if (text.length > MATCHED_CHARS || !/[#<]/u.test(text)) return null;
  const [, item, itemMarks, itemTitle] = inItem.exec(text) ?? [];
  if (item !== undefined && itemMarks !== undefined) {
    // The number of the item counts the question.
    const title = `${/\d/u.test(item) ? `${item.trim()} ` : ""}${itemTitle}`;
    return { line: { ...line, kind: "heading", text: title, level: itemMarks.length }, indent: item.length };
  }
  const [, marks, title] = atx.exec(text) ?? tight.exec(text) ?? [];
  if (marks !== undefined) {
    return { line: { ...line, kind: "heading", text: withoutEndMarks(title ?? ""), level: marks.length }, indent: 0 };
  }
  const [, level, inner] = html.exec(text) ?? [];
  if (level === undefined || inner === undefined) return null;
  return { line: { ...line, kind: "heading", text: inner.trim(), level: Number(level) }, indent: 0 };
}

const withoutEndMarks = (title: string): string =>
  title
    .trim()
    .replace(/(?<=^|[ \t])#{1,40}$/u, "")
    .trim();

const SETEXT_CHARS = 200;

/** Whether a line of `===` or `---` makes the line above it a heading: it stands alone there, and is no sentence or label. */
function isUnderline({ kind, text }: Line, title: Line, before: Line | undefined): boolean {
  if (kind !== "text" || !/^ {0,3}(?:={2,}|-{3,})[ \t]*$/u.test(text.slice(0, SETEXT_CHARS))) return false;
  if (title.kind !== "text" || title.text.trim() === "" || title.text.length > SETEXT_CHARS) return false;
  if (before?.kind === "text" && before.text.trim() !== "") return false;
  if (/^\s*(?:[-*+>|]|\d{1,5}[.)]\s|\S{1,12}\s?[:：]\s)|::|\|/u.test(title.text)) return false;
  return text.includes("=") || !/[.!;:。]\s*$/u.test(title.text);
}
