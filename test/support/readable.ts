import { assertNever } from "../../src/core/errors.ts";
import type { Block, Doc, Inline } from "../../src/core/message/doc.ts";

/** All that can be read or followed in a document, one block a line: words, code, addresses of links, alt texts. */
export const readable = (doc: Doc): string => doc.map(readBlock).join("\n");

function readBlock(block: Block): string {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return readInlines(block.children);
    case "list":
      return block.items.map((item) => readable(item.children)).join("\n");
    case "code":
      return block.text;
    case "table":
      return [block.head, ...block.rows].map((row) => row.map(readInlines).join(" ")).join("\n");
    case "quote":
      return readable(block.children);
    case "rule":
      return "";
    default:
      return assertNever(block);
  }
}

const readInlines = (inlines: readonly Inline[]): string => inlines.map(readInline).join("");

function readInline(inline: Inline): string {
  switch (inline.kind) {
    case "text":
    case "code":
      return inline.value;
    case "strong":
    case "emphasis":
    case "strike":
      return readInlines(inline.children);
    case "link":
      return `${readInlines(inline.children)} (${inline.url})`;
    case "image":
      return `${inline.alt} (${inline.url})`;
    case "break":
      return "\n";
    case "person":
      return inline.name;
    case "time":
      return inline.fallback;
    default:
      return assertNever(inline);
  }
}
