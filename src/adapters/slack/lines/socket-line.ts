import type { Logger, Receiver } from "@slack/bolt";
import { BotError } from "../../../core/errors.ts";
import type { Log } from "../../../ports/log.ts";
import type { Clock } from "../../../ports/runtime.ts";
import type { ServerTime } from "../../chat/on-the-way.ts";
import { Connection, Farewell, type SocketPayload } from "./connection.ts";
import { SavedFirst } from "./intake.ts";
import type { AfterGap, Line, Take } from "./line.ts";

export type SocketLineOptions = Readonly<{
  appToken: string;
  apiUrl: string;
  logger: Logger;
  log: Log;
  tellTime: ServerTime;
  now: Clock["now"];
  afterGap: AfterGap;
  silentMs?: number;
  /** Resolves after that many milliseconds, or when the signal says so. */
  pause: (ms: number, until: AbortSignal) => Promise<void>;
}>;

/** Waits between openings that failed: doubled from the first to the longest. The SDK's grow to hours. */
const firstWaitMs = 1_000;
const longestWaitMs = 30_000;
/** For what a person has to mend first: a token, a scope, the switch for Socket Mode in the app's settings. */
const mendWaitMs = 300_000;
/** Slack lets ten connections of one app be (platform-facts.md, 1.5); another process has to end first. */
const crowdedWaitMs = 60_000;
/** How long a connection that was replaced is kept for what is still on its way over it. */
const retiredMs = 5_000;
/** After a connection that just went. */
const brokenWaitMs = 250;
/** Other reasons, `warning` and `refresh_requested`, ask for the next connection at once. */
const farewellWaits: Readonly<Record<string, number>> = {
  link_disabled: mendWaitMs,
  too_many_websockets: crowdedWaitMs,
};

/** Socket Mode: one connection, and the next one opened before it goes where Slack says so in time. */
export class SocketLine implements Line {
  readonly #options: SocketLineOptions;
  readonly #app: SavedFirst;
  readonly #stopping = new AbortController();
  #connection: Connection | null = null;
  readonly #retired = new Set<Connection>();
  /** Whether there was a time without a connection since `afterGap` was called. */
  #wasDeaf = true;
  #failures = 0;

  constructor(options: SocketLineOptions) {
    this.#options = options;
    this.#app = new SavedFirst(noReceiver, options.logger);
  }

  /** Resolves once connected, or when Slack could not be reached yet: it then goes on trying. */
  async start(take: Take): Promise<void> {
    this.#app.open(take);
    const waitMs = await this.#open((error) => isForPeople(error));
    this.#keep(waitMs).catch((error: unknown) => {
      this.#options.log.error("slack's socket is not looked after any more", { error });
    });
  }

  /** What is being opened meanwhile is let go of when it stands. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#app.close();
    for (const connection of this.#retired) this.#dismiss(connection);
    this.#connection?.leave();
    this.#connection = null;
  }

  isOpen(): boolean {
    return this.#connection?.isOpen() === true;
  }

  /** Each connection until it ends, then the next; the one before stays while the next is opened. */
  async #keep(firstMs: number): Promise<void> {
    const { signal } = this.#stopping;
    let waitMs = firstMs;
    while (!signal.aborted) {
      if (waitMs === 0) waitMs = await this.#endOf(this.#connection, signal);
      if (!signal.aborted) await this.#options.pause(waitMs, signal);
      if (!signal.aborted) waitMs = await this.#open(() => false);
    }
  }

  /** Waits for the end of a connection; gives how long to wait before the next. */
  async #endOf(connection: Connection | null, signal: AbortSignal): Promise<number> {
    await Promise.race([connection?.ended, aborted(signal)]);
    const reason = connection?.farewell ?? null;
    const waitMs = reason === null ? brokenWaitMs : (farewellWaits[reason] ?? 0);
    if (!signal.aborted) this.#options.log.info("slack's socket ended", { reason, waitMs });
    return waitMs;
  }

  /** Opens the next connection and lets the one before go; gives how long to wait when that failed. */
  async #open(isFatal: (error: unknown) => boolean): Promise<number> {
    const before = this.#connection;
    try {
      const next = await Connection.open(this.#options, this.#take, () => this.#noteGone());
      if (this.#stopping.signal.aborted) {
        next.leave();
        return 0;
      }
      this.#connection = next;
    } catch (error) {
      if (isFatal(error)) throw error;
      this.#failures += 1;
      const waitMs = waitAfter(error, this.#failures);
      this.#options.log.warn("slack's socket could not be opened", { error, waitMs });
      return waitMs;
    }
    if (before !== null) this.#retire(before);
    this.#failures = 0;
    if (this.#wasDeaf) this.#options.afterGap();
    this.#wasDeaf = false;
    return 0;
  }

  /** Slack may still send over the one before, and hears of it there; it goes by itself, or after a while. */
  #retire(connection: Connection): void {
    this.#retired.add(connection);
    setTimeout(() => this.#dismiss(connection), retiredMs).unref();
  }

  #dismiss(connection: Connection): void {
    this.#retired.delete(connection);
    connection.leave();
  }

  #noteGone(): void {
    if (!this.isOpen()) this.#wasDeaf = true;
  }

  /** The SDK waits for nothing that its listeners do, so nothing may come out of this. */
  readonly #take = ({ body, ack }: SocketPayload): void => {
    this.#app.processEvent({ body, ack }).catch((error: unknown) => {
      this.#options.log.warn("a payload from Slack was not saved or not acknowledged; Slack sends it again", { error });
    });
  };
}

/** Socket Mode needs no server; Bolt's app wants a receiver all the same. */
const noReceiver: Receiver = {
  init: () => undefined,
  start: async () => undefined,
  stop: async () => undefined,
};

/** What only a person can mend: waiting for it is not starting. */
const isForPeople = (error: unknown): boolean => error instanceof BotError && error.code === "platform.refused";

function waitAfter(error: unknown, failures: number): number {
  if (isForPeople(error)) return mendWaitMs;
  if (error instanceof Farewell) return farewellWaits[error.reason] ?? firstWaitMs;
  const asked = error instanceof BotError ? error.retryAfterMs : undefined;
  return asked ?? Math.min(longestWaitMs, firstWaitMs * 2 ** (failures - 1));
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
