import { type Asking, askingOf, paragraphAsks } from "./asks.ts";
import type { Line } from "./blocks.ts";
import { isChrome } from "./chrome.ts";
import { labelOf } from "./labels.ts";
import { headingsAbove, isBlank, linesInAnswers, type Mark, type Marked } from "./page.ts";
import { type Title, titleOf } from "./titles.ts";

/** A heading and what it is taken for. Labels and chrome ask nothing, whatever their words are. */
type Head = Readonly<{ at: number; level: number; title: Title; asking: Asking; kind: "title" | "label" | "chrome" }>;

/** What a vote is taken with: the heads of the whole file, and whether a number alone makes a question of one. */
type Voting = Readonly<{ lines: readonly Line[]; heads: readonly Head[]; numbersCount: boolean }>;

/** A level is one of questions from so many of its headings on, and from this share. */
const LEAST = 3;
const LEAST_SHARE = 0.35;
/** From this share of numbered titles on, what has no number is no question. */
const NUMBERED_SHARE = 0.65;

/**
 * The headings that are questions, each with what stands below it down to the next heading of its level. Headings of the
 * same level that ask nothing are skipped, with their lines.
 */
export function headingMarks(lines: readonly Line[], names: string): Marked {
  const heads = headsOf(lines);
  const voting = { lines, heads, numbersCount: numbersCount(lines, heads, names) };
  const above = headingsAbove(lines);
  const byTitle = chosen(voting, heads, lines.length);
  const asksBelow = byTitle.length === 0;
  const places = asksBelow ? chosenByParagraph(voting) : byTitle;
  const marks = places.map(({ head, to }): Mark => {
    const { topics, level } = above[head.at] ?? { topics: [], level: null };
    const body = lines.slice(head.at + 1, to);
    const { title } = head;
    const below = asksBelow || title.text === "";
    const line = lines[head.at]?.line ?? 1;
    return {
      rule: "headings",
      title,
      line,
      body,
      topics,
      level: title.level ?? level,
      ...(below ? { asksBelow: true } : {}),
    };
  });
  return { marks, skipped: asksBelow ? [] : unasked(voting, places) };
}

function headsOf(lines: readonly Line[]): readonly Head[] {
  const inAnswer = linesInAnswers(lines);
  return lines.flatMap((line, at): Head[] => {
    if (line.kind !== "heading" || inAnswer.has(at)) return [];
    const title = titleOf(line.text);
    const { level } = line;
    const label = labelOf(line.text);
    if (label !== null && title.counted !== "question" && !/[?？]/u.test(line.text)) {
      return [{ at, level, title, asking: "no", kind: "label" }];
    }
    const named = title.counted === "question" || title.counted === "labelled";
    const chrome = !named && isChrome(title.text);
    return [{ at, level, title, asking: chrome ? "no" : askingOf(title.text), kind: chrome ? "chrome" : "title" }];
  });
}

const isNamed = ({ kind, title }: Head): boolean =>
  kind === "title" && (title.counted === "question" || title.counted === "labelled");

/** Numbered chapters are no questions, unless the file says that it holds some, or some of them ask. */
function numbersCount(lines: readonly Line[], heads: readonly Head[], names: string): boolean {
  const first = heads.find(({ kind }) => kind !== "label");
  const said = `${names} ${first?.title.text ?? ""}`;
  if (/\bquestions?\b|q\s?&\s?a\b|\bfaqs?\b|\bquiz|flash ?cards|\bq and a\b/iu.test(said)) return true;
  const numbered = heads.filter(({ kind, title }) => kind === "title" && title.counted === "number");
  const asking = numbered.filter(({ asking, at }) => asking !== "no" || firstParagraphAsks(lines, at));
  const answers = lines.filter(
    (line) => (line.kind !== "code" && labelOf(line.text)?.kind === "answer") || line.kind === "open",
  );
  return asking.length >= numbered.length / 5 || answers.length >= numbered.length / 2;
}

function isHit({ numbersCount }: Voting, head: Head): boolean {
  if (head.kind !== "title") return false;
  return head.asking !== "no" || isNamed(head) || (numbersCount && head.title.counted === "number");
}

type Place = Readonly<{ head: Head; to: number }>;

/** The questions among the headings of a part of the file; parts that hold none by its level are voted on by themselves. */
function chosen(voting: Voting, heads: readonly Head[], to: number): readonly Place[] {
  const level = winner(voting, heads);
  if (level === null) return [];
  const asking = questionsAt(voting, heads, level);
  const places: Place[] = [];
  for (const [index, head] of heads.entries()) {
    if (head.level > level && !asking.has(head)) continue;
    const last = nextOf(heads, index, (other) => ends(other, Math.max(head.level, level)) || asking.has(other));
    const end = heads[last]?.at ?? to;
    if (asking.has(head)) places.push({ head, to: end });
    if (asking.has(head) || head.kind !== "title" || isFaq(head)) continue;
    for (const place of chosen(voting, heads.slice(index + 1, last), end)) places.push(place);
  }
  return places;
}

