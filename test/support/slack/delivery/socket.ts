import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Wire } from "../control/seen.ts";
import { isRecord } from "../payload/record.ts";
import type { Fields } from "../state/types.ts";
import type { Envelope } from "./envelopes.ts";
import type { Carrier, Delivered } from "./lane.ts";

// platform-facts.md 1.5: up to 10 connections an app, a payload goes to any one of them.
const mostSockets = 10;
/** How often Slack's side pings, on the wall: the client gives up after 30 s without (socket-mode 3.1, serverPingTimeout). */
const pingMs = 10_000;

/** How long a socket stays after it was told to go, on the wall (platform-facts.md 1.5: about 10 s). */
const leavingMs = 10_000;
/** How long the other side may take to say goodbye, on the wall. */
const goodbyeMs = 250;

const timeout = { heard: false, reason: "timeout", again: true } as const;

/** The sockets of one app. */
export class Sockets {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #open = new Set<WebSocket>();
  readonly #leaving = new WeakSet<WebSocket>();
  readonly #waiting = new Map<string, (delivered: Delivered) => void>();
  readonly #pings: NodeJS.Timeout;
  #turn = 0;
  #isSilent = false;
  /** Whether `apps.connections.open` and new sockets are refused. */
  keepsOut = false;

  constructor() {
    this.#pings = setInterval(() => this.#ping(), pingMs);
    this.#pings.unref();
  }

  get size(): number {
    return this.#open.size;
  }

  /** Those of them that were told to go. */
  get leaving(): number {
    return [...this.#open].filter((socket) => this.#leaving.has(socket)).length;
  }

  /** Takes the upgrade of a request as a new socket. */
  take(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    if (this.keepsOut) {
      stream.destroy();
      return;
    }
    this.#server.handleUpgrade(request, stream, head, (socket) => this.#welcome(socket));
  }

  /** Sends an envelope over one of the sockets and waits for its acknowledgement. */
  readonly carry: Carrier = (envelope, limit) => {
    const socket = this.#next();
    if (socket === null) return Promise.resolve({ ...timeout, reason: "no_connection" });
    const { promise, resolve } = Promise.withResolvers<Delivered>();
    const callOff = limit(() => resolve(timeout));
    this.#waiting.set(envelope.id, resolve);
    if (!this.#isSilent) socket.send(JSON.stringify(wireForm(envelope)));
    return promise.finally(() => {
      callOff();
      this.#waiting.delete(envelope.id);
    });
  };

  act(what: Wire): void {
    if (what.do === "disconnect") for (const socket of this.#open) this.#sendAway(socket, what.reason);
    if (what.do === "break") for (const socket of this.#open) socket.terminate();
    if (what.do === "silent" || what.do === "speaking") this.#silence(what.do === "silent");
    if (what.do === "keep-out" || what.do === "let-in") this.keepsOut = what.do === "keep-out";
  }

  /** Says goodbye on every socket, and hangs up on those that do not answer at once. */
  async close(): Promise<void> {
    clearInterval(this.#pings);
    const open = [...this.#open];
    const closed = open.map((socket) => new Promise((resolve) => socket.once("close", resolve)));
    for (const socket of open) socket.close(1000);
    const hangUp = setTimeout(() => {
      for (const socket of open) socket.terminate();
    }, goodbyeMs);
    await Promise.all(closed);
    clearTimeout(hangUp);
    this.#server.close();
  }

  #welcome(socket: WebSocket): void {
    socket.on("error", () => socket.terminate());
    if (this.#open.size >= mostSockets) {
      this.#sendAway(socket, "too_many_websockets");
      return;
    }
    this.#open.add(socket);
    socket.on("close", () => this.#open.delete(socket));
    socket.on("message", (data) => this.#heard(String(data)));
    if (this.#isSilent) {
      socket.pause();
      return;
    }
    const hello = { type: "hello", num_connections: this.#open.size, connection_info: { app_id: "ADRILL" } };
    socket.send(JSON.stringify({ ...hello, debug_info: { host: "stand-in", approximate_connection_time: 18_060 } }));
    socket.ping();
  }

  /** Half open: what the app sends is not even read, a goodbye neither (fault 11). */
  #silence(isSilent: boolean): void {
    this.#isSilent = isSilent;
    for (const socket of this.#open) isSilent ? socket.pause() : socket.resume();
  }

  /** Tells the app to go, and goes: after about 10 s (platform-facts.md 1.5), or at once where it may not stay. */
  #sendAway(socket: WebSocket, reason: string): void {
    this.#leaving.add(socket);
    socket.send(JSON.stringify({ type: "disconnect", reason, debug_info: { host: "stand-in" } }));
    const mayStay = reason === "warning" || reason === "refresh_requested";
    const timer = setTimeout(() => socket.close(1000), mayStay ? leavingMs : 0);
    timer.unref();
    socket.once("close", () => clearTimeout(timer));
  }

  #heard(text: string): void {
    const said: unknown = JSON.parse(text);
    if (!isRecord(said)) return;
    this.#waiting.get(String(said["envelope_id"]))?.({ heard: true, reply: said["payload"] ?? null });
  }

  /** Any of them; those that were told to go only while there is no other. */
  #next(): WebSocket | null {
    const standing = [...this.#open].filter(({ readyState, OPEN }) => readyState === OPEN);
    const staying = standing.filter((socket) => !this.#leaving.has(socket));
    const open = staying.length > 0 ? staying : standing;
    this.#turn += 1;
    return open[this.#turn % Math.max(open.length, 1)] ?? null;
  }

  #ping(): void {
    if (!this.#isSilent) for (const socket of this.#open) socket.ping();
  }
}

function wireForm({ id, kind, payload, attempt, reason }: Envelope): Fields {
  const type = String(payload["type"]);
  // Only what can be answered over the socket says so: commands, forms and suggestions.
  const accepts = kind === "slash_commands" || type === "view_submission" || type === "block_suggestion";
  const form = { envelope_id: id, type: kind, payload, accepts_response_payload: accepts };
  return kind === "events_api" ? { ...form, retry_attempt: attempt, retry_reason: reason } : form;
}

/** Attaches sockets to a server: `/link/<app token>` is where `apps.connections.open` sends the app. */
export function attachSockets(server: Server, socketsOf: (appToken: string) => Sockets | undefined): void {
  server.on("upgrade", (request, stream, head) => {
    const [, door, appToken = ""] = new URL(request.url ?? "/", "http://slack").pathname.split("/");
    const sockets = door === "link" ? socketsOf(appToken) : undefined;
    if (sockets === undefined) stream.destroy();
    else sockets.take(request, stream, head);
  });
}
