import type { Drill, PostedDrill } from "../../core/drill/drill.ts";
import { keepAnswered } from "../drills/keep-answered.ts";
import { drillKey } from "../records.ts";
import type { World } from "../world.ts";

/**
 * Called after what a reveal says has changed: counts the change if the reveal has begun, so that its messages are made
 * anew; false when it has not, and will read the change by itself. Written before anything is edited, so that no crash
 * leaves a reveal behind what is stored.
 */
export async function noteChange(
  { records }: Pick<World, "records">,
  { channel, date }: PostedDrill,
): Promise<boolean> {
  const key = drillKey(channel, date);
  return records.store.commit(
    {
      kind: "update",
      in: records.drills,
      key,
      change: (stored) => {
        const hasBegun = stored?.stage === "revealed" || (stored?.stage === "open" && stored.cutoffAt !== null);
        return hasBegun ? { ...stored, revision: stored.revision + 1 } : null;
      },
    },
    [records.openDrills.row(key, { date })],
  );
}

/** Called after an answer was saved, for what may have happened to its drill meanwhile: swapped, dropped, revealed. */
export async function answerSaved(world: World, drill: PostedDrill): Promise<void> {
  await followUp(world, drill, await world.records.drills.get(drillKey(drill.channel, drill.date)));
}

/** The same for whoever has looked after saving; `before` is the drill as it was answered, `now` as it stood then. */
export async function followUp(world: World, before: PostedDrill, now: Drill | null): Promise<void> {
  if (isUntouched(before, now)) return;
  const isBack = before.stage === "open" && (await keepAnswered(world, before));
  if ((await noteChange(world, before)) || isBack) wakeAside(world, before);
}

/** Still open for answers, with the question that was answered: nothing to bring back and nothing to show. */
const isUntouched = (before: PostedDrill, now: Drill | null): boolean =>
  now?.stage === "open" && now.cutoffAt === null && now.question === before.question;

/** Sees to a drill's messages soon, without anybody waiting for it. */
export function wakeAside(world: World, { channel }: PostedDrill): void {
  world.aside(world.wake(channel), "showing a change");
}
