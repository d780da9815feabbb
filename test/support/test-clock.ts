import { setImmediate } from "node:timers/promises";
import { createWakes, type Sleeper } from "../../src/core/delivery/wakes.ts";
import type { Timer } from "../../src/ports/runtime.ts";

type Ring = Sleeper & { readonly then: () => void };

/** A clock with its timers that moves when a test says so; it starts on Monday, 15 March 2027, 08:00 UTC. */
export class TestClock implements Timer {
  readonly #rings = createWakes<Ring>();
  #now: Temporal.Instant;

  constructor(start = "2027-03-15T08:00:00Z") {
    this.#now = Temporal.Instant.from(start);
  }

  now(): Temporal.Instant {
    return this.#now;
  }

  /** Lets so many milliseconds pass, and rings what is due by then; a negative number is a step back. */
  pass(ms: number): void {
    this.#now = this.#now.add({ milliseconds: ms });
    for (let ring = this.#due(); ring !== undefined; ring = this.#due()) ring.then();
  }

  after(ms: number, then: () => void): () => void {
    const ring: Ring = { then, wakesAt: null };
    this.#rings.set(ring, this.#now.epochMilliseconds + ms);
    return () => {
      ring.wakesAt = null;
    };
  }

  breathe(): Promise<void> {
    return setImmediate();
  }

  /** How long until the next timer rings, in milliseconds; null when none is set. */
  untilNext(): number | null {
    const next = this.#rings.next();
    return next === null ? null : Math.max(0, next - this.#now.epochMilliseconds);
  }

  #due(): Ring | undefined {
    return this.#rings.due(this.#now.epochMilliseconds);
  }
}
