import type { RichTextBlockElement, RichTextElement, RichTextPreformatted, RichTextSection } from "@slack/types";
import { assertNever } from "../../core/errors.ts";
import type { Block, Doc, Inline } from "../../core/message/doc.ts";
import { tableAsList } from "../../core/message/rows.ts";
import { joined } from "../neighbours.ts";
import { codeLanguage } from "./languages.ts";
import { richInlines } from "./rich-inlines.ts";
import { type Place, richList } from "./rich-list.ts";

/** The line that stands for a rule where no divider can. */
const ruleLine: Inline = { kind: "text", value: "———" };

/** A document as the parts of one `rich_text` block. Tables are lists of their rows here. */
export function richBlocks(doc: Doc): RichTextBlockElement[] {
  return joined(
    doc.flatMap((block) => richBlock(block, { indent: 0, quotes: 0 })),
    together,
  );
}

/** One block at its place, inside lists and quotes or not. */
export function richBlock(block: Block, place: Place): readonly RichTextBlockElement[] {
  switch (block.kind) {
    case "paragraph":
      return [line(block.children, place)];
    case "heading":
      return [line([{ kind: "strong", children: block.children }], place)];
    case "list":
      return richList(block, place, richBlock);
    case "code":
      return [preformatted(block.text, block.language, place)];
    case "table":
      return richList(tableAsList(block), place, richBlock);
    case "quote":
      return joined(
        block.children.flatMap((child) => richBlock(child, { ...place, quotes: place.quotes + 1 })),
        together,
      );
    case "rule":
      return [line([ruleLine], place)];
    default:
      return assertNever(block);
  }
}

/** A quote holds words only; what else is quoted has the quote's border. */
function line(children: readonly Inline[], { quotes }: Place): RichTextBlockElement {
  const elements = richInlines(children);
  if (quotes === 0) return { type: "rich_text_section", elements };
  return { type: "rich_text_quote", elements, ...(quotes > 1 ? { border: 1 as const } : {}) };
}

/** docs.slack.dev, rich text preformatted element; `@slack/types` 3.2 does not know `language` yet. */
type Preformatted = RichTextPreformatted & { language?: string };

function preformatted(text: string, language: string | null, { quotes }: Place): Preformatted {
  const known = codeLanguage(language);
  const code = text.toWellFormed();
  return {
    type: "rich_text_preformatted",
    elements: [{ type: "text", text: code === "" ? " " : code }],
    ...(known === null ? {} : { language: known }),
    ...(quotes > 0 ? { border: 1 as const } : {}),
  };
}

/** Lines after one another in one block would touch: they become one, with an empty line between. */
function together(one: RichTextBlockElement, other: RichTextBlockElement): RichTextBlockElement | null {
  if (one.type === "rich_text_section" && other.type === "rich_text_section") {
    return { ...one, elements: withGap(one, other) };
  }
  if (one.type !== "rich_text_quote" || other.type !== "rich_text_quote" || one.border !== other.border) return null;
  return { ...one, elements: withGap(one, other) };
}

const withGap = (
  one: Pick<RichTextSection, "elements">,
  other: Pick<RichTextSection, "elements">,
): RichTextElement[] => [...one.elements, { type: "text", text: "\n\n" }, ...other.elements];
