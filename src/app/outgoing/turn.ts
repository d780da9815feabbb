import type { Send } from "../../core/delivery/lines.ts";
import type { PacingOutcome } from "../../core/delivery/pacing.ts";
import type { RouteHeaders } from "../../core/delivery/route-limit.ts";
import { BotError } from "../../core/errors.ts";
import type { Counted, Grant } from "../../ports/pacing.ts";

/** Makes the call that the turn was given for, once. The grant is undefined where nothing is paced. */
export type Ask = <T>(call: (grant: Grant | undefined) => Promise<T>) => Promise<T>;

/** A turn in a queue, from its first request to the end of its call. */
export type Turn = Readonly<{
  ask: Ask;
  /** Gives back what was not used; after `ask` it changes nothing. */
  end: () => void;
}>;

type TurnParts = Readonly<{
  /** Resolves when a request may leave. */
  depart: () => Promise<void>;
  settle: (send: Send, outcome: PacingOutcome) => void;
  /** Waits for one more request; null: put off. */
  more: (counted: Counted) => Promise<Send | null>;
}>;

/** The turn of a request that was granted; each request of it is settled once, whatever comes of the call. */
export function turnOf(granted: Send, { depart, settle, more }: TurnParts): Turn {
  let send = granted;
  let headers: RouteHeaders | null = null;
  const grant: Grant = {
    told: (said) => {
      headers = said;
    },
    more: async (counted) => {
      settle(send, { kind: "answered", route: headers });
      const next = await more(counted);
      if (next === null) throw putOffError();
      await depart();
      send = next;
      headers = null;
    },
  };
  return {
    ask: async (call) => {
      await depart();
      try {
        const value = await call(grant);
        settle(send, { kind: "answered", route: headers });
        return value;
      } catch (error) {
        settle(send, outcomeOf(error, headers));
        throw error;
      }
    },
    end: () => settle(send, { kind: "lost" }),
  };
}

/** A request was not made: its turn did not come in time. */
export const putOffError = (): BotError =>
  new BotError("platform.busy", "its turn among what is to be sent did not come in time", {
    hint: "nothing to do: the bot tries again by itself",
  });

function outcomeOf(error: unknown, headers: RouteHeaders | null): PacingOutcome {
  if (!(error instanceof BotError)) return { kind: "lost" };
  const { code, scope, retryAfterMs = null } = error;
  if (code === "platform.busy" || scope !== undefined)
    return { kind: "limited", scope: scope ?? "channel", retryAfterMs };
  return code === "platform.refused" ? { kind: "answered", route: headers } : { kind: "lost" };
}
