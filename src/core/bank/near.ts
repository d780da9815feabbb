import { likeness } from "./likeness.ts";
import { normalised } from "./words.ts";

/** From this share of equal characters on, two prompts ask the same; prompts of the coverage map stay below 0.7. */
const NEAR = 0.8;
/** Two texts that are nearly the same share most of their rare words: so many of the rarest are looked up. */
const WORDS_LOOKED_UP = 6;
/** So many texts with one word are looked at: a word that more have tells little. */
const TEXTS_WITH_A_WORD = 300;
/** So many of those that share most words are compared letter by letter. */
const CANDIDATES = 12;

/** Something whose text says what another one says; `near` when not in the same words. `likeness` is 1 for the same. */
export type Near<T> = Readonly<{ item: T; near: boolean; likeness: number }>;

/**
 * Finds the items whose text is the same as, or nearly the same as, a given one: the most similar first, then in their
 * order. Case, punctuation and blanks count for nothing. Compares few of them letter by letter, so that 10,000 texts are
 * held against each other in seconds; among hundreds that share all their words it may miss one that differs.
 */
export function nearIndex<T>(items: readonly T[], textOf: (item: T) => string): (text: string) => readonly Near<T>[] {
  const entries = items.map((item) => ({ item, text: normalised(textOf(item)) }));
  const sameText = Map.groupBy(entries.keys(), (at) => entries[at]?.text ?? "");
  const withWord = new Map<string, number[]>();
  for (const [at, { text }] of entries.entries()) {
    for (const word of wordsIn(text)) {
      const list = withWord.get(word);
      if (list === undefined) withWord.set(word, [at]);
      else list.push(at);
    }
  }
  return (given) => {
    const own = normalised(given);
    const places = new Set([...(sameText.get(own) ?? []), ...candidates(own, withWord)]);
    return [...places]
      .flatMap((at): (Near<T> & { at: number })[] => {
        const entry = entries[at];
        const share = entry === undefined ? 0 : likeness(own, entry.text, NEAR);
        return entry === undefined || share < NEAR ? [] : [{ item: entry.item, near: share < 1, likeness: share, at }];
      })
      .toSorted((one, other) => other.likeness - one.likeness || one.at - other.at)
      .map(({ item, near, likeness: share }) => ({ item, near, likeness: share }));
  };
}

const wordsIn = (text: string): ReadonlySet<string> => new Set(text === "" ? [] : text.split(" "));

/** The places that share most of the rarest words of a text. */
function candidates(text: string, withWord: ReadonlyMap<string, readonly number[]>): readonly number[] {
  const lists = [...wordsIn(text)].flatMap((word) => {
    const list = withWord.get(word);
    return list === undefined ? [] : [list];
  });
  const rarest = lists.toSorted((one, other) => one.length - other.length).slice(0, WORDS_LOOKED_UP);
  const shared = new Map<number, number>();
  for (const list of rarest) {
    for (const at of list.slice(0, TEXTS_WITH_A_WORD)) shared.set(at, (shared.get(at) ?? 0) + 1);
  }
  const ranked = [...shared].toSorted(([one, count], [other, others]) => others - count || one - other);
  return ranked.slice(0, CANDIDATES).map(([at]) => at);
}
