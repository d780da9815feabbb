/** Asks that one person may make at once, and how many more each second gives them. */
const burst = 60;
const perSecond = 10;

/** Holds back who asks too fast, each person for themselves. Times are in milliseconds. */
export class Pace {
  readonly #left = new Map<string, Readonly<{ asks: number; at: number }>>();

  /** Whether this ask is within the person's pace; it then counts. */
  allows(person: string, now: number): boolean {
    const { asks, at } = this.#left.get(person) ?? { asks: burst, at: now };
    // A clock that steps back gives nothing and takes nothing.
    const left = Math.min(burst, asks + (Math.max(0, now - at) / 1000) * perSecond);
    this.#left.set(person, { asks: left >= 1 ? left - 1 : left, at: now });
    return left >= 1;
  }
}
