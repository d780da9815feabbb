import { type DecidedSuggestion, isDecided } from "../../core/bank/suggestion.ts";
import { workspaceOf } from "../../core/keys.ts";
import { newsMessage } from "../../core/message/suggestion-message.ts";
import type { Origin } from "../../ports/platform.ts";
import { isReached } from "../channels/notices.ts";
import { suggestionKey } from "../records.ts";
import type { World } from "../world.ts";
import { suggestionsOf } from "./suggestions.ts";

/** Tells an author what came of their suggestion; where that is not possible now, `newsFor` does later. */
export async function tellAuthor(world: World, suggestion: DecidedSuggestion): Promise<void> {
  const { channel, person } = suggestion;
  if (await isReached(world, channel, person, newsMessage([suggestion]))) await noteTold(world, suggestion);
}

/** What came of a person's suggestions and they have not heard yet. It counts as told from now on. */
export async function newsFor(world: World, { channel, person }: Origin): Promise<readonly DecidedSuggestion[]> {
  const all = await suggestionsOf(world, workspaceOf(channel));
  const untold = all.filter(isDecided).filter((each) => each.person === person && !each.state.told);
  for (const each of untold) await noteTold(world, each);
  return untold;
}

async function noteTold(world: World, { channel, id }: DecidedSuggestion): Promise<void> {
  await world.records.suggestions.update(suggestionKey(workspaceOf(channel), id), (current) =>
    current !== null && isDecided(current) ? { ...current, state: { ...current.state, told: true } } : null,
  );
}
