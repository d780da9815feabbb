import { BotError } from "../../../core/errors.ts";
import { failureOf } from "../calls/client.ts";
import { OneSocket, type SocketOptions } from "./socket-client.ts";

/** A payload as Slack's client hands it over. */
export type SocketPayload = Readonly<{ body: Record<string, unknown>; ack: (said?: unknown) => Promise<void> }>;

/** Slack's hello follows within a second; a connection without one by then is none. */
const helloMs = 15_000;
/** How often a connection is looked at. The SDK notices a silent one within 7 s and then waits 30 s more for a goodbye. */
const lookMs = 1_000;

/** Slack ended a connection, or did not let it begin, and said why. */
export class Farewell extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(`slack asked to disconnect (${reason})`);
    this.reason = reason;
  }
}

/** One connection that stands, until it is replaced. */
export class Connection {
  /** Resolves when it is gone, or when Slack said that it soon will be: time for the next one. */
  readonly ended: Promise<void>;
  /** Why Slack ends it; null when it just went. */
  farewell: string | null = null;
  readonly #socket: OneSocket;
  readonly #end = Promise.withResolvers<void>();
  readonly #refused = Promise.withResolvers<never>();

  private constructor(options: SocketOptions, take: (payload: SocketPayload) => void, onGone: () => void) {
    this.#socket = new OneSocket(options);
    this.ended = this.#end.promise;
    this.#refused.promise.catch(() => undefined);
    this.#socket.on("slack_event", take);
    this.#socket.onFarewell = (reason) => {
      this.farewell = reason;
      this.#refused.reject(new Farewell(reason));
      this.#end.resolve();
    };
    // A connection that is closing hears nothing more, whatever the SDK still waits for.
    const looking = setInterval(() => this.#socket.isClosing() && this.#socket.dropNow(), lookMs).unref();
    this.#socket.once("disconnected", () => {
      clearInterval(looking);
      this.#end.resolve();
      onGone();
    });
  }

  /** Connects. `onGone` is called once, when the connection is no more. Rejects with a Farewell or a BotError. */
  static async open(
    options: SocketOptions,
    take: (payload: SocketPayload) => void,
    onGone: () => void,
  ): Promise<Connection> {
    const connection = new Connection(options, take, onGone);
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(noHello()), helloMs);
    try {
      await Promise.race([connection.#socket.start(), connection.#refused.promise, late.promise]);
      return connection;
    } catch (error) {
      connection.leave();
      throw error instanceof Farewell || error instanceof BotError ? error : failureOf("apps.connections.open", error);
    } finally {
      clearTimeout(timer);
    }
  }

  isOpen(): boolean {
    return this.#socket.isOpen();
  }

  /** Takes nothing more and lets go; Slack sends what was not acknowledged again. */
  leave(): void {
    this.#socket.leave();
  }
}

const noHello = (): BotError =>
  new BotError("platform.unsent", "slack: the socket opened and said nothing", {
    hint: "look at the proxy between here and Slack: WebSocket connections must pass; the bot tries again by itself",
  });
