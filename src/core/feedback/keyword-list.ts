import { connects } from "./function-words.ts";
import type { Token } from "./tokens.ts";

/** From this share of its words on, bare ones make a text a list of key words. */
const SHARE = 0.6;
/** In an answer that is otherwise written out, so many bare words in one sentence are a list too. */
const LONG = 12;
const LONG_SHARE = 0.8;
/** "Vertical: a bigger machine" is a statement; with fewer words it is an entry. */
const LABELLED = 4;

/** A term has so many words, and from so many on without a small one between them they are a list without commas. */
const TERM = 3;
const CHAIN = 9;
/** Up to so many parts between dashes, colons and brackets are one statement; more are a list. */
const DASHED = 4;

/** Words that stand between the entries of a list as well, or end one ("scale out"). */
const listing: ReadonlySet<string> = new Set("a an and etc of or the vs up down out in off".split(" "));

/** Whether somebody only named things, so that nothing can be said of what they know about them. */
export function isKeyWordList(sentences: readonly (readonly Token[])[]): boolean {
  const words = sentences.reduce((sum, { length }) => sum + length, 0);
  return words > 0 && bareWords(sentences) >= words * SHARE;
}

/** Whether one sentence of an answer is such a list, and does not say of what ("Tools: …"). */
export const isListing = (sentence: readonly Token[]): boolean =>
  sentence.length >= LONG && !isLabelled(sentence) && bareWords([sentence]) >= sentence.length * LONG_SHARE;

const isLabelled = (sentence: readonly Token[]): boolean => sentence.some(({ clause, segment }) => clause > segment);

/** Words between commas without any that makes a statement of them. */
function bareWords(sentences: readonly (readonly Token[])[]): number {
  return sentences.reduce((sum, sentence) => {
    return (
      sum +
      entriesOf(sentence)
        .filter(isBare)
        .reduce((count, { length }) => count + length, 0)
    );
  }, 0);
}

/** What commas part, and dashes where there are many: "Vertical - a bigger machine" is one entry. */
function entriesOf(sentence: readonly Token[]): readonly (readonly Token[])[] {
  const parted = [...Map.groupBy(sentence, ({ segment }) => segment).values()];
  return parted.flatMap((words) => {
    const byClause = Map.groupBy(words, ({ clause }) => clause);
    return byClause.size > DASHED ? [...byClause.values()] : [words];
  });
}

/** A few words without a small one state nothing, though one can be a verb: DELETE, "read replicas", "lessons learned". */
function isBare(entry: readonly Token[]): boolean {
  if ((entry.length <= TERM || entry.length >= CHAIN) && entry.every(({ role }) => role === "content")) return true;
  const labelled = entry.length >= LABELLED && entry[0]?.clause !== entry.at(-1)?.clause;
  return !labelled && !entry.some(({ word, joined }) => connects(word) && !joined && !listing.has(word));
}
