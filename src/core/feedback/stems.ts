import { stemmer } from "stemmer";
import { spelled } from "./spelling.ts";
import { meant } from "./synonyms.ts";
import { LONGEST_WORD } from "./words.ts";

/** Words that Porter's rules would make another word of. */
const whole: ReadonlySet<string> = new Set(
  "https integrity authenticity identical several identifier stateful container".split(" "),
);

/** So many stems are remembered, in some hundred kilobytes: far more words than a bank and its answers share. */
const MOST = 10_000;
const known = new Map<string, string>();

/**
 * The stem under which a word, its forms and what means the same meet (Porter's algorithm). Takes a word as `wordsIn`
 * gives it. Words with digits or of other scripts, and what is too long to be a word, keep their form.
 */
export function stemOf(word: string): string {
  if (word.length > LONGEST_WORD) return word;
  const before = known.get(word);
  if (before !== undefined) return before;
  const one = meant(spelled(word));
  const stem = /^[a-z]+$/.test(one) && !whole.has(one) ? stemmer(one) : one;
  // Answers bring any word: what they brought is let go at once, rather than counted.
  if (known.size >= MOST) known.clear();
  known.set(word, stem);
  return stem;
}
