import type { WebSocket } from "ws";
import { type Fields, isRecord } from "../../stand-in/record.ts";
import type { Session } from "./session.ts";

/** Opcodes (developers/topics/opcodes-and-status-codes.mdx). */
export const ops = { heartbeat: 1, identify: 2, resume: 6, reconnect: 7, invalid: 9, hello: 10, heard: 11 } as const;
/** What a client may send beside: presence, voice, members, sounds; nothing comes of them here. */
const ignored: readonly unknown[] = [3, 4, 8, 31];
/** developers/events/gateway.mdx, Rate Limiting: 120 events in 60 s; Sending Events: 4,096 bytes. */
const mostFrames = 120;
const framesMs = 60_000;
const longestFrame = 4_096;

/** What a gateway does with what a connection asks. */
export type Doorkeeper = Readonly<{
  identify: (connection: Connection, asked: Fields) => void;
  resume: (connection: Connection, asked: Fields) => void;
  left: (connection: Connection, code: number) => void;
}>;

/** One connection of the app. */
export class Connection {
  session: Session | null = null;
  readonly #socket: WebSocket;
  readonly #keeper: Doorkeeper;
  #isSilent: boolean;
  #frames: number[] = [];

  constructor(
    socket: WebSocket,
    keeper: Doorkeeper,
    { heartbeatMs, isSilent }: Readonly<{ heartbeatMs: number; isSilent: boolean }>,
  ) {
    this.#socket = socket;
    this.#keeper = keeper;
    this.#isSilent = isSilent;
    socket.on("error", () => socket.terminate());
    socket.on("message", (data) => this.#heard(String(data)));
    socket.on("close", (code) => keeper.left(this, code));
    this.send({ op: ops.hello, d: { heartbeat_interval: heartbeatMs, _trace: ["stand-in"] } });
  }

  send(frame: unknown): void {
    if (!this.#isSilent) this.#socket.send(JSON.stringify(frame));
  }

  close(code: number): void {
    this.#socket.close(code);
  }

  /** Without a goodbye. */
  cut(): void {
    this.#socket.terminate();
  }

  /** Half open: what the app sends is not even read (faults.md, 11). */
  silence(isSilent: boolean): void {
    this.#isSilent = isSilent;
    if (isSilent) this.#socket.pause();
    else this.#socket.resume();
  }

  #heard(text: string): void {
    if (Buffer.byteLength(text) > longestFrame) {
      this.close(4002);
      return;
    }
    if (this.#isTooMuch()) {
      this.close(4008);
      return;
    }
    const frame = parsed(text);
    if (frame === null) this.close(4002);
    else this.#take(frame);
  }

  #isTooMuch(): boolean {
    const now = Date.now();
    this.#frames = [...this.#frames.filter((at) => at > now - framesMs), now];
    return this.#frames.length > mostFrames;
  }

  #take({ op, d }: Fields): void {
    if (op === ops.heartbeat) {
      if (this.session !== null && typeof d === "number") this.session.heard = Math.max(this.session.heard, d);
      this.send({ op: ops.heard });
    } else if (op === ops.identify || op === ops.resume) {
      this.#begin(op, isRecord(d) ? d : {});
    } else if (this.session === null) this.close(4003);
    else if (!ignored.includes(op)) this.close(4001);
  }

  #begin(op: number, asked: Fields): void {
    if (this.session !== null) this.close(4005);
    else if (op === ops.identify) this.#keeper.identify(this, asked);
    else this.#keeper.resume(this, asked);
  }
}

function parsed(text: string): Fields | null {
  try {
    const frame: unknown = JSON.parse(text);
    return isRecord(frame) ? frame : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
