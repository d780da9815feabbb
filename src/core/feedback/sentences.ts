/** A stretch of an answer read as one sentence: UTF-16 positions in the answer, `end` not included. */
export type Span = Readonly<{
  start: number;
  end: number;
  /** Code in a fence is read line by line, a table row by row. */
  kind: "prose" | "item" | "row" | "code";
  /** It ends with a question mark: what it says is asked, not claimed. */
  asks: boolean;
}>;

type Line = Readonly<{ start: number; end: number; text: string }>;
/** Lines that belong together. */
type Block = { start: number; end: number; kind: Span["kind"] };

const fence = /^ {0,3}(`{3,}|~{3,})/u;
const listMark = /^\s*(?:[-*+•‣◦▪–—]|\d{1,3}[.)]|\(?[a-z]\))\s+/u;
const headingMark = /^\s*#{1,6}\s+/u;
const quoteMark = /^\s*(?:>\s?)+/u;
const rowRule = /^[\s|:-]+$/u;

/**
 * Cuts a chat message or a Markdown text into sentences, list items, table rows and lines of code. Takes time in
 * proportion to the text, whatever it is.
 */
export function sentencesIn(text: string): readonly Span[] {
  return blocksIn(text).flatMap((block) =>
    block.kind === "code" || block.kind === "row" ? [{ ...block, asks: false }] : cut(text, block),
  );
}

function linesIn(text: string): readonly Line[] {
  let start = 0;
  return text.split("\n").map((line) => {
    const from = start;
    start += line.length + 1;
    return { start: from, end: from + line.length, text: line };
  });
}

function blocksIn(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: string | null = null;
  let last: Block | null = null;
  for (const line of linesIn(text)) {
    const mark = fence.exec(line.text)?.[1];
    if (mark !== undefined && (open === null || (mark.startsWith(open) && line.text.trim() === mark))) {
      open = open === null ? mark : null;
      last = null;
    } else if (open !== null) {
      if (line.text.trim() !== "") blocks.push({ start: line.start, end: line.end, kind: "code" });
    } else {
      last = withLine(blocks, last, line);
    }
  }
  return blocks;
}

/** Adds a line outside of code, and gives the block that the next line may go on with. */
function withLine(blocks: Block[], last: Block | null, line: Line): Block | null {
  if (line.text.trim() === "" || rowRule.test(line.text)) return null;
  if (last !== null && goesOn(line.text)) {
    last.end = line.end;
    return last;
  }
  const block = blockOf(line);
  blocks.push(block);
  return block.kind === "row" ? null : block;
}

/** A wrapped line goes on in small letters; in a chat people begin new thoughts on new lines, often so too. */
const goesOn = (text: string): boolean => /^\s*\p{Ll}/u.test(text) && !listMark.test(text) && !isRow(text);

const isRow = (text: string): boolean => {
  const first = text.indexOf("|");
  return first !== -1 && text.indexOf("|", first + 1) !== -1 && !text.includes("||");
};

function blockOf({ start, end, text }: Line): Block {
  const quoted = quoteMark.exec(text)?.[0].length ?? 0;
  const inner = text.slice(quoted);
  if (isRow(inner)) return { start, end, kind: "row" };
  const heading = headingMark.exec(inner)?.[0].length ?? 0;
  if (heading > 0) return { start: start + quoted + heading, end, kind: "item" };
  const mark = listMark.exec(inner)?.[0].length ?? 0;
  return { start: start + quoted + mark, end, kind: mark > 0 ? "item" : "prose" };
}

const ends = /`[^`\n]*`|[.!?…]+|[。！？]/gu;
const abbreviation = /(?:^|[^\p{L}])(?:e\.g|i\.e|eg|ie|vs|cf|ca|approx|incl|resp|etc|no)$/iu;

function cut(text: string, { start, end, kind }: Block): readonly Span[] {
  const spans: Span[] = [];
  let from = start;
  const inner = text.slice(start, end);
  for (const found of inner.matchAll(ends)) {
    const at = start + found.index;
    const after = at + found[0].length;
    if (!isEnd(text, found[0], at, Math.min(after, end))) continue;
    spans.push({ start: from, end: after, kind, asks: found[0].includes("?") || found[0] === "？" });
    from = after;
  }
  if (text.slice(from, end).trim() !== "") spans.push({ start: from, end, kind, asks: false });
  return spans;
}

/** A point inside a word or a number (`1.3`, `node.js`), after an abbreviation or in a code span ends nothing. */
function isEnd(text: string, mark: string, at: number, after: number): boolean {
  if (mark.startsWith("`")) return false;
  if (/[。！？]/u.test(mark)) return true;
  const next = text[after] ?? " ";
  // What asks in brackets ("(is it valid?)") is a part of its sentence.
  if (!/[\s"'”’*_]/u.test(next)) return false;
  return mark !== "." || !abbreviation.test(text.slice(Math.max(0, at - 8), at));
}
