import MiniSearch from "minisearch";
import type { Bank, Question } from "./question.ts";

export type SearchRequest = Readonly<{
  /** What a person typed. */
  words: string;
  /** The most results. */
  limit: number;
  /** Which questions may be shown: for example only those that the channel has had. */
  keep: (question: Question) => boolean;
}>;

export interface BankSearch {
  /**
   * The questions whose title, prompt or tags fit the words, best first; never by the answer, which would give it away.
   * The first call indexes the bank (10,000 questions: under a second), later ones only what changed in it.
   */
  find(bank: Bank, request: SearchRequest): readonly Question[];
}

/** A search that follows one bank through its reloads. */
export function createBankSearch(): BankSearch {
  const index = new MiniSearch<Question>({
    fields: ["title", "prompt", "tags"],
    extractField: (question, field) => textOf(question, field),
    searchOptions: {
      boost: { title: 3, tags: 2 },
      prefix: (term) => term.length > 2,
      fuzzy: fuzziness,
      combineWith: "AND",
    },
    // Questions that changed are taken out one by one; the index tidies itself without a timer of its own.
    autoVacuum: false,
  });
  const indexed = new Map<string, Question>();
  let current: Bank | null = null;
  return {
    find(bank, { words, limit, keep }) {
      if (bank !== current) follow(index, indexed, bank);
      current = bank;
      const shown = (id: string): boolean => {
        const question = bank.questions.get(id);
        return question !== undefined && keep(question);
      };
      const hits = index.search(words, { filter: (hit) => shown(String(hit.id)) });
      return hits.slice(0, limit).flatMap((hit) => bank.questions.get(String(hit.id)) ?? []);
    },
  };
}

function textOf(question: Question, field: string): string {
  switch (field) {
    case "id":
      return question.id;
    case "title":
      return question.title;
    case "prompt":
      return question.prompt;
    default:
      return question.tags.join(" ");
  }
}

/** One slip in words from five letters up; short ones would match half the bank. */
const fuzziness = (term: string): number | false => (term.length >= 5 ? 1 : false);

function follow(index: MiniSearch<Question>, indexed: Map<string, Question>, bank: Bank): void {
  for (const [id, question] of indexed) {
    if (bank.questions.get(id) === question) continue;
    index.remove(question);
    indexed.delete(id);
  }
  for (const [id, question] of bank.questions) {
    if (indexed.has(id)) continue;
    index.add(question);
    indexed.set(id, question);
  }
}
