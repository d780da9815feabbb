import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Log } from "../../ports/log.ts";
import { playPerson } from "./people.ts";
import type { News } from "./protocol.ts";

/** Tabs at once; more are turned away. */
const mostTabs = 100;
/** A tab that is so far behind, in bytes, is dropped: it joins again and loads the state. */
const mostBehind = 4_000_000;
/** How often silent tabs are asked whether they are still there, in milliseconds. */
const heartbeatMs = 30_000;

/** The open tabs. They only listen: what people do arrives by HTTP. */
export class LiveTabs {
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: 1024 });
  readonly #tabs = new Map<WebSocket, Readonly<{ as: string }>>();
  readonly #silent = new Set<WebSocket>();
  readonly #log: Log;
  readonly #heartbeat: NodeJS.Timeout;

  constructor(log: Log) {
    this.#log = log;
    this.#heartbeat = setInterval(() => this.#ask(), heartbeatMs).unref();
  }

  /** Takes a checked upgrade request over; false when it is no tab of a known person, or one too many. */
  join(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://playground");
    const as = searchParams.get("as") ?? "";
    if (pathname !== "/live" || playPerson(as) === null || this.#tabs.size >= mostTabs) return false;
    this.#server.handleUpgrade(request, socket, head, (tab) => this.#welcome(tab, as));
    return true;
  }

  /** Tells all tabs, or those of one person. */
  tell(news: News, to: string | null): void {
    const text = JSON.stringify(news);
    for (const [tab, { as }] of this.#tabs) {
      if (to !== null && to !== as) continue;
      if (tab.bufferedAmount > mostBehind) tab.terminate();
      else tab.send(text);
    }
  }

  /** Drops all tabs. */
  close(): void {
    clearInterval(this.#heartbeat);
    for (const tab of this.#tabs.keys()) tab.terminate();
    this.#tabs.clear();
    this.#server.close();
  }

  #welcome(tab: WebSocket, as: string): void {
    this.#tabs.set(tab, { as });
    tab.on("pong", () => this.#silent.delete(tab));
    tab.on("error", (error) => this.#log.debug("a playground tab broke off", { as, error: error.message }));
    tab.on("close", () => {
      this.#tabs.delete(tab);
      this.#silent.delete(tab);
    });
  }

  #ask(): void {
    for (const tab of this.#silent) tab.terminate();
    this.#silent.clear();
    for (const tab of this.#tabs.keys()) {
      this.#silent.add(tab);
      tab.ping();
    }
  }
}
