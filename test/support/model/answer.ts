import type { ServerResponse } from "node:http";
import type { RouteHeaders } from "../../../src/core/delivery/route-limit.ts";
import { assertNever, type LimitScope } from "../../../src/core/errors.ts";
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
  if (fault !== null) spoil(fault, reply, response);
  else if (reply === null) reset(response);
  else send(response, reply);
}

/** By the room's clock, which is the bot's unless the host's is wrong; an answer's `Date` has whole seconds. */
const dateOf = ({ clock }: Room, offMs: number): string =>
  new Date(clock.now().epochMilliseconds + offMs).toUTCString();

function spoil(fault: WireFault, reply: ApiReply | null, response: ServerResponse): void {
  switch (fault.kind) {
    case "reset":
      reset(response);
      break;
    case "silent":
      break;
    case "slow":
      setTimeout(() => send(response, reply), fault.wallMs);
      break;
    case "status":
      page(response, fault.status);
      break;
    case "cut-body":
      cut(response, JSON.stringify(reply));
      break;
    case "not-json":
      page(response, 200);
      break;
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
    case "kill":
      process.kill(fault.pid, "SIGKILL");
      break;
    default:
      assertNever(fault);
  }
}

const wrong = (names: "another-channel" | "nothing"): ApiReply =>
  names === "nothing" ? { ok: true } : { ok: true, message: { id: "M1", channel: "elsewhere", thread: null } };

function send(response: ServerResponse, reply: ApiReply | null): void {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(reply));
}

function page(response: ServerResponse, status: number): void {
  response.writeHead(status, { "content-type": "text/html" }).end("<html><body>Something went wrong</body></html>");
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

function cut(response: ServerResponse, body: string): void {
  response.writeHead(200, { "content-type": "application/json", "content-length": String(body.length) });
  response.write(body.slice(0, body.length / 2), () => response.destroy());
}

function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}
