import type { Response } from "../../core/message/message.ts";
import { words } from "../../core/message/words.ts";
import type { IncomingAction, IncomingForm, Origin } from "../../ports/platform.ts";
import { reply } from "../answers/write-answer.ts";
import type { World } from "../world.ts";

/** `flag [date]`: the form for one question that was asked here. */
export async function flag(_world: World, _origin: Origin, _rest: string): Promise<Response> {
  return reply(words.answer.notOpen);
}

/** *Flag* under a question: the form. */
export async function openFlag(_world: World, _action: IncomingAction, _date: string): Promise<Response> {
  return reply(words.answer.notOpen);
}

/** What a manager decides about a flagged question. */
export async function pressFlagged(
  _world: World,
  _action: IncomingAction,
  _question: string,
  _what: string,
): Promise<Response> {
  return reply(words.answer.notOpen);
}

/** Takes a flag. */
export async function submitFlag(_world: World, _form: IncomingForm, _date: string): Promise<Response> {
  return { kind: "errors", errors: { "": words.answer.notOpen } };
}

/** Takes another text of a question. */
export async function submitMend(_world: World, _form: IncomingForm, _question: string): Promise<Response> {
  return { kind: "errors", errors: { "": words.answer.notOpen } };
}
