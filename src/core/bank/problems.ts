import { PROBLEMS_PER_FILE } from "./limits.ts";
import type { Problem, Question } from "./question.ts";

/** A problem before it is known which file it is in. `line` counts from 1. */
export type Fault = Readonly<{ line: number; message: string; fix: string }>;

/** The line of the value at a path (`["points", 2, "aliases", 0]`), or of its nearest parent that is there. */
export type LineOf = (path: readonly PropertyKey[]) => number;

/** A question and where its parts stand in its file. `lineOf` is asked only where something is wrong. */
export type Located = Readonly<{ question: Question; lineOf: LineOf }>;

/** The faults of one file in order of their lines, each once; a file that is all faults tells the first fifty. */
export function problemsIn(file: string, faults: readonly Fault[]): readonly Problem[] {
  const known = new Set<string>();
  const sorted = faults.toSorted((one, other) => one.line - other.line);
  const distinct = sorted.filter(({ line, message }) => {
    const mark = `${line} ${message}`;
    return !known.has(mark) && known.add(mark);
  });
  const problems = distinct.slice(0, PROBLEMS_PER_FILE).map((fault): Problem => ({ file, ...fault }));
  const next = distinct[PROBLEMS_PER_FILE];
  if (next === undefined) return problems;
  const more = distinct.length - PROBLEMS_PER_FILE;
  return [...problems, { file, line: next.line, message: `and ${more} more problems`, fix: "mend those above first" }];
}
