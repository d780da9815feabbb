import { BotError, type LimitScope, type Refusal } from "../../src/core/errors.ts";

/** What goes wrong with a call. `doubt` is carried out when `accepted`, and no answer comes back either way. */
export type Fault =
  | Readonly<{ kind: "refuse"; why: Refusal }>
  | Readonly<{ kind: "busy"; retryAfterMs: number; scope?: LimitScope }>
  | Readonly<{ kind: "unsent" }>
  | Readonly<{ kind: "doubt"; accepted: boolean }>;
export type FakeCall = "post" | "edit" | "find" | "readThread" | "whisper" | "mark" | "person" | "channel";

/** What a platform rejects with for a fault. */
export function errorOf(fault: Fault): BotError {
  const hint = "this is the fake platform: a test asked for it";
  switch (fault.kind) {
    case "refuse":
      return new BotError("platform.refused", `fake: refused, ${fault.why}`, { hint, why: fault.why });
    case "busy":
      return new BotError("platform.busy", "fake: busy", {
        hint,
        retryAfterMs: fault.retryAfterMs,
        ...(fault.scope === undefined ? {} : { scope: fault.scope }),
      });
    case "unsent":
      return new BotError("platform.unsent", "fake: not sent", { hint });
    case "doubt":
      return new BotError("platform.doubt", "fake: no answer", { hint });
  }
}
