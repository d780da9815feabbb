import type { Response } from "../../core/message/message.ts";
import { words } from "../../core/message/words.ts";
import type { IncomingAction, IncomingForm } from "../../ports/platform.ts";
import { reply } from "../answers/write-answer.ts";
import type { World } from "../world.ts";

/** What a manager decides about a suggestion. */
export async function pressSuggestion(
  _world: World,
  _action: IncomingAction,
  _id: string,
  _what: string,
): Promise<Response> {
  return reply(words.review.gone);
}

/** Takes a manager's edit, or the reason for declining. */
export async function submitSuggestion(
  _world: World,
  _form: IncomingForm,
  _id: string,
  _what: string,
): Promise<Response> {
  return { kind: "errors", errors: { "": words.review.gone } };
}
