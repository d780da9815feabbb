import { z } from "zod";
import { BotError, type LimitScope, type Refusal } from "../../../core/errors.ts";
import { wayHints } from "../../chat/on-the-way.ts";

/** What Discord's codes mean (docs.discord.com, Opcodes and Status Codes, *JSON Error Codes*). */
const refusals: Readonly<Record<number, Refusal>> = {
  10003: "channel-gone",
  10004: "channel-gone",
  10008: "message-gone",
  20022: "missing-permission",
  40001: "token-revoked",
  40002: "token-revoked",
  50001: "missing-permission",
  50008: "missing-permission",
  50013: "missing-permission",
  50014: "token-revoked",
  50024: "missing-permission",
  50083: "channel-archived",
  50278: "missing-permission",
  // A locked thread: what hangs on the message is as good as gone.
  160005: "message-gone",
};

const wayHint = wayHints("Discord");
const hints: Readonly<Record<Refusal, string>> = {
  "channel-gone": "look whether the channel is still there and the bot may see it",
  "channel-archived": "unarchive the thread, or answer through the button",
  "not-a-member": "give the bot View Channel in the channel's permissions",
  "missing-permission": "give the bot's role what it lacks in the channel; `drill doctor discord` says which",
  "token-revoked": "give the bot its new token, from the page Bot of the application; `drill doctor discord` checks it",
  banned: "invite the bot again: `drill discord invite`",
  "message-gone": "nothing to do: somebody deleted the message or locked its thread",
  "message-rejected": "report it with the code above; `drill doctor discord` checks what can be checked",
};

/** Codes by which what the bot did before, or somebody else, is told apart from a failure. */
export const codes = {
  unknownChannel: 10003,
  unknownMember: 10007,
  unknownMessage: 10008,
  unknownUser: 10013,
  unknownWebhook: 10015,
  unknownInteraction: 10062,
  threadFull: 30033,
  editsUsedUp: 30046,
  alreadyAcknowledged: 40060,
  cannotWriteToPerson: 50007,
  invalidWebhookToken: 50027,
  threadArchived: 50083,
  threadExists: 160004,
  threadLocked: 160005,
  tooManyThreads: 160006,
} as const;

/** An error as Discord words it; `errors` holds a tree of places in what was sent, with a code at each. */
const told = z.looseObject({ code: z.number(), errors: z.unknown().optional() });
const limited = z.looseObject({
  retry_after: z.number().optional(),
  global: z.boolean().optional(),
  code: z.number().optional(),
});

/** A refused or failed response, read to its end. */
export type Failed = Readonly<{ call: string; status: number; headers: Headers; text: string }>;

/** A response that is no success, as one of our errors. Nothing of what was sent is repeated in it. */
export function failureOf({ call, status, headers, text }: Failed): BotError {
  const body = jsonOf(text);
  if (status === 429) return tooFast(call, headers, body);
  if (status >= 500) return new BotError("platform.doubt", answered(call, status), { hint: wayHint.doubt });
  const said = told.safeParse(body);
  if (status === 401) return new RefusedCall(answered(call, status), said.data?.code ?? 0, "token-revoked");
  // Without Discord's words it comes from a proxy, from Cloudflare or from a wrong address.
  if (!said.success || said.data.code === 0) return withoutWords(call, status);
  const { code, errors } = said.data;
  if (code === codes.editsUsedUp) return editsUsedUp(call);
  const named = [String(code), ...pointersIn(errors)].join(", ");
  return new RefusedCall(`discord: ${call} was refused (${named})`, code, refusals[code] ?? "message-rejected");
}

/** It may have been carried out; `because` never quotes what was sent or answered. */
export const doubt = (call: string, because: string): BotError =>
  new BotError("platform.doubt", `discord: ${call} may have been carried out (${because})`, { hint: wayHint.doubt });

/** A refusal that still knows Discord's own code; 0 where none was told. */
class RefusedCall extends BotError {
  readonly discordCode: number;

  constructor(message: string, discordCode: number, why: Refusal) {
    super("platform.refused", message, { hint: hints[why], why });
    this.discordCode = discordCode;
  }
}

/** Discord's code for a refusal; null for any other error. */
export const discordCodeOf = (error: unknown): number | null =>
  error instanceof RefusedCall ? error.discordCode : null;

/** What is asked for by an id that Discord never gave is not there; no request is made. */
export const missing = (call: string, why: "channel-gone" | "message-gone"): BotError =>
  new BotError("platform.refused", `discord: ${call} names what is not there`, { hint: hints[why], why });

/** No request is made for a while, as too many were refused. */
export const guarded = (call: string, retryAfterMs: number): BotError =>
  new BotError("platform.busy", `discord: ${call} is held back: too many requests were refused lately`, {
    hint: "look in the log what was refused, and mend it: Discord shuts out addresses that go on",
    scope: "overall",
    retryAfterMs,
  });

const answered = (call: string, status: number): string => `discord: ${call} was answered with HTTP ${status}`;

function withoutWords(call: string, status: number): BotError {
  const said = answered(call, status);
  if (status !== 413) return new BotError("platform.unsent", said, { hint: wayHint.unsent });
  const hint = "report it: the bot should have sent this as several messages";
  return new BotError("platform.refused", said, { hint, why: "message-rejected" });
}

const editsMs = 600_000;
/** Messages older than an hour can be edited only so often; Discord does not say when the next edit may go. */
const editsUsedUp = (call: string): BotError =>
  new BotError("platform.busy", `discord: ${call} has to wait: a message of more than an hour was edited too often`, {
    hint: "nothing to do: the bot waits",
    scope: "route",
    retryAfterMs: editsMs,
  });

/** A 429 of the whole bot, of a route, or shared with others; where Cloudflare answers there are no words at all. */
function tooFast(call: string, headers: Headers, body: unknown): BotError {
  const said = limited.safeParse(body).data;
  const isAll = said === undefined || said.global === true || headers.get("x-ratelimit-scope") === "global";
  const retryAfterMs = waitMs(said?.retry_after ?? Number(headers.get("retry-after") ?? Number.NaN));
  const scope: LimitScope = isAll ? "overall" : "route";
  return new BotError("platform.busy", `discord: ${call} was asked too often`, {
    hint: "nothing to do: the bot waits",
    scope,
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  });
}

/** Seconds, with fractions, as milliseconds; null for anything but more than nothing and at most a day. */
const waitMs = (seconds: number): number | null =>
  seconds > 0 && seconds <= 86_400 ? Math.ceil(seconds * 1000) : null;

const leaf = z.looseObject({ _errors: z.array(z.looseObject({ code: z.string().regex(/^\w{1,60}$/u) })) });
const branch = z.record(z.string(), z.unknown());

/** `embeds.0.description: BASE_TYPE_MAX_LENGTH`, at most three of them. */
const pointersIn = (errors: unknown): readonly string[] => walked(errors, []).slice(0, 3);

function walked(node: unknown, path: readonly string[]): readonly string[] {
  const said = leaf.safeParse(node).data;
  if (said !== undefined) return said._errors.map(({ code }) => `${path.join(".")}: ${code}`);
  const below = path.length < 8 ? branch.safeParse(node).data : undefined;
  return Object.entries(below ?? {}).flatMap(([name, child]) => walked(child, [...path, name.slice(0, 40)]));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A page of Cloudflare's or of a proxy; its status says enough.
    return null;
  }
}
