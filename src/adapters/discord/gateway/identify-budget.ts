import type { IIdentifyThrottler } from "@discordjs/ws";
import { Routes } from "discord-api-types/v10";
import { z } from "zod";
import { BotError } from "../../../core/errors.ts";
import type { Log } from "../../../ports/log.ts";
import type { Clock } from "../../../ports/runtime.ts";
import type { Call } from "../calls/client.ts";

const limit = z.object({
  total: z.number(),
  remaining: z.number(),
  reset_after: z.number(),
  max_concurrency: z.number().int().positive(),
});
const gatewayBot = z.object({ shards: z.number(), session_start_limit: limit });

/** How many sessions may still be started, and for how long that has to last. */
type Left = Readonly<{ total: number; remaining: number; resetAfterMs: number }>;

export type BudgetParts = Readonly<{
  read: Call;
  now: Clock["now"];
  log: Log;
  /** Resolves after that many milliseconds, or when the signal says so. */
  pause: (ms: number, until: AbortSignal) => Promise<void>;
}>;

/** So many identifies an hour are nobody's fault; each one more waits, doubled from the first to the longest. */
const freeAnHour = 10;
const hourMs = 3_600_000;
const firstWaitMs = 5_000;
const longestWaitMs = 300_000;
/** Shards whose numbers leave the same rest by `max_concurrency` identify so far apart, with a little more for the way there. */
const apartMs = 5_500;
/** Between tries to learn what is left. */
const askAgainMs = 30_000;

/**
 * Guards the sessions that Discord lets a bot start, 1,000 in 24 hours: whoever uses them up has their token taken back
 * (docs.discord.com, Gateway, *Session Start Limit*). Discord counts them, so that a restart forgets nothing: it is asked
 * before each one.
 */
export class IdentifyBudget implements IIdentifyThrottler {
  readonly #parts: BudgetParts;
  /** When this process identified, in epoch milliseconds, in the last hour. */
  #times: number[] = [];
  #atOnce = 1;
  /** When the next of each row of shards may identify. */
  readonly #nextInRow = new Map<number, number>();

  constructor(parts: BudgetParts) {
    this.#parts = parts;
  }

  /** Rejects with `platform.busy` while too few are left for a bot that starts now. */
  async check(): Promise<void> {
    const { left, shards } = await this.#ask();
    const waitMs = shareMs(left, shards);
    if (waitMs === 0) return;
    throw new BotError("platform.busy", `discord: ${left.remaining} of ${left.total} sessions are left for today`, {
      hint: "look in the log why the bot started so often; it waits, so that Discord does not take its token back",
      scope: "overall",
      retryAfterMs: waitMs,
    });
  }

  /** Resolves when a shard may identify; rejects when it is called off. */
  async waitForIdentify(shard: number, signal: AbortSignal): Promise<void> {
    for (let waitMs = await this.#waitMs(); waitMs > 0; waitMs = await this.#waitMs()) {
      this.#parts.log.warn("the next session with discord waits", { shard, waitMs });
      await this.#parts.pause(waitMs, signal);
      signal.throwIfAborted();
    }
    await this.#inRow(shard, signal);
    signal.throwIfAborted();
    this.#times.push(this.#now());
  }

  async #inRow(shard: number, signal: AbortSignal): Promise<void> {
    const row = shard % this.#atOnce;
    const now = this.#now();
    const next = Math.max(now, this.#nextInRow.get(row) ?? 0);
    this.#nextInRow.set(row, next + apartMs);
    if (next > now) await this.#parts.pause(next - now, signal);
  }

  async #waitMs(): Promise<number> {
    try {
      const { left, shards } = await this.#ask();
      return Math.max(shareMs(left, 1), this.#backOffMs(shards));
    } catch (error) {
      this.#parts.log.warn("discord does not tell how many sessions are left", { error });
      return askAgainMs;
    }
  }

  /** Identifying again and again helps nothing, even while the day has enough of them. */
  #backOffMs(shards: number): number {
    const now = this.#now();
    this.#times = this.#times.filter((at) => Math.abs(now - at) < hourMs);
    const over = this.#times.length - freeAnHour - shards;
    const last = this.#times.at(-1);
    if (over < 0 || last === undefined) return 0;
    return Math.max(0, last + Math.min(longestWaitMs, firstWaitMs * 2 ** over) - now);
  }

  async #ask(): Promise<Readonly<{ left: Left; shards: number }>> {
    const told = await this.#parts.read({ method: "GET", route: Routes.gatewayBot() }, gatewayBot);
    const { total, remaining, reset_after: resetAfterMs, max_concurrency: atOnce } = told.session_start_limit;
    this.#atOnce = atOnce;
    return { left: { total, remaining, resetAfterMs }, shards: told.shards };
  }

  readonly #now = (): number => this.#parts.now().epochMilliseconds;
}

/**
 * How long a bot that wants to start so many sessions has to wait: not at all with half of them left, as people restart
 * bots; below that, for its share of the time that the rest has to last.
 */
export function shareMs({ total, remaining, resetAfterMs }: Left, wanted: number): number {
  if (remaining < wanted) return Math.max(1_000, resetAfterMs);
  return remaining * 2 >= total ? 0 : Math.ceil((resetAfterMs * wanted) / remaining);
}
