import type { DrillIn } from "../core/drill/drill.ts";
import { BotError } from "../core/errors.ts";
import { questionMessage } from "../core/message/question-message.ts";
import { bankOf, questionOf } from "./post-question.ts";
import { drillKey } from "./records.ts";
import { nowIn, platformOf, type World } from "./world.ts";

/** How soon an edit that failed is tried again. */
const retryMs = 15_000;

/** Edits a question's message to show the drill as it stands: revealed, skipped or swapped. False: try again later. */
export async function showInPlace(
  world: World,
  drill: DrillIn<"open" | "revealed" | "skipped">,
  answered: number,
): Promise<boolean> {
  const platform = platformOf(world, drill.channel);
  const message = questionMessage({
    drill,
    question: await questionOf(world, drill),
    readsReplies: platform.facts.readsReplies,
    answered,
    ...bankOf(world, drill),
  });
  try {
    await platform.edit(drill.message, message);
    return true;
  } catch (error) {
    world.log.warn("a question's message could not be edited", { channel: drill.channel, error });
    // Refused for good: the message is gone or may not be touched, and asking again changes nothing.
    return error instanceof BotError && error.code === "platform.refused";
  }
}

/** Shows a swapped or skipped question as it is; null when done, else when to try again. */
export async function showDrill(world: World, drill: DrillIn<"open" | "skipped">): Promise<Temporal.Instant | null> {
  if (!(await showInPlace(world, drill, 0))) return nowIn(world, drill.channel).add({ milliseconds: retryMs });
  const key = drillKey(drill.channel, drill.date);
  await world.records.drills.update(key, (stored) =>
    stored?.stage === drill.stage && stored.question === drill.question ? { ...stored, stale: false } : null,
  );
  if (drill.stage === "skipped") await world.records.openDrills.delete(key);
  return null;
}
