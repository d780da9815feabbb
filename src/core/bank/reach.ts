import { type BankFilter, filtered } from "./bank.ts";
import type { Asked } from "./pick.ts";
import type { Bank } from "./question.ts";

/** So many questions before a filter runs dry, a manager hears of it. */
const WARN_AT = 10;

/** How far a filter still reaches in a channel. */
export type BankReach = Readonly<{
  /** All questions that pass the filter. */
  questions: number;
  /** Those that the channel has not had. */
  unasked: number;
  /** What is left of this round: the unasked, or in a later round what was asked least often. */
  left: number;
  /**
   * Set when at most ten are left in the round: the name of this filter and round. The caller warns once for each name
   * and keeps the names it has warned of.
   */
  warning: string | null;
}>;

/** How far the filter reaches after `history`. A filter that nothing passes reaches 0 and has no warning. */
export function bankReach(bank: Bank, filter: BankFilter, history: readonly Asked[]): BankReach {
  const times = new Map<string, number>();
  for (const { question } of history) times.set(question, (times.get(question) ?? 0) + 1);
  const counts = filtered(bank, filter).map(({ id }) => times.get(id) ?? 0);
  const round = counts.reduce((least, count) => Math.min(least, count), Number.POSITIVE_INFINITY);
  const left = counts.filter((count) => count === round).length;
  const warns = counts.length > 0 && left <= WARN_AT;
  return {
    questions: counts.length,
    unasked: counts.filter((count) => count === 0).length,
    left,
    warning: warns ? `${nameOf(filter)}/${round}` : null,
  };
}

/** The same for the same filter, however its lists are ordered. */
const nameOf = ({ topics, levels }: BankFilter): string =>
  [topics, levels].map((list) => list.toSorted().join("+") || "all").join("/");
