import { decisions } from "../../core/bank/flags.ts";
import { workspaceOf } from "../../core/keys.ts";
import { decidedMessage } from "../../core/message/flag-message.ts";
import type { Response } from "../../core/message/message.ts";
import { words } from "../../core/message/words.ts";
import type { IncomingAction } from "../../ports/platform.ts";
import { reply } from "../answers/write-answer.ts";
import type { World } from "../world.ts";
import { decide, decidedBy, seenAt, whyDecided } from "./decision.ts";
import { flaggedNamed } from "./flagged.ts";
import { openMend } from "./mend.ts";

/**
 * What a manager decides about a flagged question: `flagged/question/decision/seen`. The question is looked up among those
 * that who presses may decide about; the press itself proves nothing.
 */
export async function pressFlagged(
  world: World,
  action: IncomingAction,
  mark: string,
  what: string,
): Promise<Response> {
  const decision = decisions.find((each) => each === what);
  const seen = seenAt(action.action.split("/")[3] ?? "");
  const flagged = decision === undefined || seen === null ? null : await flaggedNamed(world, action, mark);
  if (decision === undefined || seen === null || flagged === null) return reply(words.flagged.notThere);
  if (decision === "mend") return openMend(world, action, flagged, seen);
  const about = { workspace: workspaceOf(action.channel), question: flagged.question, seen };
  const isDone = await decide(world, about, await decidedBy(world, action, decision));
  if (!isDone) return reply(await whyDecided(world, action, flagged));
  world.log.info("a flagged question was decided about", { question: flagged.question, what: decision });
  return { kind: "message", message: decidedMessage(words.flagged.done[decision]), replace: true };
}
