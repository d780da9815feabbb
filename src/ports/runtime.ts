/** The time, from outside. */
export interface Clock {
  now(): Temporal.Instant;
}

/** Calls back once, later. */
export interface Timer {
  /** Calls `then` in `ms` milliseconds of the clock, or soon after; the function returned calls it off. */
  after(ms: number, then: () => void): () => void;
  /** Resolves once what else waits to run had its turn: for long work to be done in slices. */
  breathe(): Promise<void>;
}

/** Chance, from outside. */
export interface Chance {
  /** A new id that nobody else has: 22 letters, digits, dashes and underscores. */
  id(): string;
  /** At least 0, below 1. */
  number(): number;
}

/** Calls again and again, a few seconds apart, never twice at once. */
export interface Ticker {
  /** Starts calling `run`; a run that rejects is reported and the next one comes all the same. */
  start(run: () => Promise<void>): void;
  /** Resolves when no run is under way and none will come; safe to call twice. */
  stop(): Promise<void>;
}
