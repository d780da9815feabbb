import type { Plan } from "../../core/schedule/plan.ts";
import { now } from "../commands/drill-now.ts";
import { nowIn, type World } from "../world.ts";
import { allDrillsOf } from "./open-drills.ts";

/**
 * Gives a channel its plan, as long as it has none, and its first question at once, whatever the time of day. Harmless
 * to repeat: a channel that was ever asked something is left as it is.
 */
export async function beginPlan(world: World, plan: Omit<Plan, "since">): Promise<void> {
  await world.records.plans.create(plan.channel, { ...plan, since: nowIn(world, plan.channel) });
  const drills = await allDrillsOf(world, plan.channel);
  if (drills.length === 0) await now(world, { channel: plan.channel, person: plan.configuredBy, thread: null }, "");
}
