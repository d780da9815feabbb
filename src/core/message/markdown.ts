/** Authors' and people's Markdown to `Doc`. Nothing that was written vanishes: what has no node of its own stays as words. */
import { cleanText } from "./clean.ts";
import { disarm } from "./disarm.ts";
import type { Align, Block, Cell, Doc, Inline, ListBlock, ListItem, TableBlock } from "./doc.ts";
import { type SoftBreak, toInlines } from "./inlines.ts";
import { type Branch, blocksOf, inlinesOf, nestInline } from "./parser.ts";

/**
 * An author's Markdown (CommonMark, tables, strike-through, task lists) as a document. Raw HTML stays as text; only http,
 * https and mailto addresses are links; a line wrapped in the source is joined by one space. Never throws.
 */
export function parseMarkdown(text: string): Doc {
  return parse(text, "author");
}

/** One line of an author's Markdown, such as a title or a key point: emphasis, code and links, no blocks. */
export function parseInline(text: string): readonly Inline[] {
  return toInlines(inlinesOf(cleanText(text)), "space");
}

/**
 * What a person typed in chat, in a box of its own: links are not live, pictures are words, headings do not shout, and
 * line breaks stay. Mentions of every platform are plain text.
 */
export function quoteOf(text: string): Doc {
  return [{ kind: "quote", children: disarm(parse(text, "chat")) }];
}

type Source = "author" | "chat";
type Reading = Readonly<{ source: Source; soft: SoftBreak; used: ReadonlySet<string>; defined: Set<string> }>;

function parse(markdown: string, source: Source): Doc {
  const text = cleanText(markdown);
  const branches = blocksOf(text);
  const used = new Set(labelsIn(branches));
  const doc = toBlocks(branches, { source, soft: source === "chat" ? "break" : "space", used, defined: new Set() });
  // A lone mark such as `#` is an empty heading to Markdown, and still something that somebody wrote.
  return doc.length === 0 && text.trim() !== "" ? [paragraph([{ kind: "text", value: text.trim() }])] : doc;
}

function labelsIn(branches: readonly Branch[]): readonly string[] {
  return branches.flatMap(({ token, children }) => {
    const label = token.type === "reference_definition" ? undefined : token.meta?.["label"];
    const below = [...labelsIn(children), ...labelsIn(nestInline(token.children ?? []))];
    return typeof label === "string" ? [label, ...below] : below;
  });
}

function toBlocks(branches: readonly Branch[], reading: Reading): Doc {
  return branches.flatMap((branch) => toBlock(branch, reading));
}

function toBlock(branch: Branch, reading: Reading): Doc {
  const { token, children } = branch;
  switch (token.type) {
    case "paragraph_open":
      return inlineBlock(branch, reading, paragraph);
    case "heading_open":
      return inlineBlock(branch, reading, (words) => ({
        kind: "heading",
        level: headingLevels[token.tag] ?? 6,
        children: words,
      }));
    case "bullet_list_open":
      return [toList(branch, null, reading)];
    case "ordered_list_open":
      return [toList(branch, Number(token.attrGet("start") ?? 1), reading)];
    case "blockquote_open":
      return [{ kind: "quote", children: toBlocks(children, reading) }];
    case "code_block":
      return [{ kind: "code", language: null, text: withoutLastBreak(token.content) }];
    case "fence":
      return toCode(token.info.trim(), withoutLastBreak(token.content), reading.source);
    case "table_open":
      return [toTable(branch, reading)];
    case "hr":
      return [{ kind: "rule" }];
    case "reference_definition":
      return unusedDefinition(branch, reading);
    default:
      throw new Error(`markdown-it gave a block token this file does not know: ${token.type}`);
  }
}

function paragraph(children: readonly Inline[]): Block {
  return { kind: "paragraph", children };
}

function inlineBlock(branch: Branch, reading: Reading, make: (words: readonly Inline[]) => Block): Doc {
  const words = wordsIn(branch, reading);
  return words.length === 0 ? [] : [make(words)];
}

function wordsIn(branch: Branch, reading: Reading): readonly Inline[] {
  return toInlines(
    branch.children.flatMap(({ token }) => nestInline(token.children ?? [])),
    reading.soft,
  );
}

const headingLevels: Readonly<Record<string, 1 | 2 | 3 | 4 | 5 | 6>> = { h1: 1, h2: 2, h3: 3, h4: 4, h5: 5, h6: 6 };

function toList(branch: Branch, start: number | null, reading: Reading): ListBlock {
  return { kind: "list", start, items: branch.children.map((item) => toItem(item, reading)) };
}

function toItem(branch: Branch, reading: Reading): ListItem {
  const children = toBlocks(branch.children, reading);
  const source = branch.children[0]?.children[0]?.token.content ?? "";
  const box = /^\[([ xX])\][ \t]+/u.exec(source);
  const [first, ...others] = children;
  if (box === null || first?.kind !== "paragraph") return { checked: null, children };
  const [opening, ...words] = first.children;
  // The converted text decides too: `[x]` may have been a link to a definition.
  if (opening?.kind !== "text" || !/^\[[ xX]\]/u.test(opening.value)) return { checked: null, children };
  const value = opening.value.slice(3).trimStart();
  const rest: readonly Inline[] = value === "" ? words : [{ kind: "text", value }, ...words];
  return { checked: box[1] !== " ", children: [paragraph(rest), ...others] };
}

/**
 * In chat people open a fence and type on: "```SELECT a" is code, not a language. An author's further words after the
 * language stay as a line above the code.
 */
function toCode(after: string, text: string, source: Source): Doc {
  const [language = "", ...words] = after.split(/\s+/u);
  const names = language === "" || /^[\w+#.-]{1,30}$/u.test(language);
  if (!names || (source === "chat" && words.length > 0)) {
    return [{ kind: "code", language: null, text: text === "" ? after : `${after}\n${text}` }];
  }
  const above = words.length === 0 ? [] : [paragraph([{ kind: "text", value: words.join(" ") }])];
  return [...above, { kind: "code", language: language === "" ? null : language, text }];
}

function withoutLastBreak(text: string): string {
  return text.endsWith("\n") ? text.slice(0, -1) : text;
}

function toTable(branch: Branch, reading: Reading): TableBlock {
  const [headRow, ...rows] = branch.children.flatMap((section) => section.children);
  const heads = headRow?.children ?? [];
  const cells = (row: Branch): readonly Cell[] => row.children.map((cell) => wordsIn(cell, reading));
  return {
    kind: "table",
    align: heads.map(({ token }) => alignOf(String(token.attrGet("style") ?? ""))),
    head: heads.map((cell) => wordsIn(cell, reading)),
    rows: rows.map(cells),
  };
}

function alignOf(style: string): Align {
  const [, side] = /^text-align:(left|center|right)$/u.exec(style) ?? [];
  return side === "left" || side === "center" || side === "right" ? side : null;
}

/** A definition that no link uses, or that another one with its label shadows, is shown as it was written. */
function unusedDefinition({ token }: Branch, { used, defined }: Reading): Doc {
  const label = String(token.meta?.["label"]);
  const inUse = used.has(label) && !defined.has(label);
  defined.add(label);
  return inUse ? [] : [paragraph([{ kind: "text", value: token.content }])];
}
