import { BotError } from "../../core/errors.ts";
import type { Log } from "../../ports/log.ts";
import { isAsk, readAsk } from "./ask-bodies.ts";
import type { PlayAsks } from "./asks.ts";
import { Pace } from "./pace.ts";
import type { Ask, Asks, Reply } from "./protocol.ts";
import type { Answer } from "./server.ts";

export type DeskParts = Readonly<{
  asks: PlayAsks;
  log: Log;
  now: () => Temporal.Instant;
  /** Called after each ask that was carried out. */
  afterAsk: () => Promise<void>;
}>;

/** Takes what the page asks: checked, paced, carried out, and answered in words whatever happens. */
export class AskDesk {
  readonly #parts: DeskParts;
  readonly #pace = new Pace();
  readonly #running = new Set<Promise<unknown>>();
  #closed = false;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** The answer to one ask. Never rejects. */
  async take(kind: string, body: unknown): Promise<Answer> {
    if (!isAsk(kind)) return failure(404, "There is nothing to ask by that name.", "reload the page");
    const asked = readAsk(kind, body);
    if ("wrong" in asked) return failure(400, `Not understood: ${asked.wrong}.`, "mend it, or reload the page");
    if (this.#closed) return failure(503, "Not saved: the bot is stopping.", "send it again once it runs");
    if (!this.#pace.allows(asked.as, this.#parts.now().epochMilliseconds)) {
      return failure(429, "Not saved: that was too fast.", "wait a few seconds, then send it again");
    }
    return this.run(() => this.#carryOut(kind, asked));
  }

  /** Runs what calls a handler, so that `close` waits for it. */
  async run<T>(call: () => Promise<T>): Promise<T> {
    const running = call();
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  /** Takes nothing more, and resolves when nothing is under way. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#running);
  }

  async #carryOut<K extends Ask>(kind: K, asked: Asks[K]): Promise<Answer> {
    try {
      const reply = await this.#parts.asks.carryOut(kind, asked);
      await this.#parts.afterAsk();
      return { status: 200, reply };
    } catch (error) {
      return this.#failed(kind, error);
    }
  }

  #failed(kind: Ask, error: unknown): Answer {
    if (error instanceof BotError && error.code === "input.invalid") return failure(400, error.message, error.hint);
    this.#parts.log.warn("an ask in the playground failed", { ask: kind, error: String(error) });
    if (error instanceof BotError) return failure(503, `Not saved: ${error.message}.`, error.hint);
    return failure(503, "Not saved: something went wrong on the bot's side.", "try again; the bot's log says more");
  }
}

function failure(status: number, message: string, hint: string): Answer {
  const reply: Reply = { kind: "failed", message, hint };
  return { status, reply };
}
