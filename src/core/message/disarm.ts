import { assertNever } from "../errors.ts";
import type { Block, Doc, Inline } from "./doc.ts";
import { joinTexts, wordsThenUrl } from "./inlines.ts";
import { wordsWithUrl } from "./plain.ts";

/** The same words with nothing live in them: links and pictures become text with the address, headings strong lines. */
export function disarm(doc: Doc): Doc {
  return doc.map(disarmBlock);
}

function disarmBlock(block: Block): Block {
  switch (block.kind) {
    case "paragraph":
      return { ...block, children: disarmInlines(block.children) };
    case "heading":
      return { kind: "paragraph", children: [{ kind: "strong", children: disarmInlines(block.children) }] };
    case "list":
      return { ...block, items: block.items.map((item) => ({ ...item, children: disarm(item.children) })) };
    case "table":
      return { ...block, head: block.head.map(disarmInlines), rows: block.rows.map((row) => row.map(disarmInlines)) };
    case "quote":
      return { ...block, children: disarm(block.children) };
    case "code":
    case "rule":
      return block;
    default:
      return assertNever(block);
  }
}

function disarmInlines(children: readonly Inline[]): readonly Inline[] {
  return joinTexts(children.flatMap(disarmInline));
}

function disarmInline(node: Inline): readonly Inline[] {
  switch (node.kind) {
    case "strong":
    case "emphasis":
    case "strike":
      return [{ ...node, children: disarmInlines(node.children) }];
    case "link":
      return wordsThenUrl(disarmInlines(node.children), node.url);
    case "image":
      return [{ kind: "text", value: wordsWithUrl(node.alt, node.url) }];
    case "text":
    case "code":
    case "break":
    case "person":
    case "time":
      return [node];
    default:
      return assertNever(node);
  }
}
