// The suggestions of a workspace, and who may see them.
import { isName } from "../../core/bank/names.ts";
import { isWaiting, type Suggestion } from "../../core/bank/suggestion.ts";
import { type ChannelKey, type QuestionId, type WorkspaceKey, workspaceOf } from "../../core/keys.ts";
import type { Origin } from "../../ports/platform.ts";
import { mayManage } from "../channels/managing.ts";
import { unlessRefused } from "../host.ts";
import { suggestionKey } from "../records.ts";
import type { World } from "../world.ts";

/** The suggestion that an action or a form names, looked up in the workspace it came from; null where there is none. */
export async function suggestionNamed(world: World, { channel }: Origin, id: string): Promise<Suggestion | null> {
  if (!isName(id)) return null;
  return world.records.suggestions.get(suggestionKey(workspaceOf(channel), id as QuestionId));
}

/** Every suggestion of a workspace, the oldest first. */
export async function suggestionsOf(
  { records }: Pick<World, "records">,
  workspace: WorkspaceKey,
): Promise<readonly Suggestion[]> {
  const all = await Array.fromAsync(records.suggestions.list(`${workspace}/`), ([, each]) => each);
  return all.toSorted((one, other) => Temporal.Instant.compare(one.at, other.at));
}

/** Whether who asks decides what was suggested in a channel, from wherever in its workspace they ask. */
export async function managesIn(world: World, origin: Origin, channel: ChannelKey): Promise<boolean> {
  const plan = await world.records.plans.get(channel);
  const may = await mayManage(world, { ...origin, channel }, plan).catch(unlessRefused);
  // A channel that is not there any more tells of nobody; those whom the operator named still decide.
  return may ?? world.settings.managers.has(origin.person);
}

/** What waits of the channels that who asks manages. */
export async function waitingSuggestions(world: World, origin: Origin): Promise<readonly Suggestion[]> {
  const waiting = (await suggestionsOf(world, workspaceOf(origin.channel))).filter(isWaiting);
  const managed = new Set<ChannelKey>();
  for (const channel of new Set(waiting.map((each) => each.channel))) {
    if (await managesIn(world, origin, channel)) managed.add(channel);
  }
  return waiting.filter(({ channel }) => managed.has(channel));
}

/** How many wait in one channel. */
export const countWaiting = async (world: World, channel: ChannelKey): Promise<number> =>
  (await suggestionsOf(world, workspaceOf(channel))).filter((each) => isWaiting(each) && each.channel === channel)
    .length;

/** What was suggested in a channel that has another id now is for the managers there. */
export async function moveSuggestions(world: Pick<World, "records">, from: ChannelKey, to: ChannelKey): Promise<void> {
  for (const { id, channel } of await suggestionsOf(world, workspaceOf(from))) {
    if (channel !== from) continue;
    await world.records.suggestions.update(suggestionKey(workspaceOf(from), id), (current) =>
      current === null ? null : { ...current, channel: to },
    );
  }
}
