/** One document into several that fit, in order, with nothing dropped. */
import { assertNever, BotError } from "../errors.ts";
import { cutAt, longest } from "./borders.ts";
import { cutInlines } from "./cut-inlines.ts";
import type { Block, Doc, Inline, ListBlock, TableBlock } from "./doc.ts";
import { tableAsList } from "./rows.ts";

type Fits = (doc: Doc) => boolean;
/** What is put in the part, and what is left for the next. */
type Filled = Readonly<{ part: Doc; rest: Doc }>;
/**
 * The place that is left. `here`: whether a document fits after what stands already. `fresh`: whether it would fit in a
 * part of its own. `must`: something has to be placed here, if need be a single character.
 */
type Room = Readonly<{ here: Fits; fresh: Fits; must: boolean }>;

/**
 * Splits a document at block borders, greedily, into parts for which `fits` holds. A block that alone is too long is
 * split itself: lists by items (numbers go on), tables by rows (head repeated), code by lines (language kept), quotes
 * inside, text after a sentence or word. A heading stays with what follows. `fits` must hold for every beginning of a
 * document that fits. Raises `input.invalid` when not even one character fits.
 */
export function splitDoc(doc: Doc, fits: Fits): readonly Doc[] {
  if (fits(doc)) return [doc];
  const parts: Doc[] = [];
  let rest = doc;
  while (rest.length > 0) {
    const filled = fill(rest, { here: fits, fresh: fits, must: true });
    if (filled === null) throw tooNarrow(rest);
    parts.push(filled.part);
    rest = filled.rest;
  }
  return parts;
}

function tooNarrow([block]: Doc): BotError {
  return new BotError("input.invalid", `a ${block?.kind ?? "document"} fits no message, not even its first character`, {
    hint: "raise the limit of a message, or shorten what is sent with each part",
  });
}

function fill(doc: Doc, room: Room): Filled | null {
  const count = longest(doc.length, (n) => room.here(doc.slice(0, n)));
  const [next, ...after] = doc.slice(count);
  if (next === undefined) return doc.length > 0 || room.here(doc) ? { part: doc, rest: [] } : null;
  const head = doc.slice(0, count);
  const anchored = head.some((block) => block.kind !== "heading");
  if (anchored && room.fresh([next])) return beforeHeadings(head, [next, ...after]);
  const cut = splitBlock(next, {
    here: (piece) => room.here([...head, ...piece]),
    fresh: room.fresh,
    must: room.must && !anchored,
  });
  if (cut !== null) return { part: [...head, ...cut.part], rest: [...cut.rest, ...after] };
  return head.length === 0 ? null : beforeHeadings(head, [next, ...after]);
}

/** Headings at the end of a part go with what follows, unless they are all there is. */
function beforeHeadings(head: Doc, rest: Doc): Filled {
  const last = head.findLastIndex((block) => block.kind !== "heading");
  return last === -1
    ? { part: head, rest }
    : { part: head.slice(0, last + 1), rest: [...head.slice(last + 1), ...rest] };
}

function splitBlock(block: Block, room: Room): Filled | null {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return splitWords(block.children, (children) => ({ ...block, children }), room);
    case "list":
      return splitList(block, room);
    case "code":
      return splitCode(block.text, (text) => ({ ...block, text }), room);
    case "table":
      return splitTable(block, room);
    case "quote":
      return splitQuote(block.children, room);
    case "rule":
      return null;
    default:
      return assertNever(block);
  }
}

function splitWords(
  children: readonly Inline[],
  make: (children: readonly Inline[]) => Block,
  room: Room,
): Filled | null {
  const halves = cutInlines(children, (before) => room.here([make(before)]), !room.must);
  if (halves === null) return null;
  return { part: [make(halves.before)], rest: halves.after.length === 0 ? [] : [make(halves.after)] };
}

function splitList(list: ListBlock, room: Room): Filled | null {
  const count = longest(list.items.length, (n) => room.here([{ ...list, items: list.items.slice(0, n) }]));
  if (count > 0) return { part: [{ ...list, items: list.items.slice(0, count) }], rest: listFrom(list, count) };
  const [first] = list.items;
  if (first === undefined) return null;
  const wrap = (children: Doc): Doc => [{ ...list, items: [{ ...first, children }] }];
  const filled = fill(first.children, within(room, wrap));
  // What is left of the item goes on without a mark: a second one would read as a new item.
  return filled === null ? null : { part: wrap(filled.part), rest: [...filled.rest, ...listFrom(list, 1)] };
}

function listFrom(list: ListBlock, count: number): Doc {
  const items = list.items.slice(count);
  return items.length === 0 ? [] : [{ ...list, start: list.start === null ? null : list.start + count, items }];
}

function within(room: Room, wrap: (doc: Doc) => Doc): Room {
  return { here: (doc) => room.here(wrap(doc)), fresh: (doc) => room.fresh(wrap(doc)), must: room.must };
}

function splitQuote(children: Doc, room: Room): Filled | null {
  const wrap = (doc: Doc): Doc => [{ kind: "quote", children: doc }];
  const filled = fill(children, within(room, wrap));
  if (filled === null) return null;
  return { part: wrap(filled.part), rest: filled.rest.length === 0 ? [] : wrap(filled.rest) };
}

function splitCode(text: string, make: (text: string) => Block, room: Room): Filled | null {
  const lines = text.split("\n");
  const upTo = (n: number): Doc => [make(lines.slice(0, n).join("\n"))];
  const count = longest(lines.length, (n) => room.here(upTo(n)));
  const left = lines.slice(count);
  if (count > 0) return { part: upTo(count), rest: left.length === 0 ? [] : [make(left.join("\n"))] };
  const [line = ""] = lines;
  const at = room.must ? cutAt(line, (end) => room.here([make(line.slice(0, end))]), false) : 0;
  return at === 0 ? null : { part: [make(text.slice(0, at))], rest: [make(text.slice(at))] };
}

function splitTable(table: TableBlock, room: Room): Filled | null {
  const from = (start: number, end?: number): TableBlock => ({ ...table, rows: table.rows.slice(start, end) });
  const count = longest(table.rows.length, (n) => n === 0 || room.here([from(0, n)]));
  if (count > 0) return { part: [from(0, count)], rest: count === table.rows.length ? [] : [from(count)] };
  if (!room.must) return null;
  // Not even one row fits under the head: that row becomes a list, whose lines can be split.
  const asList = tableAsList(from(0, 1));
  const filled = room.here([asList]) ? { part: [asList], rest: [] } : splitList(asList, room);
  if (filled === null) return null;
  return { part: filled.part, rest: table.rows.length <= 1 ? filled.rest : [...filled.rest, from(1)] };
}
