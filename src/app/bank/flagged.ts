import { concerns, type Flagged, flaggedMark, isSettled, restingOf } from "../../core/bank/flags.ts";
import { type QuestionId, type WorkspaceKey, workspaceOf } from "../../core/keys.ts";
import type { Origin } from "../../ports/platform.ts";
import { mayManage } from "../channels/managing.ts";
import type { World } from "../world.ts";

/** The questions of a workspace that are left out of every pick until somebody restores them. */
export const restingIn = async (
  world: Pick<World, "records">,
  workspace: WorkspaceKey,
): Promise<ReadonlySet<QuestionId>> => restingOf(await flaggedIn(world, workspace));

/**
 * The flagged questions that who asks may decide about, the decided ones too: as a manager of a channel those that were
 * flagged there, as one of `MANAGERS` all of the workspace. Null for who manages nothing here.
 */
export async function flaggedFor(world: World, origin: Origin): Promise<readonly Flagged[] | null> {
  const plan = await world.records.plans.get(origin.channel);
  if (!(await mayManage(world, origin, plan))) return null;
  const all = await flaggedIn(world, workspaceOf(origin.channel));
  return world.settings.managers.has(origin.person) ? all : all.filter((each) => concerns(each, origin.channel));
}

/** How many of them wait to be looked at; for who may see it. */
export async function flaggedHere(world: World, origin: Origin): Promise<number> {
  const all = await flaggedIn(world, workspaceOf(origin.channel));
  const isAll = world.settings.managers.has(origin.person);
  return all.filter((each) => !isSettled(each) && (isAll || concerns(each, origin.channel))).length;
}

/** The one that a control or a form stands for; null where who asks may not decide about such a one. */
export async function flaggedNamed(world: World, origin: Origin, mark: string): Promise<Flagged | null> {
  const all = await flaggedFor(world, origin);
  return all?.find(({ question }) => flaggedMark(question) === mark) ?? null;
}

async function flaggedIn({ records }: Pick<World, "records">, workspace: WorkspaceKey): Promise<readonly Flagged[]> {
  const all: Flagged[] = [];
  for await (const [, each] of records.flags.list(`${workspace}/`)) all.push(each);
  return all;
}
