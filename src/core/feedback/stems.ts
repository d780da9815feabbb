import { stemmer } from "stemmer";
import { spelled } from "./spelling.ts";
import { meant } from "./synonyms.ts";
import { LONGEST_WORD } from "./words.ts";

/** Words that Porter's rules would make another word of. */
const whole: ReadonlySet<string> = new Set(["https", "integrity"]);

/**
 * The stem under which a word, its forms and what means the same meet (Porter's algorithm). Takes a word as `wordsIn`
 * gives it. Words with digits or of other scripts, and what is too long to be a word, keep their form.
 */
export function stemOf(word: string): string {
  if (word.length > LONGEST_WORD) return word;
  const one = meant(spelled(word));
  return /^[a-z]+$/.test(one) && !whole.has(one) ? stemmer(one) : one;
}
