/** What is said again is said again soon: Slack's last repeat comes after six minutes, Discord's at the next connection. */
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
