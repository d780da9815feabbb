import type { Log } from "../../ports/log.ts";

/** What runs though nobody waits for it; a rejection is logged. */
export class Asides {
  readonly #platform: string;
  readonly #log: Log;
  readonly #running = new Set<Promise<void>>();

  constructor(platform: string, log: Log) {
    this.#platform = platform;
    this.#log = log;
  }

  add(task: Promise<unknown>, what: string): void {
    const kept = task
      .then(
        () => undefined,
        (error: unknown) => this.#log.warn(`${this.#platform}: ${what} failed`, { error }),
      )
      .finally(() => this.#running.delete(kept));
    this.#running.add(kept);
  }

  /** Resolves when nothing runs. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
}
