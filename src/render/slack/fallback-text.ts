/** What stands in the `text` of a message: for notifications, screen readers, and where no blocks can be shown. */
import { assertNever } from "../../core/errors.ts";
import type { Block, Doc, Inline } from "../../core/message/doc.ts";
import { tableAsList } from "../../core/message/rows.ts";
import { renderPlain } from "../plain.ts";
import { dateToken } from "./dates.ts";
import { escapeText } from "./text-objects.ts";

/**
 * All of a document as text of a Slack message: `&`, `<` and `>` escaped, so that nothing in it can notify or link, times
 * in the zone of who reads, a table as a list of its rows.
 */
export function fallbackText(doc: Doc): string {
  return renderPlain(doc.map(escapedBlock));
}

function escapedBlock(block: Block): Block {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return { ...block, children: escaped(block.children) };
    case "list":
      return { ...block, items: block.items.map((item) => ({ ...item, children: item.children.map(escapedBlock) })) };
    case "code":
      // Slack would show the language as the first line of the code.
      return { kind: "code", language: null, text: escapeText(block.text) };
    case "table":
      return escapedBlock(tableAsList(block));
    case "quote":
      return { ...block, children: block.children.map(escapedBlock) };
    case "rule":
      return block;
    default:
      return assertNever(block);
  }
}

const escaped = (children: readonly Inline[]): readonly Inline[] => children.map(escapedInline);

function escapedInline(node: Inline): Inline {
  switch (node.kind) {
    case "text":
    case "code":
      return { ...node, value: escapeText(node.value) };
    case "strong":
    case "emphasis":
    case "strike":
      return { ...node, children: escaped(node.children) };
    case "link":
      return { ...node, url: escapeText(node.url), children: escaped(node.children) };
    case "image":
      return { ...node, url: escapeText(node.url), alt: escapeText(node.alt) };
    case "break":
      return node;
    case "person":
      return { ...node, name: escapeText(node.name) };
    case "time":
      return { kind: "text", value: dateToken(node) };
    default:
      return assertNever(node);
  }
}
