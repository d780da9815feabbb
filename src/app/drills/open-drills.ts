import type { Drill, DrillIn } from "../../core/drill/drill.ts";
import type { ChannelKey } from "../../core/keys.ts";
import { drillKey } from "../records.ts";
import type { World } from "../world.ts";

/** A drill that still wants something done. */
export type UnfinishedDrill = DrillIn<"planned" | "open" | "skipped" | "revealed">;

/** The drills of a channel that are planned or open, or whose messages do not show yet what became of them; oldest first. */
export async function openDrillsOf(world: World, channel: ChannelKey): Promise<readonly UnfinishedDrill[]> {
  const drills: UnfinishedDrill[] = [];
  for await (const [key] of world.records.openDrills.list(`${channel}/`)) {
    const drill = await world.records.drills.get(key);
    if (isUnfinished(drill)) drills.push(drill);
    // A crash between finishing a drill and taking it off this list leaves it here; it is taken off now.
    else await takeOffList(world, key);
  }
  return drills;
}

/** Takes a drill off the list of the unfinished ones, unless it has something left to do, or has it again. */
export async function takeOffList(world: World, key: string): Promise<void> {
  if (isUnfinished(await world.records.drills.get(key))) return;
  await world.records.openDrills.delete(key);
  // Whoever put it back on the list in between wrote the drill first.
  const drill = await world.records.drills.get(key);
  if (isUnfinished(drill)) await world.records.openDrills.put(key, { date: drill.date });
}

function isUnfinished(drill: Drill | null): drill is UnfinishedDrill {
  if (drill === null || drill.stage === "missed") return false;
  if (drill.stage === "planned" || drill.stage === "open") return true;
  if (drill.stage === "skipped") return drill.stale;
  return drill.stale || drill.rereadAt !== null || drill.revision !== drill.shown;
}

/** Every drill a channel ever had, oldest first. */
export async function allDrillsOf(world: World, channel: ChannelKey): Promise<readonly Drill[]> {
  const drills: Drill[] = [];
  for await (const [, drill] of world.records.drills.list(`${channel}/`)) drills.push(drill);
  return drills;
}

/** The drill whose question is `message`, or null when the message is none of ours. */
export async function drillUnder(world: World, channel: ChannelKey, message: string): Promise<Drill | null> {
  const date = await world.records.dateUnder(channel, message);
  return date === null ? null : world.records.drills.get(drillKey(channel, date));
}
