import { AsyncLocalStorage } from "node:async_hooks";
import type { RESTOptions } from "@discordjs/rest";
import type { RouteHeaders } from "../../../core/delivery/route-limit.ts";
import type { Clock } from "../../../ports/runtime.ts";
import { failedOnTheWay, type ServerTime, serverTime } from "../../chat/on-the-way.ts";
import type { InvalidRequests } from "./invalid-requests.ts";
import { doubt, failureOf, guarded } from "./refusals.ts";

/** A request from inside discord.js: whether it has left, and who wants to know what the response says of its route. */
export type Way = { hasLeft: boolean; readonly tell: (headers: RouteHeaders) => void };

/** The request that is being made; discord.js has no place to pass it through. */
export const onTheWay = new AsyncLocalStorage<Way>();

export type TransportParts = Readonly<{
  tellTime: ServerTime;
  now: Clock["now"];
  invalid: InvalidRequests;
  /** Whether requests are held back when too many were refused; a person's are not. */
  heldBack: boolean;
}>;

type MakeRequest = RESTOptions["makeRequest"];

/**
 * Makes the requests of discord.js's REST, and sorts what goes wrong before it sees it: it would wait for a 429 in the
 * queue of its route, forget the token after a 401, and tell a broken line by its words. Limits are kept by our pacing
 * alone, so it is not shown their headers either.
 */
export function discordFetch(parts: TransportParts): MakeRequest {
  return async (url, init) => {
    const call = callName(init.method ?? "GET", pathOf(url));
    const waitMs = parts.heldBack ? parts.invalid.waitMs(parts.now().epochMilliseconds) : 0;
    if (waitMs > 0) throw guarded(call, waitMs);
    // Its time was over before its turn came: it does not leave.
    init.signal?.throwIfAborted();
    const way = onTheWay.getStore();
    if (way !== undefined) way.hasLeft = true;
    const askedAt = parts.now();
    const response = await fetch(url, requestOf(init)).catch((cause: unknown) => {
      throw failedOnTheWay("Discord", call, cause);
    });
    noteHeaders(parts, response, { askedAt, way });
    const { status, headers } = response;
    const text = await response.text().catch(() => null);
    if (!response.ok) throw failureOf({ call, status, headers, text: text ?? "" });
    if (text === null) throw doubt(call, "an answer that broke off");
    // Without a body there is nothing to be read as JSON.
    if (text === "") return new Response(null, { status: 204 });
    return new Response(text, { status, headers: { "content-type": "application/json" } });
  };
}

function noteHeaders(
  { tellTime, invalid, now }: TransportParts,
  { status, headers }: Response,
  { askedAt, way }: Readonly<{ askedAt: Temporal.Instant; way: Way | undefined }>,
): void {
  const at = serverTime(headers.get("date"));
  if (at !== null) tellTime({ at, askedAt });
  const limits = limitsIn(headers);
  if (limits !== null) way?.tell(limits);
  invalid.note(status, headers.get("x-ratelimit-scope"), now().epochMilliseconds);
}

/** What of a request of discord.js's concerns `fetch`. */
function requestOf(init: Parameters<MakeRequest>[1]): RequestInit {
  const { method = "GET", headers, body, signal } = init;
  return { method, headers: headersOf(headers), body: bodyOf(body), signal: signal ?? null, redirect: "error" };
}

/** discord.js writes them as a plain object. */
const headersOf = (headers: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]));

function bodyOf(body: unknown): string | FormData | null {
  if (body === null || body === undefined) return null;
  return body instanceof FormData ? body : String(body);
}

/** `POST /channels/:id/messages`: what was asked, without ids and tokens. */
export function callName(method: string, path: string): string {
  const bare = path
    .replace(/(?<=\/reactions\/)[^/]+/u, ":emoji")
    .replace(/(?<=\/(?:webhooks|interactions)\/\d+\/)[^/]+/u, ":token")
    .replace(/\d{15,}/gu, ":id");
  return `${method} ${bare}`;
}

/** What follows the version in an address. */
const pathOf = (url: string): string => new URL(url).pathname.replace(/^.*?\/v\d+(?=\/)/u, "");

function limitsIn(headers: Headers): RouteHeaders | null {
  const limit = numberIn(headers, "x-ratelimit-limit");
  const remaining = numberIn(headers, "x-ratelimit-remaining");
  const seconds = numberIn(headers, "x-ratelimit-reset-after");
  if (limit === null || remaining === null || seconds === null) return null;
  return { limit, remaining, resetAfterMs: Math.ceil(seconds * 1000) };
}

function numberIn(headers: Headers, name: string): number | null {
  const text = headers.get(name);
  const number = text === null || text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : null;
}
