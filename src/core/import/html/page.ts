import { linesOf, paragraphOf, together } from "./blocks.ts";
import type { Treatment } from "./elements.ts";
import type { Tag } from "./tags.ts";

/** What the text between the tags is: an HTML document's, or Markdown that has some HTML in it. */
export type Language = "html" | "markdown";

/** An element that has begun, with what is in it so far: finished blocks, and the words that follow them. */
export type Frame = {
  readonly tag: Tag | null;
  readonly blocks: string[];
  inline: string;
  /** How `inline` ends: looking at the whole of a long text again and again would take time without bound. */
  tail: string;
  /** The number of the next item of a list. */
  next: number;
  /** Of code, as a class of it tells; empty where none does. */
  language: string;
  /** The cells of a row. */
  readonly cells: string[];
  /** The rows of a table. */
  readonly rows: (readonly string[])[];
};

/** A document as it is being written: the elements that have begun and not ended, the outermost first. */
export type Page = Readonly<{ language: Language; root: Frame; open: Frame[] }>;

/** An element with nothing in it yet; null for the document itself. */
export const frameOf = (tag: Tag | null): Frame => ({
  tag,
  blocks: [],
  inline: "",
  tail: "",
  next: Number(/\bstart\s?=\s?["']?(\d{1,6})/iu.exec(tag?.attributes ?? "")?.[1] ?? 1),
  language: "",
  cells: [],
  rows: [],
});

/** The innermost element that has begun. */
export const top = ({ open, root }: Page): Frame => open.at(-1) ?? root;

/** Whether an element of a kind has begun. */
export const isWithin = ({ open }: Page, ...kinds: readonly Treatment[]): boolean =>
  open.some(({ tag }) => tag !== null && kinds.includes(tag.treatment));

/** Whether text is code now: it stays as it is, and marks mean nothing. */
export const isInCode = (page: Page): boolean => isWithin(page, "code", "preformatted");

const TAIL_CHARS = 100;

/** Adds words to an element. */
export function addWords(frame: Frame, words: string): void {
  frame.inline += words;
  frame.tail = (frame.tail + words.slice(-TAIL_CHARS)).slice(-TAIL_CHARS);
}

/** Ends the words of an element: they become a block. */
export function flush({ language }: Page, frame: Frame): void {
  const { inline } = frame;
  frame.inline = "";
  frame.tail = "";
  const block = language === "html" ? paragraphOf(inline) : linesOf(withoutBlankEnds(inline));
  if (block.trim() !== "") frame.blocks.push(block);
}

const withoutBlankEnds = (text: string): string => text.replace(/^(?:[ \t]*\n)+/u, "").trimEnd();

/** Adds a block below what is in the innermost element. */
export function addBlock(page: Page, block: string): void {
  const frame = top(page);
  flush(page, frame);
  if (block.trim() !== "") frame.blocks.push(block);
}

/** All that is in an element, as blocks below each other. */
export function contentOf(page: Page, frame: Frame): string {
  flush(page, frame);
  return together(frame.blocks);
}
