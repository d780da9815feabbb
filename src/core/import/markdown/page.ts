import type { Level } from "../../bank/question.ts";
import type { Rule } from "../found.ts";
import type { Line } from "./blocks.ts";
import { isChrome, isContents, isNavigation } from "./chrome.ts";
import { foldLabel, labelOf } from "./labels.ts";
import { levelIn } from "./level-words.ts";
import type { Title } from "./titles.ts";
import { plainTitle, titleOf } from "./titles.ts";

/** A question as a rule marks it: its title, and the lines that are its rest, still unread. */
export type Mark = Readonly<{
  rule: Rule;
  title: Title;
  line: number;
  body: readonly Line[];
  topics: readonly string[];
  level: Level | null;
  /** The first paragraph of the body asks; the title only heads it. */
  asksBelow?: boolean;
  /** What stands below without the label of an answer belongs to the question. */
  answersAreLabelled?: boolean;
}>;

/** What one rule makes of a file. */
export type Marked = Readonly<{
  marks: readonly Mark[];
  skipped: readonly Readonly<{ line: number; reason: string }>[];
}>;

export const isBlank = (line: Line): boolean => line.kind === "text" && line.text.trim() === "";

/** The place of the first line from there on that is not blank, or the place after the last line. */
export function nextFilled(lines: readonly Line[], from: number): number {
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at];
    if (line !== undefined && !isBlank(line)) return at;
  }
  return lines.length;
}

/** The places of the headings in folded answers and hints: they head nothing else. */
export function linesInAnswers(lines: readonly Line[]): ReadonlySet<number> {
  const inside = new Set<number>();
  const open: boolean[] = [];
  for (const [at, line] of lines.entries()) {
    if (line.kind === "open") open.push(open.at(-1) === true || foldLabel(line.text) !== null);
    if (line.kind === "close") open.pop();
    if (line.kind === "heading" && open.at(-1) === true) inside.add(at);
  }
  return inside;
}

/** The headings above a line, the widest first, in plain words. */
export type Above = Readonly<{ topics: readonly string[]; level: Level | null }>;
const nothingAbove: Above = { topics: [], level: null };

/** For each line the headings that it stands under; a heading stands under those before it, not under itself. */
export function headingsAbove(lines: readonly Line[]): readonly Above[] {
  const open: { level: number; above: Above }[] = [];
  const inAnswer = linesInAnswers(lines);
  return lines.map((line, at) => {
    if (line.kind !== "heading" || inAnswer.has(at) || labelOf(line.text) !== null)
      return open.at(-1)?.above ?? nothingAbove;
    while ((open.at(-1)?.level ?? 0) >= line.level) open.pop();
    const before = open.at(-1)?.above ?? nothingAbove;
    const title = plainTitle(line.text);
    const topics = title === "" ? before.topics : [...before.topics, title];
    open.push({ level: line.level, above: { topics, level: levelIn(title) ?? before.level } });
    return before;
  });
}

/** The place after the block that a fold opens, and its lines. */
export function foldEnd(lines: readonly Line[], at: number): number {
  let depth = 0;
  for (let next = at; next < lines.length; next += 1) {
    const { kind } = lines[next] ?? {};
    if (kind === "open") depth += 1;
    if (kind === "close") depth -= 1;
    if (depth <= 0) return next;
  }
  return lines.length;
}

/** The lines without folds that hold a table of contents. */
export function withoutContents(lines: readonly Line[]): readonly Line[] {
  const kept: Line[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    if (line === undefined) break;
    if (line.kind === "open" && foldLabel(line.text) === "contents") at = foldEnd(lines, at);
    else kept.push(line);
  }
  return kept;
}

/** Sections by their headings: the first has none where text stands above all headings. `from` is the heading's place. */
export type Section = Readonly<{ heading: Line | null; from: number; to: number }>;

export function sectionsOf(lines: readonly Line[]): readonly Section[] {
  const starts = lines.flatMap((line, at) => (line.kind === "heading" ? [at] : []));
  const sections: Section[] = [{ heading: null, from: -1, to: starts[0] ?? lines.length }];
  for (const [index, at] of starts.entries()) {
    sections.push({ heading: lines[at] ?? null, from: at, to: starts[index + 1] ?? lines.length });
  }
  return sections;
}

/**
 * The lines without the sections that hold no questions (contents, contributing, licence), with what stands in deeper
 * sections of them. The heading that opens a file heads all of it, and takes nothing but its own lines with it.
 */
export function withoutChrome(lines: readonly Line[]): readonly Line[] {
  const kept: Line[] = [];
  let dropped = 0;
  let isFirst = true;
  for (const [at, line] of lines.entries()) {
    const isHeading = line.kind === "heading";
    if (isHeading && line.level <= dropped) dropped = 0;
    if (isHeading && dropped === 0) dropped = droppedBelow(lines, at, isFirst);
    if (isHeading) isFirst = false;
    if (dropped === 0) kept.push(line);
  }
  return kept;
}

/** Down to which level of heading lines are dropped from a heading on; 0: it stays. */
function droppedBelow(lines: readonly Line[], at: number, isFirst: boolean): number {
  if (!isChromeHeading(lines, at)) return 0;
  const level = lines[at]?.level ?? 0;
  return (isFirst && level === 1) || isFollowed(lines, at) ? 6 : level;
}

/** A table of contents, with headings of smaller size below it that head more than links: what they head is no part of it. */
function isFollowed(lines: readonly Line[], at: number): boolean {
  if (!isContents(titleOf(lines[at]?.text ?? "").text)) return false;
  let isDeeper = false;
  for (const line of lines.slice(at + 1)) {
    if (line.kind === "heading" && line.level <= (lines[at]?.level ?? 0)) return false;
    if (line.kind === "heading") isDeeper = true;
    else if (isDeeper && !isBlank(line) && !isNavigation(line)) return true;
  }
  return false;
}

/** "Languages" and "Setup" may be topics: a list of questions right below says so. */
function isChromeHeading(lines: readonly Line[], at: number): boolean {
  const title = titleOf(lines[at]?.text ?? "");
  if (title.counted === "question" || !isChrome(title.text)) return false;
  if (isContents(title.text)) return true;
  let asking = 0;
  for (let next = at + 1; next < lines.length && lines[next]?.kind !== "heading"; next += 1) {
    if (/^\s{0,3}(?:[-*+]|\d{1,5}[.)])\s.*[?？]\s*$/u.test((lines[next]?.text ?? "").slice(0, 500))) asking += 1;
  }
  return asking < 3;
}
