import { asks } from "./asks.ts";
import type { Line } from "./blocks.ts";
import { isChrome } from "./chrome.ts";
import { foldLabel } from "./labels.ts";
import { type Above, foldEnd, headingsAbove, isBlank, type Mark, nextFilled } from "./page.ts";
import { type Title, titleOf } from "./titles.ts";

/** A `<details>` block that may be a question: its places in the file, and whether its summary asks. */
export type Fold = Readonly<{ mark: Mark; from: number; to: number; asks: boolean }>;

/** The blocks whose summary is no label. */
export function questionFolds(lines: readonly Line[]): readonly Fold[] {
  const above = headingsAbove(lines);
  const folds: Fold[] = [];
  const ends = foldEnds(lines);
  let done = -1;
  for (const [at, line] of lines.entries()) {
    // What folds inside of a question belongs to its answer.
    if (at <= done || line.kind !== "open" || foldLabel(line.text) !== null) continue;
    const title = titleOf(line.text);
    const to = ends.get(at) ?? lines.length;
    const mark = markOf({ lines, at, to, title, above: above[at] ?? { topics: [], level: null } });
    done = to;
    if (!isChrome(title.text)) folds.push({ mark, from: at, to, asks: asks(title.text) || title.counted !== null });
  }
  return folds;
}

type Place = Readonly<{
  lines: readonly Line[];
  at: number;
  to: number;
  title: Title;
  above: Above;
}>;

function markOf({ lines, at, to, title, above }: Place): Mark {
  const body = lines.slice(at + 1, to);
  const answers = labelFoldsAfter(lines, to + 1);
  return {
    rule: "details",
    title,
    line: lines[at]?.line ?? 1,
    body: [...body, ...answers],
    topics: above.topics,
    level: title.level ?? above.level,
  };
}

/** An answer may fold by itself, right below the block of its question. */
function labelFoldsAfter(lines: readonly Line[], from: number): readonly Line[] {
  const next = nextFilled(lines, from);
  const line = next > from + 3 ? undefined : lines[next];
  if (line?.kind !== "open" || foldLabel(line.text) === null) return [];
  return lines.slice(next, foldEnd(lines, next) + 1);
}

/** For each opened block the place where it ends. */
function foldEnds(lines: readonly Line[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (const [at, { kind }] of lines.entries()) {
    if (kind === "open") open.push(at);
    const begun = kind === "close" ? open.pop() : undefined;
    if (begun !== undefined) ends.set(begun, at);
  }
  return ends;
}

/** The lines with each block that holds questions as a chapter: its summary as a heading above those in it. */
export function withTopicsAsHeadings(lines: readonly Line[]): readonly Line[] {
  const ends = foldEnds(lines);
  const chapters = new Map<number, Line | null>();
  for (const at of foldsThatHold(lines, ends)) {
    const line = lines[at];
    const end = ends.get(at);
    if (line === undefined || end === undefined || foldLabel(line.text) !== null) continue;
    const inner = lines.slice(at + 1, end).filter(({ kind }) => kind === "heading");
    const level = inner.reduce((least, heading) => Math.min(least, heading.level), 7) - 1;
    chapters.set(at, { ...line, kind: "heading", level: Math.max(1, level) });
    chapters.set(end, null);
  }
  if (chapters.size === 0) return lines;
  return lines.flatMap((line, at) => {
    const chapter = chapters.get(at);
    if (chapter === null) return [];
    return [chapter ?? line];
  });
}

/** The blocks that hold questions in blocks of their own, or under headings. */
function foldsThatHold(lines: readonly Line[], ends: ReadonlyMap<number, number>): ReadonlySet<number> {
  const holding = new Set<number>();
  const open: number[] = [];
  for (const [at, line] of lines.entries()) {
    while (open.length > 0 && (ends.get(open.at(-1) ?? 0) ?? lines.length) < at) open.pop();
    const outer = open.at(-1);
    if (outer !== undefined && isQuestion(line) && !summaryAsks(lines[outer])) holding.add(outer);
    if (line.kind === "open") open.push(at);
  }
  return holding;
}

const summaryAsks = (line: Line | undefined): boolean => line !== undefined && asks(titleOf(line.text).text);

const isQuestion = (line: Line): boolean =>
  (line.kind === "heading" || (line.kind === "open" && foldLabel(line.text) === null)) && summaryAsks(line);

/** The questions whose answers alone are folded: what stands between two such blocks is what the second one answers. */
export function answerFolds(lines: readonly Line[]): readonly Mark[] {
  const above = headingsAbove(lines);
  const heading = headsOfOne(lines);
  const marks: Mark[] = [];
  let from = 0;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    if (line === undefined) break;
    if (line.kind === "heading" || isRule(line)) from = heading.has(at) ? at : at + 1;
    const label = line.kind === "open" ? foldLabel(line.text) : "hint";
    // A hint belongs to the question that is about to be answered.
    if (label === "hint") continue;
    const end = foldEnd(lines, at);
    marks.push(...(label === "answer" ? answered(lines, { from, at, end }, above) : []));
    from = end + 1;
    at = end;
  }
  return marks;
}

/** The headings with one folded answer below them: they head a question, those with several a topic. */
function headsOfOne(lines: readonly Line[]): ReadonlySet<number> {
  const counts = new Map<number, number>();
  let head = -1;
  for (const [at, line] of lines.entries()) {
    if (line.kind === "heading") head = at;
    if (line.kind === "open" && foldLabel(line.text) === "answer") counts.set(head, (counts.get(head) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count === 1).map(([at]) => at));
}

const isRule = ({ kind, text }: Line): boolean =>
  kind === "text" && /^\s{0,3}(?:[-*_]\s?){3,20}$/u.test(text.slice(0, 60));

type Between = Readonly<{ from: number; at: number; end: number }>;

function answered(lines: readonly Line[], { from, at, end }: Between, above: readonly Above[]): readonly Mark[] {
  const first = nextFilled(lines, from);
  const line = lines[first];
  if (line === undefined || first >= at || line.kind === "code" || line.kind === "close") return [];
  const next = paragraphEnd(lines, first, at);
  const text = lines
    .slice(first, next)
    .map((one) => one.text.trim())
    .join(" ");
  const title = titleOf(text.replace(/^[-*+]\s+/u, ""));
  const { topics, level } = above[first] ?? { topics: [], level: null };
  // A heading that only numbers ("Problem 3") leaves the question to the paragraph below it.
  const below = line.kind === "heading" && next < at && !asks(title.text) && hasText(lines, next, at);
  const mark: Mark = {
    rule: "details",
    title,
    line: line.line,
    body: lines.slice(next, end + 1),
    topics,
    level: title.level ?? level,
    ...(below ? { asksBelow: true } : {}),
  };
  return [mark];
}

const hasText = (lines: readonly Line[], from: number, to: number): boolean =>
  lines
    .slice(from, to)
    .some((line) => line.kind === "text" && !isBlank(line) && !/^\s*(?:[-*+]|[A-H][.):])\s/u.test(line.text));

function paragraphEnd(lines: readonly Line[], first: number, to: number): number {
  if (lines[first]?.kind === "heading") return first + 1;
  let end = first + 1;
  for (; end < to; end += 1) {
    const line = lines[end];
    if (line === undefined || line.kind !== "text" || isBlank(line)) break;
    if (/^\s*(?:[-*+]|\(?[A-Ha-h][.):]|\d{1,3}[.)])\s/u.test(line.text)) break;
  }
  return end;
}
