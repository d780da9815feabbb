import { concerns, type Flagged, flaggedMark, isSettled, restingOf } from "../../core/bank/flags.ts";
import { type ChannelKey, type QuestionId, type WorkspaceKey, workspaceOf } from "../../core/keys.ts";
import type { Origin } from "../../ports/platform.ts";
import { flagsKey } from "../records.ts";
import type { World } from "../world.ts";
import { managesIn } from "./suggestions.ts";

/** The questions of a workspace that are left out of every pick until somebody restores them. */
export const restingIn = async (
  world: Pick<World, "records">,
  workspace: WorkspaceKey,
): Promise<ReadonlySet<QuestionId>> => restingOf(await flaggedIn(world, workspace));

/** What waits and was flagged in a channel that who asks manages, from wherever in its workspace they ask. */
export async function flaggedFor(world: World, origin: Origin): Promise<readonly Flagged[]> {
  const waiting = (await flaggedIn(world, workspaceOf(origin.channel))).filter((each) => !isSettled(each));
  const managed = new Set<ChannelKey>();
  for (const channel of new Set(waiting.flatMap(({ channels }) => channels))) {
    if (await managesIn(world, origin, channel)) managed.add(channel);
  }
  return waiting.filter(({ channels }) => channels.some((channel) => managed.has(channel)));
}

/** How many wait to be looked at of those that were flagged in a channel. */
export async function flaggedHere(world: World, channel: ChannelKey): Promise<number> {
  const all = await flaggedIn(world, workspaceOf(channel));
  return all.filter((each) => !isSettled(each) && concerns(each, channel)).length;
}

/** The one that a control or a form stands for, a decided one too; null where who asks may not decide about such a one. */
export async function flaggedNamed(world: World, origin: Origin, mark: string): Promise<Flagged | null> {
  const all = await flaggedIn(world, workspaceOf(origin.channel));
  const named = all.find(({ question }) => flaggedMark(question) === mark);
  for (const channel of named?.channels ?? []) if (await managesIn(world, origin, channel)) return named ?? null;
  return null;
}

/** What was flagged in a channel comes along to its new id: those who manage it there go on deciding. */
export async function moveFlags(world: Pick<World, "records">, from: ChannelKey, to: ChannelKey): Promise<void> {
  const workspace = workspaceOf(from);
  for (const { question } of await flaggedIn(world, workspace)) {
    await world.records.flags.update(flagsKey(workspace, question), (current) =>
      current !== null && concerns(current, from)
        ? { ...current, channels: [...new Set(current.channels.map((channel) => (channel === from ? to : channel)))] }
        : null,
    );
  }
}

async function flaggedIn({ records }: Pick<World, "records">, workspace: WorkspaceKey): Promise<readonly Flagged[]> {
  return Array.fromAsync(records.flags.list(`${workspace}/`), ([, each]) => each);
}
