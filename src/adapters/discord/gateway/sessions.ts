import type { SessionInfo } from "@discordjs/ws";

/** Waits between connections that do not last, doubled from the first to the longest; discord.js waits 0.5 s each time. */
const firstWaitMs = 1_000;
const longestWaitMs = 30_000;

type Shard = { session: SessionInfo | null; isUp: boolean; failures: number };

/** Never resolves: a shard that asks after the end must not connect. */
const never = new Promise<never>(() => undefined);

/** The sessions of the shards, as discord.js asks for them; kept for as long as the process runs. */
export class Sessions {
  readonly #shards = new Map<number, Shard>();
  readonly #pause: (ms: number, until: AbortSignal) => Promise<void>;
  readonly #until: AbortSignal;

  constructor(pause: (ms: number, until: AbortSignal) => Promise<void>, until: AbortSignal) {
    this.#pause = pause;
    this.#until = until;
  }

  /** The session that a shard goes on with; null for a new one. Before a connection it is awaited, so it may be held up. */
  readonly retrieve = (id: number): SessionInfo | null | Promise<SessionInfo | null> => {
    const shard = this.#of(id);
    if (shard.isUp) return shard.session;
    return this.#until.aborted ? never : this.#afterWait(shard);
  };

  readonly update = (id: number, session: SessionInfo | null): void => {
    this.#of(id).session = session;
  };

  /** A shard has a session, or has it back. */
  up(id: number): void {
    const shard = this.#of(id);
    shard.isUp = true;
    shard.failures = 0;
  }

  /** A shard's connection is gone. */
  down(id: number): void {
    const shard = this.#of(id);
    shard.isUp = false;
    shard.failures += 1;
  }

  /** Whether so many shards can hear. */
  areUp(count: number): boolean {
    return count > 0 && [...this.#shards.values()].filter(({ isUp }) => isUp).length >= count;
  }

  async #afterWait(shard: Shard): Promise<SessionInfo | null> {
    // What just broke is taken up at once.
    if (shard.failures > 1)
      await this.#pause(Math.min(longestWaitMs, firstWaitMs * 2 ** (shard.failures - 2)), this.#until);
    return this.#until.aborted ? never : shard.session;
  }

  #of(id: number): Shard {
    const known = this.#shards.get(id) ?? { session: null, isUp: false, failures: 0 };
    this.#shards.set(id, known);
    return known;
  }
}
