import type { Drill, DrillIn } from "../core/drill/drill.ts";
import type { ChannelKey } from "../core/keys.ts";
import { drillKey } from "./records.ts";
import type { World } from "./world.ts";

/** A drill that still wants something done. */
export type UnfinishedDrill = DrillIn<"planned" | "open" | "skipped">;

/** The drills of a channel that are planned, open, or skipped but not yet shown so; oldest first. */
export async function openDrillsOf(world: World, channel: ChannelKey): Promise<readonly UnfinishedDrill[]> {
  const drills: UnfinishedDrill[] = [];
  for await (const [key] of world.records.openDrills.list(`${channel}/`)) {
    const drill = await world.records.drills.get(key);
    if (isUnfinished(drill)) drills.push(drill);
    // A crash between finishing a drill and taking it off this list leaves it here; it is taken off now.
    else await world.records.openDrills.delete(key);
  }
  return drills;
}

const isUnfinished = (drill: Drill | null): drill is UnfinishedDrill =>
  drill?.stage === "planned" || drill?.stage === "open" || (drill?.stage === "skipped" && drill.stale);

/** Every drill a channel ever had, oldest first. */
export async function allDrillsOf(world: World, channel: ChannelKey): Promise<readonly Drill[]> {
  const drills: Drill[] = [];
  for await (const [, drill] of world.records.drills.list(`${channel}/`)) drills.push(drill);
  return drills;
}

/** The drill whose question is `message`, or null when the message is none of ours. */
export async function drillUnder(world: World, channel: ChannelKey, message: string): Promise<Drill | null> {
  const thread = await world.records.threads.get(`${channel}/${message}`);
  return thread === null ? null : world.records.drills.get(drillKey(channel, thread.date));
}
