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

/** The vocabulary of a bank. 51 questions take some 10 ms; keep it until the bank changes. */
export function vocabularyOf(questions: Iterable<Question>): Vocabulary {
  const words = new Set<string>();
  const compounds = new Map<string, readonly string[]>();
  for (const question of questions) {
    for (const text of textsOf(question)) {
      const found = wordsIn(text, { start: 0, end: text.length });
      for (const word of found) words.add(word.text);
      for (const parts of chainsIn(found)) compounds.set(stemOf(parts.join("")), parts);
    }
  }
  return { has: (word) => words.has(word), partsOf: (word) => compounds.get(stemOf(word)) ?? none };
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
