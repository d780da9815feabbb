import type { Question } from "../bank/question.ts";
import { stemOf } from "./stems.ts";
import { type Word, wordsIn } from "./words.ts";

/** The words that a bank itself uses: what stands there is no slip of the pen. */
export interface Vocabulary {
  has(word: string): boolean;
  /** The words that a compound consists of (`overfetching`: over, fetching), where the bank writes it with a sign. */
  partsOf(word: string): readonly string[];
}

/** Names such as `dead-letter-queue` end here; longer chains are paths and file names. */
const MOST_PARTS = 4;

/** What one question adds: its words, each once, and the parts of its compounds by the stem of the whole. */
type Share = Readonly<{
  words: readonly string[];
  compounds: readonly (readonly [whole: string, parts: readonly string[]])[];
}>;

/** A bank that changes keeps the questions that do not, so only the changed ones are read again. */
const shares = new WeakMap<Question, Share>();

/** The vocabulary of a bank. 51 questions take some 10 ms the first time, and none that was read before is read again. */
export function vocabularyOf(questions: Iterable<Question>): Vocabulary {
  const words = new Map<string, string>();
  const compounds = new Map<string, readonly string[]>();
  for (const question of questions) {
    const share = shareOf(question, words);
    for (const word of share.words) words.set(word, word);
    for (const [whole, parts] of share.compounds) compounds.set(whole, parts);
  }
  return { has: (word) => words.has(word), partsOf: (word) => compounds.get(stemOf(word)) ?? none };
}

/** Ten thousand questions share most words: `kept` has the one copy of each. */
function shareOf(question: Question, kept: ReadonlyMap<string, string>): Share {
  const known = shares.get(question);
  if (known !== undefined) return known;
  const texts = textsOf(question).map((text) => wordsIn(text, { start: 0, end: text.length }));
  const share: Share = {
    words: [...new Set(texts.flat().map(({ text }) => text))].map((word) => kept.get(word) ?? word),
    compounds: texts.flatMap(chainsIn).map((parts) => [stemOf(parts.join("")), parts]),
  };
  shares.set(question, share);
  return share;
}

const none: readonly string[] = [];

const textsOf = ({ title, prompt, answer, points, tags }: Question): readonly string[] => [
  title,
  prompt,
  answer,
  ...tags,
  ...points.flatMap(({ say, aliases, reject }) => [say, ...aliases, ...reject]),
];

/** Words that nothing but a sign stands between. */
function chainsIn(words: readonly Word[]): readonly (readonly string[])[] {
  const chains: string[][] = [];
  for (const { text, before } of words) {
    const chain = before === "sign" ? chains.at(-1) : undefined;
    if (chain === undefined) chains.push([text]);
    else chain.push(text);
  }
  return chains.filter(({ length }) => length > 1 && length <= MOST_PARTS);
}
