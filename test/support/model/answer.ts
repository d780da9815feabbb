import type { ServerResponse } from "node:http";
import type { RouteHeaders } from "../../../src/core/delivery/route-limit.ts";
import type { LimitScope } from "../../../src/core/errors.ts";
import { spoil } from "../stand-in/spoil.ts";
import type { Room } from "./room.ts";
import type { ApiReply, ApiRequest, WireFault } from "./wire.ts";

/** Answers one request of the bot, with whatever fault was ordered for it. */
export function answer(room: Room, request: ApiRequest, response: ServerResponse): void {
  const verdict = room.weigh(request);
  if (verdict !== null && verdict.retryAfterMs !== null) {
    limited(response, verdict.retryAfterMs, verdict.scope);
    return;
  }
  if (verdict?.headers != null) tellRoute(response, verdict.headers);
  const fault = room.faultFor(request);
  const carriedOut = fault === null || (fault.kind !== "busy" && (!("carriedOut" in fault) || fault.carriedOut));
  const reply = carriedOut ? room.carryOut(request) : null;
  response.setHeader("date", dateOf(room, fault?.kind === "wrong-date" ? fault.offMs : 0));
  if (fault !== null) answerBadly(fault, reply, response);
  else if (reply === null) response.socket?.resetAndDestroy();
  else send(response, reply);
}

/** By the room's clock, which is the bot's unless the host's is wrong; an answer's `Date` has whole seconds. */
const dateOf = ({ clock }: Room, offMs: number): string =>
  new Date(clock.now().epochMilliseconds + offMs).toUTCString();

function answerBadly(fault: WireFault, reply: ApiReply | null, response: ServerResponse): void {
  switch (fault.kind) {
    case "not-ok":
      send(response, { ok: false, error: fault.error });
      break;
    case "busy":
      busy(response, fault.retryAfter);
      break;
    case "wrong-reply":
      send(response, wrong(fault.names));
      break;
    case "wrong-date":
      send(response, reply);
      break;
    default:
      spoil(fault, { send: () => send(response, reply), body: JSON.stringify(reply) }, response);
  }
}

const wrong = (names: "another-channel" | "nothing"): ApiReply =>
  names === "nothing" ? { ok: true } : { ok: true, message: { id: "M1", channel: "elsewhere", thread: null } };

function send(response: ServerResponse, reply: ApiReply | null): void {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(reply));
}

function busy(response: ServerResponse, retryAfter: string | null): void {
  if (retryAfter !== null) response.setHeader("retry-after", retryAfter);
  response.writeHead(429, { "content-type": "application/json" }).end('{"ok":false,"error":"ratelimited"}');
}

/** As Discord says it: whole or broken seconds, what for, and of a route how much is left. */
function limited(response: ServerResponse, retryAfterMs: number, scope: LimitScope): void {
  response.setHeader("x-ratelimit-scope", scope);
  busy(response, String(Math.ceil(retryAfterMs) / 1000));
}

function tellRoute(response: ServerResponse, { limit, remaining, resetAfterMs }: RouteHeaders): void {
  response.setHeader("x-ratelimit-limit", limit);
  response.setHeader("x-ratelimit-remaining", remaining);
  response.setHeader("x-ratelimit-reset-after", resetAfterMs / 1000);
}
