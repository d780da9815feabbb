import type { WorkspaceKey } from "../core/keys.ts";
import { goneKey } from "./records.ts";
import type { World } from "./world.ts";

/** The bot was removed from a workspace: from now on counts the time after which its data are purged (`upkeep.ts`). */
export async function loseWorkspace(world: World, workspace: WorkspaceKey): Promise<void> {
  const isNew = await world.records.said.create(goneKey(workspace), { at: world.clock.now() });
  if (isNew) world.log.warn("removed from a workspace; its data are purged after thirty days", { workspace });
}

/** Something came from a workspace, so the bot is in it: nothing is purged. Harmless where it never was gone. */
export async function regainWorkspace(world: World, workspace: WorkspaceKey): Promise<void> {
  if ((await world.records.said.get(goneKey(workspace))) === null) return;
  await world.records.said.delete(goneKey(workspace));
  world.log.info("back in a workspace; its data stay", { workspace });
}
