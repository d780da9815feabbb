import type { ChannelKey, WorkspaceKey } from "../../core/keys.ts";
import { goneKey } from "../records.ts";
import type { World } from "../world.ts";
import { lostPrefix, parkChannel, regainChannel } from "./channel-change.ts";
import { lacksIn } from "./serving.ts";

/**
 * The bot was removed from a workspace: its plans are parked, and from now on counts the time after which its data are
 * purged (`upkeep.ts`).
 */
export async function loseWorkspace(world: World, workspace: WorkspaceKey): Promise<void> {
  const isNew = await world.records.said.create(goneKey(workspace), { at: world.clock.now() });
  if (isNew) world.log.warn("removed from a workspace; its data are purged after thirty days", { workspace });
  for await (const [channel] of world.records.plans.list(`${workspace}/`)) {
    await parkChannel(world, channel as ChannelKey);
    await world.wake(channel as ChannelKey);
  }
}

/** Something came from a workspace, so the bot is in it: nothing is purged. Harmless where it never was gone. */
export async function regainWorkspace(world: World, workspace: WorkspaceKey): Promise<void> {
  if ((await world.records.said.get(goneKey(workspace))) === null) return;
  await world.records.said.delete(goneKey(workspace));
  world.lockouts.forget(workspace);
  world.log.info("back in a workspace; its data stay", { workspace });
  world.aside(regainChannels(world, workspace), "channels of a workspace that is back");
}

/** Managers are offered *Resume* where the bot is still in; the other channels come back with an invitation. */
async function regainChannels(world: World, workspace: WorkspaceKey): Promise<void> {
  for await (const [key] of world.records.said.list(`${lostPrefix}${workspace}/`)) {
    const channel = key.slice(lostPrefix.length) as ChannelKey;
    if ((await lacksIn(world, channel)) === null) await regainChannel(world, channel, null);
  }
}
