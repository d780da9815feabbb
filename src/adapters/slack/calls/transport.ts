import type { FetchFunction } from "@slack/web-api";
import { BotError } from "../../../core/errors.ts";
import type { Clock } from "../../../ports/runtime.ts";

/** What a server's clock says, as its `Date` header tells it in whole seconds; `askedAt` is ours when the question left. */
export type ServerTime = (told: Readonly<{ at: Temporal.Instant; askedAt: Temporal.Instant }>) => void;

/**
 * A `fetch` for Slack's clients that sorts what goes wrong on the way (delivery.md, *Outcome classes*), since the SDK
 * tells by text alone. A 429 is thrown before the SDK sees it: its own answer is to hold up every other call too.
 */
export function slackFetch(tellTime: ServerTime, now: Clock["now"]): FetchFunction {
  return async (url, init) => {
    const askedAt = now();
    const response = await fetch(url, init).catch((cause: unknown) => {
      throw failedOnTheWay(methodOf(url), cause);
    });
    const at = serverTime(response.headers.get("date"));
    if (at !== null) tellTime({ at, askedAt });
    if (response.status === 200) return response;
    // Read to its end, or the connection is not used again.
    await response.arrayBuffer().catch(() => undefined);
    throw failedWithStatus(methodOf(url), response.status, response.headers.get("retry-after"));
  };
}

/** Slack's method at the end of an address; the rest may be an operator's own. */
const methodOf = (url: string | URL): string => /[A-Za-z.]+$/u.exec(new URL(url).pathname)?.[0] ?? "request";

/**
 * Codes of Node, OpenSSL and undici that are raised before a request leaves: no address, no connection, no trust, and
 * (the last two) a proxy that wants to know who asks.
 */
const beforeSending: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_FAIL",
  "EHOSTUNREACH",
  "EHOSTDOWN",
  "ENETUNREACH",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "CERT_REVOKED",
  "CERT_UNTRUSTED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "ERR_SSL_WRONG_VERSION_NUMBER",
  "ERR_SSL_PACKET_LENGTH_TOO_LONG",
  "ERR_INVALID_URL",
  // undici's ProxyAgent: the proxy answered 407, to a request and to CONNECT. An abort of ours has no code.
  "UND_ERR_INVALID_ARG",
  "UND_ERR_ABORTED",
]);

const hints = {
  unsent: "look at the network, the proxy and the certificates between here and Slack; the bot tries again by itself",
  doubt: "nothing to do: the bot looks whether it was carried out before it sends anything again",
} as const;

function failedOnTheWay(method: string, cause: unknown): BotError {
  const codes = codesOf(cause);
  const said = codes.at(-1) ?? (cause instanceof Error ? cause.name : "no reason given");
  return codes.some((code) => beforeSending.has(code))
    ? new BotError("platform.unsent", `slack: ${method} could not be sent (${said})`, { hint: hints.unsent })
    : new BotError("platform.doubt", `slack: ${method} got no answer (${said})`, { hint: hints.doubt });
}

/** The codes of an error and of what caused it, the deepest last. A refused host name fails once per address. */
function codesOf(error: unknown, depth = 0): readonly string[] {
  if (!(error instanceof Error) || depth > 5) return [];
  const own = "code" in error && typeof error.code === "string" ? [error.code] : [];
  const several = error instanceof AggregateError ? error.errors.flatMap((one) => codesOf(one, depth + 1)) : [];
  return [...own, ...several, ...codesOf(error.cause, depth + 1)];
}

function failedWithStatus(method: string, status: number, retryAfter: string | null): BotError {
  const said = `slack: ${method} was answered with HTTP ${status}`;
  if (status === 429) return tooFast(method, secondsOf(retryAfter));
  if (status === 413) return new BotError("platform.refused", said, { hint: tooLarge, why: "message-rejected" });
  // A status of the 400s comes from a proxy or a wrong address: Slack itself says no with 200 (docs.slack.dev, Web API).
  if (status >= 400 && status < 500) return new BotError("platform.unsent", said, { hint: hints.unsent });
  return new BotError("platform.doubt", said, { hint: hints.doubt });
}

const tooLarge = "report it: the bot should have sent this as several messages";

/**
 * Slack asks to wait; `retryAfterMs` null means that it did not say how long. A 429 to a post is that of its channel
 * (docs.slack.dev, Rate limits: one message a second and channel); any other one is that of the method.
 */
export function tooFast(method: string, retryAfterMs: number | null): BotError {
  return new BotError("platform.busy", `slack: ${method} was asked too often`, {
    hint: "nothing to do: the bot waits",
    scope: method === "chat.postMessage" ? "channel" : "route",
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  });
}

/** Whole seconds from 1 to a day as milliseconds; null for anything else, so that garbage cannot stop a channel. */
function secondsOf(header: string | null): number | null {
  const text = header?.trim() ?? "";
  if (!/^\d{1,6}$/u.test(text)) return null;
  const seconds = Number(text);
  return seconds >= 1 && seconds <= 86_400 ? seconds * 1000 : null;
}

/** The HTTP form of a date (RFC 9110, 5.6.7); null when there is none or it is something else. */
function serverTime(header: string | null): Temporal.Instant | null {
  const ms = header === null ? Number.NaN : Date.parse(header);
  return Number.isNaN(ms) ? null : Temporal.Instant.fromEpochMilliseconds(ms);
}
