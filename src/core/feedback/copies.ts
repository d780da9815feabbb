import type { Token } from "./tokens.ts";

/** Every three words in a row of a text, word after word: fewer meet by chance. */
export type Runs = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

const RUN = 3;
/** From this share of common runs on, a text is a copy. */
const COPIED = 0.7;
/** With fewer words, quoting and saying it in the same words look alike. */
const SHORTEST = 6;

/** The runs of some sentences, to know copies of them by. */
export function runsOf(sentences: readonly (readonly Token[])[]): Runs {
  const runs = new Map<string, Map<string, Set<string>>>();
  for (const tokens of sentences) {
    for (const [at, { word }] of tokens.slice(RUN - 1).entries()) {
      const [one, next] = [tokens[at]?.word ?? "", tokens[at + 1]?.word ?? ""];
      const begun = runs.get(one) ?? new Map<string, Set<string>>();
      runs.set(one, begun.set(next, (begun.get(next) ?? new Set()).add(word)));
    }
  }
  return runs;
}

/** Whether sentences are mostly taken from a text, given by its runs. */
export function isCopied(sentences: readonly (readonly Token[])[], source: Runs): boolean {
  const runs = sentences.reduce((sum, { length }) => sum + Math.max(0, length - RUN + 1), 0);
  if (runs < SHORTEST - RUN + 1) return false;
  return sentences.reduce((sum, tokens) => sum + takenIn(tokens, source), 0) >= runs * COPIED;
}

function takenIn(tokens: readonly Token[], source: Runs): number {
  let taken = 0;
  for (let at = 0; at + RUN <= tokens.length; at += 1) {
    const thirds = source.get(tokens[at]?.word ?? "")?.get(tokens[at + 1]?.word ?? "");
    if (thirds?.has(tokens[at + 2]?.word ?? "") === true) taken += 1;
  }
  return taken;
}
