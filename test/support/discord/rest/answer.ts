import type { ServerResponse } from "node:http";
import { isRecord } from "../../stand-in/record.ts";
import type { Room } from "../room.ts";
import type { Call } from "./call.ts";
import { isLimited } from "./rates.ts";
import { plainly, Refused } from "./refused.ts";
import { type Found, isOpen, routeOf } from "./routes.ts";
import { banned, type Due, isCarriedOut, send, spoil, statusOf } from "./spoil.ts";

/** One request, as it came in; without the version in its path. */
export type Asked = Readonly<{
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
  files: readonly string[];
  /** What it says who it is; null: nothing. */
  token: string | null;
}>;

/** Answers one request of the app, with whatever limit it breaks and whatever fault was ordered for it. */
export function answer(room: Room, asked: Asked, response: ServerResponse): void {
  const { app, rates } = room;
  response.setHeader("date", new Date(app.clock.now() + app.quirks.dateOffMs).toUTCString());
  const found = routeOf(asked.method, asked.path) ?? unknownRoute(asked);
  const bannedMs = rates.bannedMs();
  if (bannedMs !== null) {
    log(room, asked, found, { status: 429, body: undefined }, "banned");
    banned(response, String(Math.ceil(bannedMs / 1_000)));
    return;
  }
  const fault = room.faults.next(faultable(room, found));
  const due = isCarriedOut(fault) ? limitedOr(room, asked, found, response) : notCarriedOut;
  tellWait(due, response);
  const scope = fault?.kind === "busy" ? fault.scope : String(response.getHeader("x-ratelimit-scope") ?? "");
  const status = fault === null ? due.status : statusOf(fault, due);
  rates.answered(status, scope);
  log(room, asked, found, { ...due, status }, fault?.kind ?? codeOf(due));
  if (fault === null) send(response, due);
  else spoil(room, fault, due, response);
}

const notCarriedOut: Due = { status: 503, body: { message: "not carried out", code: 0 } };

const unknownRoute = ({ method, path }: Asked): Found => ({
  route: `${method} ${path}`,
  params: [],
  handler: () => {
    throw plainly(404, "Not Found");
  },
});

function faultable({ app }: Room, { route, params: [id = ""] }: Found) {
  const channel = route.includes("/channels/:id") ? app.channelById(id) : undefined;
  return { route, channel: channel?.id ?? null, inThread: channel?.thread != null };
}

function limitedOr(room: Room, asked: Asked, found: Found, response: ServerResponse): Due {
  const taken = room.rates.take(found, isOpen(asked.path));
  const headers = isLimited(taken) ? taken.headers : taken;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (!isLimited(taken)) return carryOut(room, asked, found);
  const { retryAfterMs, scope } = taken;
  const body = {
    message: "You are being rate limited.",
    retry_after: retryAfterMs / 1_000,
    global: scope === "global",
  };
  return { status: 429, body };
}

function carryOut(room: Room, { path, query, body, files, token }: Asked, { route, params, handler }: Found): Due {
  try {
    if (!isOpen(path) && token !== room.app.token) throw plainly(401, "Unauthorized");
    const call: Call = { room, route, params, query, body, files };
    const reply = handler(call);
    return { status: reply.status ?? 200, body: reply.body };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { status: error.status, body: error.body };
  }
}

/** A refusal with 429 says how long to wait in its head too (developers/topics/rate-limits.mdx). */
function tellWait({ status, body }: Due, response: ServerResponse): void {
  const seconds = isRecord(body) ? body["retry_after"] : undefined;
  if (status === 429 && typeof seconds === "number") response.setHeader("retry-after", String(Math.ceil(seconds)));
}

function codeOf({ status, body }: Due): string {
  if (status < 300) return "ok";
  const code = typeof body === "object" && body !== null && "code" in body ? body.code : 0;
  return String(code === 0 ? status : code);
}

function log(room: Room, { path, query, body }: Asked, { route }: Found, { status }: Due, said: string): void {
  const at = Temporal.Instant.fromEpochMilliseconds(room.app.clock.now()).toString();
  room.calls.push({
    route,
    path,
    query: Object.fromEntries(query),
    body,
    at,
    status: said === "silent" ? 0 : status,
    answer: said,
  });
}
