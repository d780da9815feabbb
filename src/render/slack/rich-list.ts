import type { RichTextBlockElement, RichTextElement, RichTextList } from "@slack/types";
import type { Block, Doc, Inline, ListBlock, ListItem } from "../../core/message/doc.ts";
import { limits } from "./limits.ts";
import { richInlines } from "./rich-inlines.ts";

/** How deep in lists and in quotes something stands. */
export type Place = Readonly<{ indent: number; quotes: number }>;
type Render = (block: Block, place: Place) => readonly RichTextBlockElement[];

/** docs.slack.dev, rich text list element; `@slack/types` 3.2 does not know `offset` yet. */
type List = RichTextList & { offset?: number };

/**
 * A list as `rich_text` lists. Their items are single lines, so code, quotes and lists of an item stand between two lists,
 * of which the second counts on.
 */
export function richList(list: ListBlock, place: Place, render: Render): readonly RichTextBlockElement[] {
  const elements = list.items.flatMap((item, at) => {
    const { lines, others } = opening(item);
    return [
      listOf(richInlines([...markOf(list, item, at), ...lines]), list, at, place),
      ...others.flatMap((block) =>
        block.kind === "list" || block.kind === "table"
          ? render(block, { ...place, indent: place.indent + 1 })
          : render(block, place),
      ),
    ];
  });
  return joined(elements);
}

const lineBreak: Inline = { kind: "break" };

/** The paragraphs and headings that an item begins with, as lines of it, and what follows them. */
function opening({ children }: ListItem): Readonly<{ lines: readonly Inline[]; others: Doc }> {
  const end = children.findIndex(({ kind }) => kind !== "paragraph" && kind !== "heading");
  const count = end === -1 ? children.length : end;
  const lines = children.slice(0, count).flatMap((block, at) => [...(at === 0 ? [] : [lineBreak]), ...wordsOf(block)]);
  return { lines, others: children.slice(count) };
}

function wordsOf(block: Block): readonly Inline[] {
  if (block.kind === "paragraph") return block.children;
  return block.kind === "heading" ? [{ kind: "strong", children: block.children }] : [];
}

/** A task's box; and the number of a list that begins at 0, since Slack counts from 1. */
function markOf(list: ListBlock, { checked }: ListItem, at: number): readonly Inline[] {
  const number = list.start !== null && !countsFromOne(list) ? `${list.start + at}. ` : "";
  const box = checked === null ? "" : checked ? "☑ " : "☐ ";
  const value = number + box;
  return value === "" ? [] : [{ kind: "text", value }];
}

const countsFromOne = ({ start }: ListBlock): boolean => start !== null && start >= 1;

function listOf(elements: RichTextElement[], list: ListBlock, at: number, { indent, quotes }: Place): List {
  const offset = countsFromOne(list) ? (list.start ?? 1) + at - 1 : 0;
  return {
    type: "rich_text_list",
    style: countsFromOne(list) ? "ordered" : "bullet",
    indent: Math.min(indent, limits.indent),
    elements: [{ type: "rich_text_section", elements }],
    ...(offset === 0 ? {} : { offset }),
    ...(quotes === 0 ? {} : { border: 1 as const }),
  };
}

/** Neighbouring items of one list are one list. */
function joined(elements: readonly (RichTextBlockElement | List)[]): readonly RichTextBlockElement[] {
  const all: (RichTextBlockElement | List)[] = [];
  for (const element of elements) {
    const last = all.at(-1);
    if (last?.type === "rich_text_list" && element.type === "rich_text_list" && goesOn(last, element)) {
      all[all.length - 1] = { ...last, elements: [...last.elements, ...element.elements] };
    } else all.push(element);
  }
  return all;
}

function goesOn(list: List, next: List): boolean {
  if (list.style !== next.style || list.indent !== next.indent || list.border !== next.border) return false;
  return list.style === "bullet" || (list.offset ?? 0) + list.elements.length === (next.offset ?? 0);
}