/** Questions that readers of a guide have about it are none of its own. */
const isFaq = ({ title }: Head): boolean => /^(?:faqs?|frequently asked questions)\b/iu.test(title.text);

/** A label belongs to the question above it, at whatever level it stands. */
const ends = ({ kind, level }: Head, most: number): boolean => kind !== "label" && level <= most;

/** The place of the next head that ends a question, or the place after the last. */
function nextOf(heads: readonly Head[], index: number, isEnd: (head: Head) => boolean): number {
  for (let next = index + 1; next < heads.length; next += 1) {
    const head = heads[next];
    if (head !== undefined && isEnd(head)) return next;
  }
  return heads.length;
}

function winner(voting: Voting, heads: readonly Head[]): number | null {
  let best: Readonly<{ level: number; hits: number }> | null = null;
  const named = heads.filter(isNamed).length >= LEAST;
  for (let level = 1; level <= 6; level += 1) {
    const titles = heads.filter((head) => head.level === level && head.kind === "title");
    const hits = titles.filter((head) => (named ? isNamed(head) : isHit(voting, head)));
    if (!isEnough(hits, titles) || hits.length <= (best?.hits ?? 0)) continue;
    best = { level, hits: hits.length };
  }
  return best?.level ?? null;
}

/** Two are enough where nothing else stands at their level and both surely ask. */
function isEnough(hits: readonly Head[], titles: readonly Head[]): boolean {
  if (hits.length >= LEAST) return hits.length >= LEAST_SHARE * titles.length;
  const sure = hits.filter((head) => head.asking === "marked" || isNamed(head));
  return (
    sure.length >= 1 &&
    sure.length === titles.length &&
    (sure.length > 1 || sure.every(isNamed) || (sure[0]?.level ?? 1) > 1)
  );
}

function questionsAt(voting: Voting, heads: readonly Head[], level: number): ReadonlySet<Head> {
  const named = heads.filter(isNamed);
  const hits = heads.filter((head) => head.level === level && isHit(voting, head));
  const counted = hits.filter(({ title }) => title.counted !== null);
  if (counted.length < NUMBERED_SHARE * hits.length || counted.length < LEAST) return new Set([...hits, ...named]);
  const first = counted[0]?.at ?? 0;
  const last = counted.at(-1)?.at ?? 0;
  // One between them has lost its number; one before or after them is about the guide.
  const between = hits.filter(({ at, asking }) => asking === "marked" && at > first && at < last);
  return new Set([...counted, ...between, ...named]);
}

/** `## Globals are evil`, and below it the question in a paragraph. */
function chosenByParagraph(voting: Voting): readonly Place[] {
  const { lines, heads } = voting;
  let best: readonly Head[] = [];
  for (let level = 1; level <= 6; level += 1) {
    const titles = heads.filter((head) => head.level === level && head.kind === "title");
    const hits = titles.filter(({ at }) => firstParagraphAsks(lines, at));
    if (hits.length >= LEAST && hits.length >= LEAST_SHARE * titles.length && hits.length > best.length) best = hits;
  }
  const hits = new Set(best);
  return heads.flatMap((head, index): readonly Place[] => {
    if (!hits.has(head)) return [];
    const next = nextOf(heads, index, (other) => ends(other, head.level));
    return [{ head, to: heads[next]?.at ?? lines.length }];
  });
}

/** The paragraph right below a heading asks, and ends with that. */
function firstParagraphAsks(lines: readonly Line[], at: number): boolean {
  let text = "";
  for (let next = at + 1; next < lines.length && text.length < 1_000; next += 1) {
    const line = lines[next];
    if (line === undefined || line.kind !== "text") break;
    if (isBlank(line) && text === "") continue;
    if (isBlank(line)) break;
    text += ` ${line.text.trim()}`;
  }
  const words = text.trim();
  return words.length < 1_000 && !/^(?:[-*+|>]|\d+[.)])\s/u.test(words) && paragraphAsks(words);
}

/** What stands among the questions at their level, asks nothing and is no chrome: a person may want to know. */
function unasked({ lines, heads }: Voting, places: readonly Place[]): Marked["skipped"] {
  const levels = new Set(places.map(({ head }) => head.level));
  const questions = new Set(places.map(({ head }) => head));
  const first = places[0]?.head.at ?? 0;
  const last = places.at(-1)?.head.at ?? 0;
  return heads
    .filter((head) => head.kind === "title" && levels.has(head.level) && !questions.has(head))
    .filter(({ at }) => at > first && at < last && hasText(lines, at))
    .map(({ at, title }) => ({
      line: lines[at]?.line ?? 1,
      reason: `the heading "${title.text.slice(0, 80)}" stands among questions and asks nothing`,
    }));
}

/** Whether text stands below a heading before the next one. */
function hasText(lines: readonly Line[], at: number): boolean {
  for (let next = at + 1; next < lines.length; next += 1) {
    const line = lines[next];
    if (line === undefined || line.kind === "heading") return false;
    if (line.kind === "code" || line.text.trim() !== "") return true;
  }
  return false;
}
