import { assertNever } from "../errors.ts";
import type { Block, Doc, Inline } from "./doc.ts";

/** A document as one line of plain text, for summaries and notifications; `render/plain.ts` lays it out. */
export function plainText(doc: Doc): string {
  return doc.map(plainBlock).join(" ").replace(/\s+/gu, " ").trim();
}

function plainBlock(block: Block): string {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return plainInline(block.children);
    case "list":
      return block.items.map((item) => plainText(item.children)).join("; ");
    case "table":
      return [block.head, ...block.rows].map((row) => row.map(plainInline).join(", ")).join("; ");
    case "code":
      return block.text;
    case "quote":
      return plainText(block.children);
    case "rule":
      return "";
    default:
      return assertNever(block);
  }
}

/** Inline nodes as one line of plain text, for titles, summaries and table cells: a break becomes a space. */
export function plainInline(children: readonly Inline[]): string {
  return children.map((node) => (node.kind === "break" ? " " : plainNode(node, plainInline))).join("");
}

/** Inline nodes as plain text in which a break is a line break. */
export function plainLines(children: readonly Inline[]): string {
  return children.map((node) => (node.kind === "break" ? "\n" : plainNode(node, plainLines))).join("");
}

/** Words with the address behind them: `text (url)`, or the address alone where the words say no more than it does. */
export function wordsWithUrl(words: string, url: string): string {
  if (words.trim() === "") return url;
  return words === url || `mailto:${words}` === url || url === "" ? words : `${words} (${url})`;
}

function plainNode(node: Exclude<Inline, { kind: "break" }>, plain: (children: readonly Inline[]) => string): string {
  switch (node.kind) {
    case "text":
    case "code":
      return node.value;
    case "strong":
    case "emphasis":
    case "strike":
      return plain(node.children);
    case "link":
      return wordsWithUrl(plain(node.children), node.url);
    case "image":
      return wordsWithUrl(node.alt, node.url);
    case "person":
      return node.name;
    case "time":
      return node.fallback;
    default:
      return assertNever(node);
  }
}
