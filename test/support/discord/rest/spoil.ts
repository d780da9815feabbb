import type { ServerResponse } from "node:http";
import { assertNever } from "../../../../src/core/errors.ts";
import { isRecord } from "../../stand-in/record.ts";
import type { Fault } from "../control/faults.ts";
import type { Room } from "../room.ts";

/** What would have been answered. */
export type Due = Readonly<{ status: number; body: unknown }>;

/** Answers as Discord does: JSON, or nothing at all with 204. */
export function send(response: ServerResponse, { status, body }: Due): void {
  if (body === undefined) {
    response.writeHead(204).end();
    return;
  }
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** Whether a request that meets this fault is carried out all the same. */
export function isCarriedOut(fault: Fault | null): boolean {
  if (fault === null) return true;
  if ("carriedOut" in fault) return fault.carriedOut;
  return !["busy", "banned", "refused", "error"].includes(fault.kind);
}

/** What the log says of a request that met this fault. */
export function statusOf(fault: Fault, due: Due): number {
  if (fault.kind === "busy" || fault.kind === "banned") return 429;
  return "status" in fault ? fault.status : due.status;
}

/** Answers badly, as ordered. */
export function spoil(room: Room, fault: Fault, due: Due, response: ServerResponse): void {
  switch (fault.kind) {
    case "reset":
    case "refused":
      response.socket?.resetAndDestroy();
      break;
    case "closed":
      response.socket?.end();
      break;
    case "silent":
      break;
    case "slow":
      setTimeout(() => send(response, due), fault.wallMs);
      break;
    case "held":
      room.faults.hold(() => send(response, due));
      break;
    case "kill":
      process.kill(fault.pid, "SIGKILL");
      break;
    case "status":
      page(response, fault.status);
      break;
    case "not-json":
      page(response, 200);
      break;
    case "cut-body":
      cut(response, JSON.stringify(due.body ?? {}));
      break;
    case "error":
      send(response, { status: fault.status, body: { message: fault.message ?? "Error", code: fault.code } });
      break;
    case "busy":
      busy(response, fault.scope, fault.retryAfter);
      break;
    case "banned":
      banned(response, fault.retryAfter);
      break;
    case "wrong-reply":
      send(response, wrong(due, fault.names));
      break;
    case "wrong-date":
      response.setHeader("date", new Date(room.app.clock.now() + fault.offMs).toUTCString());
      send(response, due);
      break;
    default:
      assertNever(fault);
  }
}

function wrong({ status, body }: Due, names: "another-channel" | "nothing"): Due {
  const fields = isRecord(body) ? body : {};
  if (names === "another-channel") return { status, body: { ...fields, channel_id: "100000000000000000" } };
  const { id: _id, ...left } = fields;
  return { status, body: left };
}

function page(response: ServerResponse, status: number): void {
  response.writeHead(status, { "content-type": "text/html" }).end("<html><body>Something went wrong</body></html>");
}

/** developers/topics/rate-limits.mdx, Exceeding A Rate Limit. */
function busy(response: ServerResponse, scope: "user" | "global" | "shared", retryAfter: string | null): void {
  if (retryAfter !== null) response.setHeader("retry-after", retryAfter);
  response.setHeader("x-ratelimit-scope", scope);
  if (scope === "global") response.setHeader("x-ratelimit-global", "true");
  const seconds = Number(retryAfter ?? Number.NaN);
  const wait = Number.isNaN(seconds) ? {} : { retry_after: seconds };
  const message = scope === "shared" ? "The resource is being rate limited." : "You are being rate limited.";
  send(response, { status: 429, body: { message, ...wait, global: scope === "global" } });
}

/** The same page, Invalid Request Limit: what stands before Discord answers, in HTML and without a scope. */
export function banned(response: ServerResponse, retryAfter: string | null): void {
  if (retryAfter !== null) response.setHeader("retry-after", retryAfter);
  page(response, 429);
}

function cut(response: ServerResponse, body: string): void {
  const length = String(Buffer.byteLength(body));
  response.writeHead(200, { "content-type": "application/json", "content-length": length });
  response.write(body.slice(0, body.length / 2), () => response.destroy());
}
