/**
 * Every error the bot raises on purpose. Two families talk about the outside: *they said no* (`refused`, `busy`)
 * and *we got no answer* (`unsent`, `doubt`); `delivery/outcome.ts` says what each means for a send.
 */
export type BotErrorCode =
  | "bank.invalid"
  | "config.invalid"
  | "input.invalid"
  /** The platform refused for good: asking again changes nothing until a person mends the cause. */
  | "platform.refused"
  /** The platform asks us to wait (`retryAfterMs`); surely nothing was sent. */
  | "platform.busy"
  /** The request never left, for example a refused connection; surely nothing was sent. */
  | "platform.unsent"
  /** The request left and no usable answer came back: it may have been carried out. */
  | "platform.doubt"
  | "store.unavailable"
  | "store.damaged"
  | "store.newer"
  | "store.locked";

type BotErrorOptions = Readonly<{
  hint: string;
  cause?: unknown;
  retryAfterMs?: number;
  scope?: LimitScope;
  why?: Refusal;
}>;

/** How far a wait reaches that a platform asks for: all that we send there, one channel, or what counts as one route. */
export type LimitScope = "overall" | "channel" | "route";

/** Why a platform refused for good; parks the channel or the workspace. */
export type Refusal =
  | "channel-gone"
  | "channel-archived"
  | "not-a-member"
  | "missing-permission"
  | "token-revoked"
  | "banned"
  | "message-gone"
  | "message-rejected";

/** An error with a closed code, what to do next (`hint`), and its cause. Messages never hold a secret or an answer. */
export class BotError extends Error {
  override readonly name = "BotError";
  readonly code: BotErrorCode;
  readonly hint: string;
  /** How long the platform asked us to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** What that wait is for; one channel when it is not said. Also set with `platform.doubt`, when a later request of the call met it. */
  readonly scope: LimitScope | undefined;
  /** Set with `platform.refused`. */
  readonly why: Refusal | undefined;

  constructor(code: BotErrorCode, message: string, options: BotErrorOptions) {
    super(message, { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.retryAfterMs = options.retryAfterMs;
    this.scope = options.scope;
    this.why = options.why;
  }
}

/** Closes a switch over a union: a forgotten member does not compile. */
export function assertNever(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
