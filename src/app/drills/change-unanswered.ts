import { answersOf } from "../../core/drill/answers.ts";
import type { Drill, DrillIn } from "../../core/drill/drill.ts";
import type { Row } from "../../ports/collection.ts";
import { readBack } from "../answers/read-back.ts";
import { entriesOf } from "../answers/save-heard.ts";
import { aloneInTime } from "../outgoing/errand.ts";
import { drillKey } from "../records.ts";
import type { World } from "../world.ts";
import { keepAnswered } from "./keep-answered.ts";

/**
 * What became of a change: `meanwhile` means that the drill is not any more what it was when it was looked up, `unread`
 * that its thread could not be read just now, so that nobody can say whether somebody has answered.
 */
export type Changed = "changed" | "answered" | "meanwhile" | "unread";

/**
 * Puts `after` in place of an open drill that nobody has answered, with `puts` at the same stroke. The thread is read back
 * first, and the answers are looked at again afterwards, so that none is passed over.
 */
export function changeUnanswered(
  world: World,
  before: DrillIn<"open">,
  after: (current: DrillIn<"open">) => Drill,
  puts: readonly Row[],
): Promise<Changed> {
  return aloneInTime(world, before.channel, async () => {
    const { outcome } = await readBack(world, before);
    if (await hasAnswers(world, before)) return "answered";
    // A thread that is gone or closed to us will not be readable in a minute either.
    if (outcome === "slow") return "unread";
    const { drills, store } = world.records;
    const key = drillKey(before.channel, before.date);
    const change = (current: Drill | null): Drill | null => (isStill(current, before) ? after(current) : null);
    if (!(await store.commit({ kind: "update", in: drills, key, change }, puts))) return "meanwhile";
    if (!(await hasAnswers(world, before))) return "changed";
    await keepAnswered(world, before);
    return "answered";
  });
}

const isStill = (current: Drill | null, before: DrillIn<"open">): current is DrillIn<"open"> =>
  current?.stage === "open" && current.cutoffAt === null && current.question === before.question;

const hasAnswers = async (world: World, drill: DrillIn<"open">): Promise<boolean> =>
  answersOf(await entriesOf(world, drill), drill).length > 0;
