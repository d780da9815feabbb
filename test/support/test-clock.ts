/** A clock that moves when a test says so; it starts on Monday, 15 March 2027, 08:00 UTC. */
export class TestClock {
  #now: Temporal.Instant;

  constructor(start = "2027-03-15T08:00:00Z") {
    this.#now = Temporal.Instant.from(start);
  }

  now(): Temporal.Instant {
    return this.#now;
  }

  /** Lets so many milliseconds pass; a negative number is a step back. */
  pass(ms: number): void {
    this.#now = this.#now.add({ milliseconds: ms });
  }
}
