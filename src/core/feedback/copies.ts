import type { Token } from "./tokens.ts";

/** So many words in a row are compared: fewer meet by chance. */
const RUN = 3;
/** From this share of common runs on, a text is a copy. */
const COPIED = 0.7;
/** With fewer words, quoting and saying it in the same words look alike. */
const SHORTEST = 6;

/** Every three words in a row of some sentences. */
export function runsOf(sentences: readonly (readonly Token[])[]): ReadonlySet<string> {
  return new Set(sentences.flatMap((tokens) => runsIn(tokens)));
}

function runsIn(tokens: readonly Token[]): readonly string[] {
  const words = tokens.map(({ word }) => word);
  return words.slice(RUN - 1).map((_, at) => words.slice(at, at + RUN).join(" "));
}

/** Whether sentences are mostly taken from a text, given by its runs. */
export function isCopied(sentences: readonly (readonly Token[])[], source: ReadonlySet<string>): boolean {
  const runs = sentences.flatMap(runsIn);
  if (runs.length < SHORTEST - RUN + 1) return false;
  return runs.filter((run) => source.has(run)).length >= runs.length * COPIED;
}
