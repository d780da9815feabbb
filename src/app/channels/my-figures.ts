import { tookPart } from "../../core/drill/answers.ts";
import type { Drill } from "../../core/drill/drill.ts";
import { type Figures, figuresOf, turnsOf } from "../../core/drill/figures.ts";
import type { ChannelKey, PersonId, WorkspaceKey } from "../../core/keys.ts";
import type { DateRange } from "../../core/schedule/plan.ts";
import { allDrillsOf } from "../drills/open-drills.ts";
import { entryKey, learnerKey } from "../records.ts";
import type { World } from "../world.ts";

/** One person's figures in one channel, from what is stored. */
export async function figuresIn(
  world: World,
  channel: ChannelKey,
  person: PersonId,
  away: readonly DateRange[],
): Promise<Figures> {
  const drills = await allDrillsOf(world, channel);
  const took = await Promise.all(drills.map((drill) => partIn(world, drill, person)));
  const dates = (kind: "in-time" | "late"): ReadonlySet<string> =>
    new Set(drills.flatMap((drill, index) => (took[index] === kind ? [drill.date.toString()] : [])));
  return figuresOf(turnsOf(drills, dates("in-time"), dates("late")), away);
}

/** Whether a person answered a drill. */
export async function partIn(world: World, drill: Drill, person: PersonId): Promise<"in-time" | "late" | "not"> {
  if (drill.stage !== "open" && drill.stage !== "revealed") return "not";
  const own = await world.records.entries.get(entryKey(drill.channel, drill.date, person));
  return own === null ? "not" : tookPart(own, drill);
}

/** The days a person is away, in every channel of the workspace. */
export async function awayOf(world: World, workspace: WorkspaceKey, person: PersonId): Promise<readonly DateRange[]> {
  const learner = await world.records.learners.get(learnerKey(workspace, person));
  return learner?.away ?? [];
}
