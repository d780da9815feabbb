/** How long the servers of a new session are waited for, in milliseconds of the wall; the rest come by themselves. */
const longestMs = 5_000;

/** The servers of a session tell of themselves one by one after it has begun. */
export class Arrivals {
  readonly #missing = new Set<string>();
  #all = Promise.withResolvers<void>();

  /** A session has begun that will tell of these. */
  expect(guilds: readonly string[]): void {
    for (const guild of guilds) this.#missing.add(guild);
    this.#look();
  }

  here(guild: string): void {
    this.#missing.delete(guild);
    this.#look();
  }

  /** Resolves when all of them are there, or after a while. */
  async complete(): Promise<void> {
    if (this.#missing.size === 0) return;
    const timer = setTimeout(this.#all.resolve, longestMs);
    await this.#all.promise;
    clearTimeout(timer);
  }

  #look(): void {
    if (this.#missing.size > 0) return;
    this.#all.resolve();
    this.#all = Promise.withResolvers();
  }
}
