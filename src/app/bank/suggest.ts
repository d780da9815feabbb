import type { Response } from "../../core/message/message.ts";
import { words } from "../../core/message/words.ts";
import type { IncomingForm, Origin } from "../../ports/platform.ts";
import { reply } from "../answers/write-answer.ts";
import type { World } from "../world.ts";

/** `suggest`: the form for a question of one's own. */
export async function suggest(_world: World, _origin: Origin): Promise<Response> {
  return reply(words.review.gone);
}

/** Takes a suggestion. */
export async function saveSuggestion(_world: World, _form: IncomingForm): Promise<Response> {
  return { kind: "errors", errors: { "": words.review.gone } };
}
