import type { Drill, DrillIn } from "../../core/drill/drill.ts";
import { workspaceOf } from "../../core/keys.ts";
import { askedKey, drillKey } from "../records.ts";
import type { World } from "../world.ts";

/**
 * Call it after an answer was saved: `answered` is the drill as it stood before. When a manager dropped or swapped the
 * question in between, each looks after writing, so at least one of the two sees the other; the answer wins and its
 * question comes back. True when it had to.
 */
export async function keepAnswered(world: World, answered: DrillIn<"open">): Promise<boolean> {
  const { records } = world;
  const key = drillKey(answered.channel, answered.date);
  if (!isTakenAway(await records.drills.get(key), answered)) return false;
  const question = world.bank.forWorkspace(workspaceOf(answered.channel)).questions.get(answered.question);
  return records.store.commit(
    {
      kind: "update",
      in: records.drills,
      key,
      change: (current) => (isTakenAway(current, answered) ? { ...answered, stale: true } : null),
    },
    [
      records.openDrills.row(key, { date: answered.date }),
      records.asked.row(askedKey(answered, answered.date), { question: answered.question }),
      ...(question === undefined ? [] : [records.posted.row(key, question)]),
    ],
  );
}

/** A reveal that has begun keeps what it shows. */
function isTakenAway(current: Drill | null, answered: DrillIn<"open">): boolean {
  if (current?.stage === "skipped") return true;
  return current?.stage === "open" && current.cutoffAt === null && current.question !== answered.question;
}
