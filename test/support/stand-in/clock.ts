import type { FastTime } from "../model/fast-time.ts";

type Waiting = { dueAt: number; run: () => void; timer: NodeJS.Timeout | null };

/**
 * The stand-in's time, in milliseconds since 1970: the wall's, `speed` times as fast. With a speed of 0 it stands until
 * it is moved, and what waits for it runs when it is moved past its due time.
 */
export class StandInClock {
  readonly #speed: number;
  #startsAt: number;
  #wallMs: number;
  readonly #waiting = new Set<Waiting>();

  constructor({ startsAt, wallMs, speed }: FastTime) {
    this.#speed = speed;
    this.#startsAt = Temporal.Instant.from(startsAt).epochMilliseconds;
    this.#wallMs = wallMs;
  }

  now(): number {
    return this.#startsAt + Math.round((Date.now() - this.#wallMs) * this.#speed);
  }

  /** Puts the time to an ISO instant, and runs what has become due, in order. */
  moveTo(instant: string): void {
    this.#startsAt = Temporal.Instant.from(instant).epochMilliseconds;
    this.#wallMs = Date.now();
    const due = [...this.#waiting]
      .filter(({ dueAt }) => dueAt <= this.now())
      .sort((one, other) => one.dueAt - other.dueAt);
    for (const waiting of due) this.#fire(waiting);
  }

  /** Runs something so many milliseconds from now; what it gives calls that off. */
  later(ms: number, run: () => void): () => void {
    const waiting: Waiting = { dueAt: this.now() + ms, run, timer: null };
    this.#waiting.add(waiting);
    if (this.#speed > 0) waiting.timer = setTimeout(() => this.#fire(waiting), ms / this.#speed);
    return () => this.#forget(waiting);
  }

  /** Runs something when the wall has taken so long, for limits that must end even while the time stands. */
  laterOnTheWall(ms: number, run: () => void): () => void {
    const timer = setTimeout(run, ms / (this.#speed || 1));
    return () => clearTimeout(timer);
  }

  close(): void {
    for (const waiting of [...this.#waiting]) this.#forget(waiting);
  }

  #fire(waiting: Waiting): void {
    if (!this.#waiting.has(waiting)) return;
    this.#forget(waiting);
    waiting.run();
  }

  #forget(waiting: Waiting): void {
    this.#waiting.delete(waiting);
    if (waiting.timer !== null) clearTimeout(waiting.timer);
  }
}
