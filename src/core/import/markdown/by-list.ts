import { asks } from "./asks.ts";
import { type Line, MATCHED_CHARS } from "./blocks.ts";
import { labelOf } from "./labels.ts";
import { levelIn } from "./level-words.ts";
import { type Above, headingsAbove, isBlank, type Mark, sectionsOf } from "./page.ts";
import { plainOf, titleOf } from "./titles.ts";

/** An item of a list, its first line without the marker, and what stands below it. */
type Item = {
  readonly text: string;
  readonly line: number;
  readonly isNumbered: boolean;
  readonly inner: Line[];
  readonly loose: Line[];
};

const marker = /^(\s{0,12})([-*+•]|\(?\d{1,5}\\?[.)、])\s{1,6}(.*)$/u;
const LEAST_SHARE = 0.5;

/** The items of the lists that ask more often than not. A list that code or paragraphs part is one, under one heading. */
export function listMarks(lines: readonly Line[]): readonly Mark[] {
  const above = headingsAbove(lines);
  const sections = sectionsOf(lines);
  const keys = sections.flatMap(({ heading, from, to }) =>
    heading !== null && isKey(heading) ? itemsOf(lines.slice(from + 1, to)) : [],
  );
  const marks = sections.flatMap(({ heading, from, to }): readonly Mark[] => {
    if (heading !== null && isKey(heading)) return [];
    const place = above[from + 1] ?? above[from] ?? { topics: [], level: null };
    return marksIn(itemsOf(lines.slice(from + 1, to)), place, DEEPEST);
  });
  if (marks.length > 0 && marks.length === keys.length) return marks.map((mark, at) => withKey(mark, keys[at]));
  return marks.length > 1 || marks.some(({ body }) => body.some((line) => !isBlank(line))) ? marks : [];
}

/** `1. Chapter` with questions below it is read, and a list in it; no deeper. */
const DEEPEST = 2;

function marksIn(items: readonly Item[], above: Above, deeper: number): readonly Mark[] {
  if (isAsking(items)) {
    const isLoose = loosely(items);
    return items
      .filter((item) => item.text.trim() !== "" && !isLink(item.text))
      .map((item) => markOf(item, above, isLoose));
  }
  if (deeper === 0 || items.some(({ text }) => box.test(text))) return [];
  return items.flatMap((item) => {
    const { text } = titleOf(item.text);
    const topics = text === "" ? above.topics : [...above.topics, text];
    return marksIn(itemsOf(item.inner), { topics, level: levelIn(text) ?? above.level }, deeper - 1);
  });
}

/** "Answers" after the questions, with as many items. */
const isKey = ({ text }: Line): boolean => {
  const label = labelOf(text);
  return (label?.kind === "answer" && label.rest === "") || /^answer key$/iu.test(titleOf(text).text);
};

function withKey(mark: Mark, key: Item | undefined): Mark {
  if (key === undefined || mark.body.some((line) => !isBlank(line) && labelOf(line.text)?.kind === "answer"))
    return mark;
  const first: Line = { kind: "text", text: `Answer: ${key.text}`, line: key.line, level: 0 };
  return { ...mark, body: [...mark.body, first, ...key.inner] };
}

function itemsOf(lines: readonly Line[]): readonly Item[] {
  const items: Item[] = [];
  let base: number | null = null;
  for (const line of lines) {
    const [, indent, sign, text] = line.kind === "text" ? (marker.exec(line.text.slice(0, MATCHED_CHARS)) ?? []) : [];
    const depth = indent?.length ?? 0;
    if (text !== undefined && sign !== undefined && (base === null || depth <= base + 1)) {
      base = Math.min(base ?? depth, depth);
      const whole = text + line.text.slice(MATCHED_CHARS);
      items.push({ text: whole, line: line.line, isNumbered: /\d/u.test(sign), inner: [], loose: [] });
      continue;
    }
    takeBelow(items.at(-1), line);
  }
  return items;
}

/** Code and what is indented belong to the item above; a paragraph that is not may be its answer too. */
function takeBelow(item: Item | undefined, line: Line): void {
  if (item === undefined) return;
  const belongs = line.kind !== "text" || isBlank(line) || /^\s/u.test(line.text) || !isBlankAbove(item);
  if (belongs && item.loose.length === 0) item.inner.push(line);
  else item.loose.push(line);
}

const isBlankAbove = ({ inner }: Item): boolean => {
  const last = inner.at(-1);
  return last !== undefined && isBlank(last);
};

