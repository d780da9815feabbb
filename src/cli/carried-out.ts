import type { Outcome } from "../compose/store-or-bot.ts";
import { BotError } from "../core/errors.ts";

type Refused = Readonly<{ problem: string; hint: string }>;

/** The answer to what was asked of the store; raises `store.unavailable` when it was not carried out. */
export function carriedOut<A extends object>(outcome: Outcome<A | Refused>): A {
  if (outcome.by === "waiting") {
    throw new BotError("store.unavailable", "the running bot has the request, and did not answer within 30 seconds", {
      hint: "it carries it out as soon as it can; see its log, then run this again: twice does no harm",
    });
  }
  const { answer } = outcome;
  if ("problem" in answer) throw new BotError("store.unavailable", answer.problem, { hint: answer.hint });
  return answer;
}
