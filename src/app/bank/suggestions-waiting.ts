import { type BankWords, bankWords, checkEntered } from "../../core/bank/check.ts";
import { nearDuplicatesOf } from "../../core/bank/duplicates.ts";
import type { Bank } from "../../core/bank/question.ts";
import { type Suggestion, suggestedQuestion } from "../../core/bank/suggestion.ts";
import { workspaceOf } from "../../core/keys.ts";
import type { Message } from "../../core/message/message.ts";
import { suggestionMessage } from "../../core/message/suggestion-message.ts";
import type { Origin } from "../../ports/platform.ts";
import type { World } from "../world.ts";
import { waitingSuggestions } from "./suggestions.ts";
import type { Waiting } from "./waiting.ts";

/** The suggestions that wait for who asks, each with what is like it in the bank. */
export async function suggestionsWaiting(world: World, origin: Origin): Promise<readonly Waiting[]> {
  const waiting = await waitingSuggestions(world, origin);
  return waiting.map((suggestion) => ({ show: () => shown(world, suggestion) }));
}

async function shown(world: World, suggestion: Suggestion): Promise<Message> {
  const bank = world.bank.forWorkspace(workspaceOf(suggestion.channel));
  const others = [...bank.questions.values()].filter(({ id }) => id !== suggestion.id);
  const plan = await world.records.plans.get(suggestion.channel);
  return suggestionMessage({
    suggestion,
    topics: bank.topics,
    zone: plan?.zone ?? "UTC",
    near: nearDuplicatesOf(others, suggestion.proposed.prompt),
    notes: checkEntered(suggestedQuestion(suggestion), wordsOf(bank)).map(({ message }) => message),
  });
}

const known = new WeakMap<Bank, BankWords>();

/** Counted once for a bank as it stands. */
function wordsOf(bank: Bank): BankWords {
  const counted = known.get(bank) ?? bankWords([...bank.questions.values()]);
  known.set(bank, counted);
  return counted;
}
