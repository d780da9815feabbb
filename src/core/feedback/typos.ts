import { distance } from "fastest-levenshtein";
import { LONGEST_WORD } from "./words.ts";

/** Shorter words have too many neighbours that mean something else. */
const SHORTEST = 5;

/** Finds the words that one slip (a letter too many, too few, another one, or two swapped) turns into a given one. */
export type SlipsOf = (word: string) => readonly string[];

/** Words that may have been meant. They are found by what is left of both without one letter, so no list is walked. */
export function slipIndex(words: Iterable<string>): SlipsOf {
  const byRest = new Map<string, string[]>();
  for (const word of new Set(words)) {
    if (!isLong(word)) continue;
    for (const rest of restsOf(word)) byRest.set(rest, [...(byRest.get(rest) ?? []), word]);
  }
  return (word) => {
    if (!isLong(word)) return [];
    const near = new Set(restsOf(word).flatMap((rest) => byRest.get(rest) ?? []));
    return [...near].filter((other) => other !== word && (distance(word, other) === 1 || isSwapped(word, other)));
  };
}

const isLong = (word: string): boolean => word.length >= SHORTEST && word.length <= LONGEST_WORD;

/** The word itself, and what is left of it without each of its letters. */
const restsOf = (word: string): readonly string[] => [
  ...new Set([word, ...Array.from({ length: word.length }, (_, at) => word.slice(0, at) + word.slice(at + 1))]),
];

function isSwapped(one: string, other: string): boolean {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
}
