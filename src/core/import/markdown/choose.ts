/** Which rule reads a file: the order of the rules, and the vote of what each of them finds. */

import type { Line } from "./blocks.ts";
import { cardMarks, isTaggedDeck } from "./by-card.ts";
import { fileMark } from "./by-file.ts";
import { answerFolds, type Fold, questionFolds, withTopicsAsHeadings } from "./by-fold.ts";
import { headingMarks } from "./by-heading.ts";
import { labelMarks } from "./by-label.ts";
import { listMarks } from "./by-list.ts";
import { tableMarks } from "./by-table.ts";
import type { FrontMatter } from "./front-matter.ts";
import { isBlank, type Mark, type Marked, withoutChrome } from "./page.ts";

/** So many times as many questions by a later rule outweigh those of an earlier one. */
const OUTWEIGHS = 3;

/** The questions of a file, by the rule or rules that read it best; none where no rule does. */
export function marksOf(all: readonly Line[], matter: FrontMatter, name: string): Marked {
  const lines = withTopicsAsHeadings(all);
  const folds = askingFolds(questionFolds(lines));
  const outside = withoutFolds(lines, folds);
  const heads = headingMarks(outside, `${name} ${matter.title ?? ""}`);
  const content = withoutChrome(outside);
  const labels = labelMarks(content);
  const both = [...folds.map(({ mark }) => mark), ...besideFolds(heads.marks, folds)];
  if (both.length > 0 && !outweighed(both, labels))
    return { marks: withoutClosing(both.toSorted(byLine)), skipped: heads.skipped };
  const marks = [
    answerFolds(content),
    labels,
    deckOf(content, matter),
    listMarks(content),
    tableMarks(content),
    cardMarks(content, false),
  ];
  const found = firstOf(marks);
  const file = found.length > 1 ? null : fileMark(lines, matter, name);
  return { marks: file === null ? found : [file], skipped: [] };
}

const isRule = ({ kind, text }: Line | Readonly<{ kind: null; text: "" }>): boolean =>
  kind === "text" && /^\s{0,3}(?:[-*_]\s?){3,20}$/u.test(text.slice(0, 60));

/** Where a rule ends each answer, what stands behind the last one's is the page's farewell. */
function withoutClosing(marks: readonly Mark[]): readonly Mark[] {
  const last = marks.at(-1);
  const others = marks.slice(0, -1);
  const none = { kind: null, text: "" } as const;
  if (last === undefined || others.length < 2) return marks;
  if (!others.every(({ body }) => isRule(body.findLast((line) => !isBlank(line)) ?? none))) return marks;
  const rules = last.body.flatMap((line, at) => (isRule(line) ? [at] : []));
  const end = rules.at(-1);
  return end === undefined ? marks : [...others, { ...last, body: last.body.slice(0, end) }];
}

const byLine = (one: Mark, other: Mark): number => one.line - other.line;

/** The first rule that finds something, unless a later one finds far more. */
function firstOf(found: readonly (readonly Mark[])[]): readonly Mark[] {
  let best: readonly Mark[] = [];
  for (const marks of found) if (best.length === 0 || outweighed(best, marks)) best = marks;
  return best;
}

const outweighed = (marks: readonly Mark[], by: readonly Mark[]): boolean =>
  by.length > OUTWEIGHS * marks.length && by.length > OUTWEIGHS;

/** Flashcards that a tag tells as such are read before lists, which they may stand in. */
const deckOf = (lines: readonly Line[], { isDeck }: FrontMatter): readonly Mark[] =>
  isDeck || isTaggedDeck(lines) ? cardMarks(lines, true) : [];

/** Where half of the blocks ask, all of them are questions; else those that do. */
function askingFolds(folds: readonly Fold[]): readonly Fold[] {
  const asking = folds.filter((fold) => fold.asks);
  return asking.length * 2 >= folds.length ? folds : asking;
}

function withoutFolds(lines: readonly Line[], folds: readonly Fold[]): readonly Line[] {
  const inside = new Set<number>();
  for (const { from, to } of folds) for (let at = from; at <= to; at += 1) inside.add(at);
  return inside.size === 0 ? lines : lines.filter((_line, at) => !inside.has(at));
}

/** A heading that has nothing below it but blocks that ask is their topic. */
function besideFolds(marks: readonly Mark[], folds: readonly Fold[]): readonly Mark[] {
  if (folds.length === 0) return marks;
  return marks.filter(({ body }) => body.some((line) => !isBlank(line)));
}
