/** Slack's last repeat of an event comes after about six minutes; far more than that many do not come in between. */
const kept = 1_000;

/** The latest ids, so that a repeat of one is known. */
export class RecentIds {
  readonly #seen = new Set<string>();

  /** Whether this one was not asked for before; it is from now on. Without an id everything is new. */
  isNew(id: string | null): boolean {
    if (id === null) return true;
    if (this.#seen.has(id)) return false;
    const [oldest] = this.#seen;
    if (this.#seen.size >= kept && oldest !== undefined) this.#seen.delete(oldest);
    this.#seen.add(id);
    return true;
  }
}
