import { isEmpty, mayGoUnended, type Treatment, treatmentOf } from "./elements.ts";

/** A tag that is one, and is meant as one. `from` and `to` are offsets in the text. */
export type Tag = Readonly<{
  kind: "open" | "close";
  name: string;
  treatment: Treatment;
  attributes: string;
  from: number;
  to: number;
}>;
/** What is passed over: comments, and scripts with all that is in them. */
export type Passed = Readonly<{ kind: "passed"; from: number; to: number }>;

// Attributes hold no `<` or `>`: whatever does is shown as it is. Each attempt ends at the next `<`, so that the sum is linear.
const tagAt = /<(\/?)([A-Za-z][A-Za-z0-9-]*)((?:[\s/][^<>]*)?)>/y;

/**
 * The tags of a text in their order. Markup that no browser would understand as meant stays text: `List<String>`, a
 * `<div>` that never ends because somebody asks about it, an end without a beginning.
 */
export function tagsOf(text: string): readonly (Tag | Passed)[] {
  const found: (Tag | Passed)[] = [];
  const endOf = endFinder(text);
  for (let at = text.indexOf("<"); at !== -1; ) {
    const one = commentAt(text, at, endOf) ?? tagFrom(text, at);
    const whole = one?.kind === "open" && one.treatment === "dropped" ? withContent(one, endOf) : one;
    if (whole !== null) found.push(whole);
    at = text.indexOf("<", whole?.to ?? at + 1);
  }
  return meant(text, found);
}

type EndFinder = (end: string, from: number) => number;

/** Where a text next holds `end`, or -1. Looks no second time for what is not there any more: the sum stays linear. */
function endFinder(text: string): EndFinder {
  const small = text.toLowerCase();
  // Few letters grow when they are made small; the offsets would be others.
  const searched = small.length === text.length ? small : text;
  const gone = new Set<string>();
  return (end, from) => {
    if (gone.has(end)) return -1;
    const at = searched.indexOf(end, from);
    if (at === -1) gone.add(end);
    return at;
  };
}

function commentAt(text: string, at: number, endOf: EndFinder): Passed | null {
  if (!text.startsWith("<!--", at)) return null;
  const end = endOf("-->", at + 4);
  return end === -1 ? null : { kind: "passed", from: at, to: end + 3 };
}

/** A script goes with its content, up to its end tag; without one it is text. */
function withContent(tag: Tag, endOf: EndFinder): Passed | null {
  const end = endOf(`</${tag.name}`, tag.to);
  const close = end === -1 ? -1 : endOf(">", end);
  return close === -1 ? null : { kind: "passed", from: tag.from, to: close + 1 };
}

function tagFrom(text: string, at: number): Tag | null {
  tagAt.lastIndex = at;
  const [whole, slash, written = "", attributes = ""] = tagAt.exec(text) ?? [];
  if (whole === undefined) return null;
  const name = written.toLowerCase();
  const treatment = treatmentOf(name);
  // `<Map>` is a type of somebody's code; people write tags in small letters, or all in capitals.
  const asTag = written === name || written === written.toUpperCase();
  if (treatment === null || !asTag) return null;
  return { kind: slash === "" ? "open" : "close", name, treatment, attributes, from: at, to: at + whole.length };
}

/** Leaves out the tags that are words: those without their other half, and those that a sentence speaks of. */
function meant(text: string, found: readonly (Tag | Passed)[]): readonly (Tag | Passed)[] {
  const tags = found.filter((tag) => tag.kind !== "passed");
  const spokenOf = tags.filter((tag) => isEmpty(tag.treatment) && isSpokenOf(text, tag));
  const halves = [...Map.groupBy(tags, ({ name }) => name).values()].flatMap((alike) => unmatched(text, alike));
  const words = new Set<Tag | Passed>([...spokenOf, ...halves]);
  return found.filter((tag) => !words.has(tag));
}

/** Of the tags of one name those without their other half, where they need one. */
function unmatched(text: string, alike: readonly Tag[]): readonly Tag[] {
  const open: Tag[] = [];
  const ends: Tag[] = [];
  for (const tag of alike) {
    if (isEmpty(tag.treatment)) continue;
    if (tag.kind === "open") open.push(tag);
    else if (open.pop() === undefined) ends.push(tag);
  }
  const name = alike[0]?.name ?? "";
  if (!mayGoUnended(name)) return [...open, ...ends];
  return open.some((tag) => beginsSomething(text, tag)) ? [] : open;
}

/** `What does <br> do?`, `the <img> tag`: an empty element in a sentence, with no attribute that makes it do something. */
function isSpokenOf(text: string, { treatment, attributes, from, to }: Tag): boolean {
  if (/[a-z]/iu.test(attributes)) return false;
  if (treatment === "picture" || treatment === "box" || treatment === "nothing") return true;
  const before = text.slice(Math.max(0, from - 12), from);
  const after = text.slice(to, to + 12);
  if (treatment === "rule" && /\p{L},? $/u.test(before) && /^ \p{L}/u.test(after)) return true;
  return /^ (?:tags?|elements?)\b/iu.test(after) || /\b(?:an?|the|and|or|vs\.?|does|is) $/iu.test(before);
}

/** Whether a paragraph, item or cell without an end begins where one would: not after a word and a blank. */
function beginsSomething(text: string, { from }: Tag): boolean {
  const before = text.slice(Math.max(0, from - 40), from);
  return /(?:^|\S|[>.!?:;]\s+|\n\s*)$/u.test(before);
}

// Names begin where no letter stands before, so that a long one is tried once.
const attribute = /(?<![a-z-])([a-z-]{1,30})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/giu;

/** The value of an attribute of a tag as it is written, or null. */
export function attributeOf({ attributes }: Tag, name: string): string | null {
  for (const [, key = "", double, single, bare] of attributes.matchAll(attribute)) {
    if (key.toLowerCase() === name) return double ?? single ?? bare ?? "";
  }
  return null;
}
