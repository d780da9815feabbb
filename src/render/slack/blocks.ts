import type { KnownBlock } from "@slack/types";
import { assertNever } from "../../core/errors.ts";
import type { Block, Doc } from "../../core/message/doc.ts";
import { plainInline } from "../../core/message/plain.ts";
import { asideOf, isPlainWords } from "../aside.ts";
import { limits } from "./limits.ts";
import { richBlock, richBlocks } from "./rich-blocks.ts";
import { isDrawable, renderTable } from "./table.ts";
import { escapeText, plainLabel } from "./text-objects.ts";

/** Where blocks stand: how many there may be, and whether one table may be among them (a form takes none). */
export type Surface = Readonly<{ blocks: number; table: boolean }>;

/**
 * A document as blocks, at most as many as fit: where one for each block of the document would be too many, they are
 * closed up into one, with lines for headings and rules. Names never notify; no picture is fetched.
 */
export function renderBlocks(doc: Doc, surface: Surface): KnownBlock[] {
  const separate = separateBlocks(doc, surface.table);
  return separate.length <= surface.blocks ? separate : closedUp(doc, surface.table);
}

/** One block, or a few, for each block of a document, however many that are. */
export function separateBlocks(doc: Doc, table: boolean): KnownBlock[] {
  // One table a message: `only_one_table_allowed`.
  const drawn = table ? doc.find(isTableBlock) : undefined;
  return doc.map((block) => renderBlock(block, block === drawn)).filter(saysSomething);
}

/** An empty quote or list has no elements, and Slack refuses a block without. */
const saysSomething = (block: KnownBlock): boolean => block.type !== "rich_text" || block.elements.length > 0;

const isTableBlock = (block: Block): boolean => block.kind === "table" && isDrawable(block);

function renderBlock(block: Block, drawn: boolean): KnownBlock {
  switch (block.kind) {
    case "heading":
      return renderHeading(block);
    case "paragraph": {
      const aside = asideOf(block.children);
      return aside === null
        ? rich(block)
        : { type: "context", elements: [plainLabel(plainInline(aside), limits.textObject)] };
    }
    case "table":
      return drawn ? renderTable(block) : rich(block);
    case "rule":
      return { type: "divider" };
    case "list":
    case "code":
    case "quote":
      return rich(block);
    default:
      return assertNever(block);
  }
}

const rich = (block: Block): KnownBlock => ({
  type: "rich_text",
  elements: [...richBlock(block, { indent: 0, quotes: 0 })],
});

/** A header takes plain words only, at most 150 characters; any other heading, and one below a title, is a bold line. */
function renderHeading(block: Extract<Block, { kind: "heading" }>): KnownBlock {
  const words = plainInline(block.children).trim();
  const isHeader = block.level <= 2 && words !== "" && escapeText(words).length <= limits.header;
  if (!isHeader || !block.children.every(isPlainWords)) return rich(block);
  return { type: "header", text: plainLabel(words, limits.header) };
}

function closedUp(doc: Doc, table: boolean): KnownBlock[] {
  const at = table ? doc.findIndex(isTableBlock) : -1;
  const found = doc[at];
  if (found?.kind !== "table") return run(doc);
  return [...run(doc.slice(0, at)), renderTable(found), ...run(doc.slice(at + 1))];
}

const run = (doc: Doc): KnownBlock[] => {
  const block: KnownBlock = { type: "rich_text", elements: richBlocks(doc) };
  return [block].filter(saysSomething);
};
