/** How far a request's stamp may be from our clock, in both directions (docs.slack.dev, Verifying requests: 5 minutes). */
const toleranceMs = 300_000;

/**
 * Refuses what Bolt lets pass: stamps of the future, and the same signed request once more. Slack signs each of its own
 * repeats anew, with the time of sending.
 */
export class Signatures {
  readonly #now: () => number;
  /** Signature to the time after which its stamp is refused anyway. */
  readonly #seen = new Map<string, number>();

  /** `now` gives milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Why a request that is rightly signed is refused all the same; null when it is not, and it counts as seen. */
  refuses(stamp: string, signature: string): "stamp" | "replay" | null {
    const now = this.#now();
    for (const [seen, until] of this.#seen) {
      if (until < now) this.#seen.delete(seen);
    }
    const sentAt = /^\d{1,12}$/u.test(stamp) ? Number(stamp) * 1000 : Number.NaN;
    if (!(Math.abs(now - sentAt) <= toleranceMs)) return "stamp";
    if (this.#seen.has(signature)) return "replay";
    this.#seen.set(signature, sentAt + toleranceMs);
    return null;
  }

  /** The request was not carried out: should Slack send it again within the second, it must not look like a replay. */
  forget(signature: string): void {
    this.#seen.delete(signature);
  }
}