const box = /^\[[ xX]?\](?:\s|$)/u;
const onlyLink =
  /^[*_`]{0,3}!?\[[^[\]]*\]\((?:[^()]|\([^()]*\))*\)[*_`]{0,3}(?:\s?[-–—:|(,].*|\s*[.*]?)$|^<?https?:\/\/\S+>?$/u;
const isLink = (text: string): boolean => onlyLink.test(text.slice(0, MATCHED_CHARS).trim());

/** Whether a list asks: half of its items at least, few of them mere links, none of them a box to tick. */
function isAsking(items: readonly Item[]): boolean {
  if (items.length === 0 || items.some(({ text }) => box.test(text))) return false;
  const links = items.filter(({ text }) => isLink(text)).length;
  if (links >= LEAST_SHARE * items.length) return false;
  return items.filter(({ text }) => itemAsks(text)).length >= LEAST_SHARE * items.length;
}

const itemAsks = (text: string): boolean => asks(parted(text).question.text);

/** Whether the answers of a list stand between its items, without being indented. */
function loosely(items: readonly Item[]): boolean {
  const loose = items.filter((item) => item.loose.some((line) => !isBlank(line)));
  return loose.length >= items.length / 2;
}

type Parted = Readonly<{ question: ReturnType<typeof titleOf>; rest: string }>;

/** `**What …?** An answer`, `What …? – an answer`: the item's question, and the rest of its line. */
function parted(text: string): Parted {
  const line = text.slice(0, MATCHED_CHARS);
  const more = text.slice(MATCHED_CHARS);
  const [, bold, after] = /^(\*\*(?=\S)[^*]+\*\*|__(?=\S)[^_]+__)\s*[:–—-]?\s+(.+)$/u.exec(line) ?? [];
  if (bold !== undefined && after !== undefined && asks(plainOf(bold)))
    return { question: titleOf(bold), rest: after + more };
  const [, asked, answer] =
    /^([^?？]{3,400}[?？])["'”)]?\s?(?:[-–—:]|->|=>|→|\(?(?:ans(?:wer)?|a)\s?[:.])\s?(.{2,})$/iu.exec(line) ?? [];
  if (asked !== undefined && answer !== undefined && !asks(answer))
    return { question: titleOf(asked), rest: answer + more };
  return { question: titleOf(line + more), rest: "" };
}

function markOf(item: Item, { topics, level }: Above, isLoose: boolean): Mark {
  const { question, rest } = parted(item.text);
  const lead: Line = { kind: "text", text: rest, line: item.line, level: 0 };
  const below = isLoose ? [...item.inner, ...item.loose] : item.inner;
  const joined = rest === "" ? joinedWith(item, question.markdown) : null;
  const body = joined === null ? below : below.slice(joined.lines);
  return {
    rule: "list",
    title: joined === null ? question : titleOf(joined.text),
    line: item.line,
    body: [...(rest === "" ? [] : [lead]), ...withFollowUps(body)],
    topics,
    level: question.level ?? level,
  };
}

/** A question that does not end on its line goes on in the next ones, up to a blank line or a list. */
function joinedWith({ inner, isNumbered }: Item, text: string): Readonly<{ text: string; lines: number }> | null {
  if (/[?？:]\W{0,4}$/u.test(text)) return null;
  const end = inner.findIndex(
    (line) => line.kind !== "text" || isBlank(line) || marker.test(line.text) || labelOf(line.text) !== null,
  );
  const more = inner.slice(0, end === -1 ? inner.length : end);
  if (more.length === 0) return null;
  const joined = [text, ...more.map((line) => line.text.trim())].join(" ");
  // Only what ends as a question surely goes on; otherwise the answer begins below.
  return /[?？]\W{0,4}$/u.test(joined) || !(isNumbered || asks(text)) ? { text: joined, lines: more.length } : null;
}

/** Nested items that ask are follow-ups. */
function withFollowUps(body: readonly Line[]): readonly Line[] {
  const nested = body.filter((line) => line.kind === "text" && marker.test(line.text));
  const asking = nested.filter((line) => asks(titleOf(marker.exec(line.text)?.[3] ?? "").text));
  if (nested.length === 0 || asking.length * 2 < nested.length) return body;
  const follow = new Set(nested);
  const rest = body.filter((line) => !follow.has(line));
  const label: Line = { kind: "text", text: "Follow-up questions:", line: body[0]?.line ?? 1, level: 0 };
  return [...rest, label, ...nested.map((line) => ({ ...line, text: line.text.trim() }))];
}
