/**
 * Discord shuts an address out after 10,000 invalid requests (401, 403, and 429 unless shared) in ten minutes
 * (docs.discord.com, Rate Limits, *Invalid Request Limit*). All that runs at the address counts together, so the bot
 * stops at a fifth of it.
 */
const most = 2_000;
const windowMs = 600_000;

/** Counts the invalid requests of the last ten minutes; times in epoch milliseconds. */
export class InvalidRequests {
  /** The latest ones, oldest first. */
  readonly #times: number[] = [];

  /** Notes how a request was answered. */
  note(status: number, scope: string | null, now: number): void {
    if (status !== 401 && status !== 403 && (status !== 429 || scope === "shared")) return;
    this.#times.push(now);
    if (this.#times.length > most) this.#times.shift();
  }

  /** How long no request may be made, in milliseconds; 0: not at all. */
  waitMs(now: number): number {
    const oldest = this.#times.length < most ? undefined : this.#times[0];
    // A clock that was set back makes the wait no longer than the window.
    return oldest === undefined ? 0 : Math.min(windowMs, Math.max(0, oldest + windowMs - now));
  }
}
