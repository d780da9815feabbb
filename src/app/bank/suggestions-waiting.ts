import { checkEntered } from "../../core/bank/check.ts";
import { nearDuplicatesOf } from "../../core/bank/duplicates.ts";
import { type Suggestion, suggestedQuestion } from "../../core/bank/suggestion.ts";
import { workspaceOf } from "../../core/keys.ts";
import type { Message } from "../../core/message/message.ts";
import { suggestionMessage } from "../../core/message/suggestion-message.ts";
import type { Origin } from "../../ports/platform.ts";
import type { World } from "../world.ts";
import { waitingSuggestions } from "./suggestions.ts";
import type { Waiting } from "./to-decide.ts";

/** The suggestions that wait for who asks, each with what is like it in the bank. */
export async function suggestionsWaiting(world: World, origin: Origin): Promise<readonly Waiting[]> {
  const waiting = await waitingSuggestions(world, origin);
  return waiting.map((suggestion) => ({ show: () => shown(world, suggestion) }));
}

async function shown(world: World, suggestion: Suggestion): Promise<Message> {
  const bank = world.bank.forWorkspace(workspaceOf(suggestion.channel));
  const plan = await world.records.plans.get(suggestion.channel);
  return suggestionMessage({
    suggestion,
    topics: bank.topics,
    zone: plan?.zone ?? "UTC",
    // One whose file was written and not noted is in the bank itself.
    near: nearDuplicatesOf(bank, suggestion.proposed.prompt).filter(({ item }) => item.id !== suggestion.id),
    notes: checkEntered(suggestedQuestion(suggestion)).map(({ message }) => message),
  });
}
