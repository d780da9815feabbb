import { closest } from "fastest-levenshtein";
import { type BankFilter, filtered } from "../bank/bank.ts";
import type { Bank, Question } from "../bank/question.ts";
import { createBankSearch } from "../bank/search.ts";
import { BotError } from "../errors.ts";

/** Which questions of a bank to take: topics and levels, where an empty list means all, and words, where null means any. */
export type Choice = BankFilter & Readonly<{ words: string | null }>;

/** The questions that are asked for, in the bank's order. Raises `input.invalid` for a topic that no question has. */
export function chosen(bank: Bank, { words, ...filter }: Choice): readonly Question[] {
  const topics = new Set([...bank.questions.values()].map(({ topic }) => topic));
  const unknown = filter.topics.find((topic) => !topics.has(topic));
  if (unknown !== undefined) throw unknownTopic(unknown, topics);
  const questions = filtered(bank, filter);
  if (words === null) return questions;
  const fitting = createBankSearch().find(bank, { words, limit: Number.POSITIVE_INFINITY, keep: () => true });
  const ids = new Set(fitting.map(({ id }) => id));
  return questions.filter(({ id }) => ids.has(id));
}

function unknownTopic(topic: string, topics: ReadonlySet<string>): BotError {
  const hint =
    topics.size === 0
      ? "the folder has no sound question: see `drill bank check`"
      : `did you mean ${closest(topic.slice(0, 100), [...topics])}?`;
  return new BotError("input.invalid", `no question has the topic ${JSON.stringify(topic)}`, { hint });
}
