import { BotError } from "../../core/errors.ts";

/** What a server's clock says, as its `Date` header tells it in whole seconds; `askedAt` is ours when the question left. */
export type ServerTime = (told: Readonly<{ at: Temporal.Instant; askedAt: Temporal.Instant }>) => void;

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

/** What to do about a request that got no usable answer, as `BotError.hint`. */
export const wayHints = (platform: string): Readonly<{ unsent: string; doubt: string }> => ({
  unsent: `look at the network, the proxy and the certificates between here and ${platform}; the bot tries again by itself`,
  doubt: "nothing to do: the bot looks whether it was carried out before it sends anything again",
});

/** A request that failed before any answer came, told by the codes of its error: surely not sent, or in doubt. */
export function failedOnTheWay(platform: string, method: string, cause: unknown): BotError {
  const codes = codesOf(cause);
  const said = codes.at(-1) ?? (cause instanceof Error ? cause.name : "no reason given");
  return codes.some((code) => beforeSending.has(code))
    ? new BotError("platform.unsent", `${platform.toLowerCase()}: ${method} could not be sent (${said})`, {
        hint: wayHints(platform).unsent,
      })
    : new BotError("platform.doubt", `${platform.toLowerCase()}: ${method} got no answer (${said})`, {
        hint: wayHints(platform).doubt,
      });
}

/** The codes of an error and of what caused it, the deepest last. A refused host name fails once per address. */
function codesOf(error: unknown, depth = 0): readonly string[] {
  if (!(error instanceof Error) || depth > 5) return [];
  const own = "code" in error && typeof error.code === "string" ? [error.code] : [];
  const several = error instanceof AggregateError ? error.errors.flatMap((one) => codesOf(one, depth + 1)) : [];
  return [...own, ...several, ...codesOf(error.cause, depth + 1)];
}

/** The HTTP form of a date (RFC 9110, 5.6.7); null when there is none or it is something else. */
export function serverTime(header: string | null): Temporal.Instant | null {
  const ms = header === null ? Number.NaN : Date.parse(header);
  return Number.isNaN(ms) ? null : Temporal.Instant.fromEpochMilliseconds(ms);
}
