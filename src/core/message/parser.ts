/** markdown-it, set up so that nothing an author wrote is dropped and no hostile text overflows the stack. */
import MarkdownIt, { type StateBlock, type StateCore, type Token } from "markdown-it";

/** Quotes deeper than this, and lists deeper than half of it (a list and its item are two levels), become text. */
const deepestBlock = 20;
/** Emphasis deeper than this keeps its words and loses its marks. */
const deepestInline = 20;

/** A token with what stands between it and its closing token. */
export type Branch = Readonly<{ token: Token; children: readonly Branch[] }>;

/** The blocks of a Markdown text. Inline content is in `token.children` of the `inline` branches. */
export function blocksOf(markdown: string): readonly Branch[] {
  return nest(parser.parse(markdown, {}), Number.POSITIVE_INFINITY);
}

/** The inline tokens of a Markdown text that is one line or paragraph; block marks stay as text. */
export function inlinesOf(markdown: string): readonly Branch[] {
  return parser.parseInline(markdown, {}).flatMap((token) => nestInline(token.children ?? []));
}

export function nestInline(tokens: readonly Token[]): readonly Branch[] {
  return nest(tokens, deepestInline);
}

/** Encodes an address for use in a link: percent-encoding, and Punycode for the host. */
export function encodeUrl(url: string): string {
  return encode(url);
}

type Growing = { token: Token; children: Growing[] };

/** Iterative, since a hostile paragraph nests emphasis tens of thousands of levels deep. */
function nest(tokens: readonly Token[], deepest: number): readonly Branch[] {
  const root: Growing[] = [];
  const open: Growing[][] = [root];
  const kept: boolean[] = [];
  for (const token of tokens) {
    const into = open.at(-1) ?? root;
    if (token.nesting === -1) {
      if (kept.pop()) open.pop();
      continue;
    }
    const keep = token.nesting === 0 || open.length <= deepest || token.type === "link_open";
    const branch: Growing = { token, children: [] };
    if (keep) into.push(branch);
    if (token.nesting === 1) kept.push(keep);
    if (token.nesting === 1 && keep) open.push(branch.children);
  }
  return root;
}

/** Block rule, ahead of all others: what is nested too deep becomes one paragraph of text. */
function flattenTooDeep(state: StateBlock, startLine: number, endLine: number): boolean {
  if (state.level < deepestBlock) return false;
  let end = startLine + 1;
  // A negative indentation marks a lazy continuation line.
  const belongs = (line: number, indent: number) => state.isEmpty(line) || indent < 0 || indent >= state.blkIndent;
  while (end < endLine && belongs(end, state.sCount[end] ?? 0)) end += 1;
  state.push("paragraph_open", "p", 1);
  const inline = state.push("inline", "", 0);
  inline.content = state.getLines(startLine, end, state.blkIndent, false).trim();
  inline.children = [];
  state.push("paragraph_close", "p", -1);
  state.line = end;
  return true;
}

/**
 * Core rule between blocks and inlines. GFM drops the cells of a row that has more than its head: they join the last
 * cell. A definition (`[label]: url`) gets its source as content, for the case that nothing uses it.
 */
function keepSource(state: StateCore): void {
  const lines = state.src.split("\n");
  for (const [at, token] of state.tokens.entries()) {
    const source = lines.slice(...(token.map ?? [0, 0]));
    if (token.type === "reference_definition") token.content = definitionSource(source);
    if (token.type === "tr_open") joinExtraCells(cellTokens(state.tokens, at), cellsOf(source[0] ?? ""));
  }
}

function cellTokens(tokens: readonly Token[], row: number): readonly Token[] {
  const cells: Token[] = [];
  for (let at = row + 1; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined || token.type === "tr_close") break;
    if (token.type === "inline") cells.push(token);
  }
  return cells;
}

function joinExtraCells(cells: readonly Token[], written: readonly string[]): void {
  const last = cells.at(-1);
  if (last !== undefined) last.content = [last.content, ...written.slice(cells.length)].join(" | ");
}

/** The cells of a table row's source, as markdown-it cuts them; before them there is only indentation and `>`. */
function cellsOf(source: string): readonly string[] {
  const cells = source
    .replace(/^[\s>]+/u, "")
    .trim()
    .split(/(?<!\\)\|/u);
  if (cells[0] === "") cells.shift();
  if (cells.at(-1) === "") cells.pop();
  return cells.map((cell) => cell.trim().replaceAll("\\|", "|"));
}

function definitionSource(lines: readonly string[]): string {
  const [first = "", ...others] = lines;
  return [first.slice(first.indexOf("[")), ...others.map((line) => line.replace(/^[\s>]+/u, ""))].join(" ").trim();
}

const parser = new MarkdownIt({ html: false, linkify: false, typographer: false });
const encode = parser.normalizeLink.bind(parser);
// Which addresses are live is decided in `inlines.ts`, on the address as written.
parser.normalizeLink = (url) => url;
parser.normalizeLinkText = (text) => text;
parser.validateLink = () => true;
parser.block.ruler.before("table", "flatten-too-deep", flattenTooDeep);
parser.core.ruler.after("block", "keep-source", keepSource);
parser.core.ruler.disable("strip_references");
