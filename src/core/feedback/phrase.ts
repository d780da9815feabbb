import { stemOf } from "./stems.ts";
import { jointOf, NOT, needOf, shortFormsAt, wordsOf } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";
import type { Word } from "./words.ts";

/** What an author wrote for a point (an alias, a rejected phrase, the point itself), ready to be looked for. */
export type Phrase = Readonly<{
  text: string;
  /** The stems that must come together, each once: those of its words with content, and one for a denial. */
  needs: readonly string[];
  /** Where words with content are too few, all of its words in their order, articles left out; else null. */
  exact: readonly string[] | null;
  /** It holds a denial itself, so one in the answer does not contradict it. */
  denies: boolean;
  /** It sets one thing against another ("protobuf instead of JSON"), so its words count in their order alone. */
  ordered: boolean;
}>;

type Need = Readonly<{ stem: string; content: boolean }>;

const articles: ReadonlySet<string> = new Set(["a", "an", "the"]);
export const isArticle = (word: string): boolean => articles.has(word);

const comparing: ReadonlySet<string> = new Set(["instead", "rather", "than"]);

/** Reads what an author wrote with the same rules as an answer is read with. */
export function phraseOf(text: string, vocabulary: Vocabulary): Phrase {
  const words = wordsOf(text, { start: 0, end: text.length }).filter((word) => !isArticle(word.text));
  const all = needsOf(words, vocabulary);
  const needs = [...new Set(all.filter(({ content }) => content).map(({ stem }) => stem))];
  const exact = needs.length < 2 && all.length > 1 ? all.map(({ stem }) => stem) : null;
  const ordered = words.some(({ text: word }) => comparing.has(word));
  const denies = needs.includes(NOT) || words.some(({ text: word }) => word === "instead" || word === "rather");
  return { text, needs: exact === null ? needs : [...new Set(exact)], exact, denies, ordered };
}

function needsOf(words: readonly Word[], vocabulary: Vocabulary): readonly Need[] {
  const needs: Need[] = [];
  for (let at = 0; at < words.length; ) {
    const [short] = shortFormsAt(words, at);
    const joint = jointOf(words, at, vocabulary);
    if (short !== undefined) needs.push({ stem: stemOf(short.short), content: true });
    else if (joint !== null) needs.push({ stem: stemOf(joint), content: true });
    else needs.push(...wordNeeds(words, at, vocabulary));
    at += short?.words.length ?? (joint === null ? 1 : 2);
  }
  return needs;
}

function wordNeeds(words: readonly Word[], at: number, vocabulary: Vocabulary): readonly Need[] {
  const word = words[at];
  if (word === undefined) return [];
  const parts = vocabulary.partsOf(word.text);
  if (parts.length > 0) return parts.map((part) => ({ stem: stemOf(part), content: true }));
  return [needOf(word, words[at + 1]?.before === "sign")];
}

/** How many words with content a match of so many needs may reach over. */
export const reachOf = (needs: number): number => needs + Math.min(Math.max(needs, 2), 4);
