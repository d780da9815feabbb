import { BotError } from "../core/errors.ts";
import { note } from "../core/message/answer-messages.ts";
import type { Response } from "../core/message/message.ts";
import { refusalText } from "../core/message/refusal-text.ts";
import { words } from "../core/message/words.ts";

/** How something is said to whoever waits. */
type Say = (text: string) => Response;

/** For who sees no form: as a message for them alone. */
export const inMessage: Say = (text) => ({ kind: "message", message: note(text), replace: false });
/** For who has sent a form: what they entered stays. */
export const inForm: Say = (text) => ({ kind: "errors", errors: { "": text } });

/**
 * What a person typed wrong, and what the platform refuses for good, comes back to them in words: trying again would not
 * help. Everything else stays an error.
 */
export async function explained(say: Say, run: () => Promise<Response>): Promise<Response> {
  try {
    return await run();
  } catch (error) {
    const explanation = explanationOf(error);
    if (explanation === null) throw error;
    return say(explanation);
  }
}

function explanationOf(error: unknown): string | null {
  if (!(error instanceof BotError)) return null;
  if (error.code === "input.invalid") return `${error.message}: ${error.hint}`;
  return error.why === undefined ? null : words.command.cannotNow(refusalText(error.why));
}
