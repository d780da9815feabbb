import type { ServerResponse } from "node:http";
import { assertNever } from "../../../src/core/errors.ts";

/** What can happen to an answer on its way, whatever platform it is of. Whether the request was carried out is decided before. */
export type Mishap =
  /** The connection is reset: after the request was carried out, or before it was looked at. */
  | Readonly<{ kind: "reset" | "refused" }>
  /** The connection is closed in order, without an answer. */
  | Readonly<{ kind: "closed" }>
  /** No answer ever comes. */
  | Readonly<{ kind: "silent" }>
  /** It comes so many milliseconds of the wall later. */
  | Readonly<{ kind: "slow"; wallMs: number }>
  /** A proxy's page comes instead, with this status. */
  | Readonly<{ kind: "status"; status: number }>
  /** The same as a success. */
  | Readonly<{ kind: "not-json" }>
  /** It breaks off in the middle. */
  | Readonly<{ kind: "cut-body" }>
  /** This process is ended by SIGKILL, and nothing is answered. */
  | Readonly<{ kind: "kill"; pid: number }>;

/** An answer as it should be: how it is sent, and its text. */
type Due = Readonly<{ send: () => void; body: string }>;

/** Lets that happen to an answer. */
export function spoil(mishap: Mishap, due: Due, response: ServerResponse): void {
  switch (mishap.kind) {
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
      setTimeout(due.send, mishap.wallMs);
      break;
    case "status":
      sendPage(response, mishap.status);
      break;
    case "not-json":
      sendPage(response, 200);
      break;
    case "cut-body":
      sendHalf(response, due.body);
      break;
    case "kill":
      process.kill(mishap.pid, "SIGKILL");
      break;
    default:
      assertNever(mishap);
  }
}

function sendPage(response: ServerResponse, status: number): void {
  response.writeHead(status, { "content-type": "text/html" }).end("<html><body>Something went wrong</body></html>");
}

/** Promises the whole, sends half and hangs up. */
function sendHalf(response: ServerResponse, body: string): void {
  const length = String(Buffer.byteLength(body));
  response.writeHead(200, { "content-type": "application/json", "content-length": length });
  response.write(body.slice(0, body.length / 2), () => response.destroy());
}
