import { answersOf } from "../../core/drill/answers.ts";
import type { DrillIn } from "../../core/drill/drill.ts";
import { questionMessage } from "../../core/message/question-message.ts";
import { entriesOf } from "../answers/save-heard.ts";
import { type Edited, editMessage } from "../outgoing/edit-message.ts";
import { drillKey } from "../records.ts";
import { platformOf, type World } from "../world.ts";
import { takeOffList } from "./open-drills.ts";
import { bankOf, questionOf } from "./post-question.ts";

type Shown = DrillIn<"open" | "revealed" | "skipped">;

/** Edits a question's message to show the drill as it stands: swapped, skipped or revealed. */
export async function showInPlace(world: World, drill: Shown): Promise<Edited> {
  const answers = drill.stage === "revealed" ? answersOf(await entriesOf(world, drill), drill) : [];
  const message = questionMessage({
    drill,
    question: await questionOf(world, drill),
    readsReplies: platformOf(world, drill.channel).facts.readsReplies,
    answered: answers.length,
    ...bankOf(world, drill),
  });
  // That a drill is revealed the thread below says as well.
  return editMessage(world, drill.message, message, drill.stage === "revealed" ? "notice" : "question");
}

/** Shows a swapped, skipped or revealed question as it is; null when done, else when to try again. */
export async function showDrill(world: World, drill: Shown): Promise<Temporal.Instant | null> {
  const edited = await showInPlace(world, drill);
  // Refused for good: the message may not be touched, and asking again changes nothing.
  if (edited.kind === "failed") return edited.retryAt;
  const key = drillKey(drill.channel, drill.date);
  await world.records.drills.update(key, (stored) =>
    stored?.stage === drill.stage && stored.question === drill.question ? { ...stored, stale: false } : null,
  );
  await takeOffList(world, key);
  return null;
}
