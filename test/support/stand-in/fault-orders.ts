/** Which requests meet a fault: the `nth` further one that fits (1 unless said), and so many from there. */
type Order = Readonly<{ fault: unknown; nth?: number; times?: number }>;

/** The faults that were ordered, and the answers that are held. */
export class FaultOrders<Ordered extends Order> {
  #orders: readonly Ordered[] = [];
  #held: (() => void)[] = [];

  get held(): number {
    return this.#held.length;
  }

  order(fault: Ordered): void {
    this.#orders = [...this.#orders, fault];
  }

  /** The fault that a request meets; every request counts once for each order it fits. */
  protected meet(fits: (order: Ordered) => boolean): Ordered["fault"] | null {
    this.#orders = this.#orders.map((one) => (fits(one) ? { ...one, nth: (one.nth ?? 1) - 1 } : one));
    const met = this.#orders.find((one) => fits(one) && (one.nth ?? 1) <= 0);
    if (met === undefined) return null;
    const left = { ...met, nth: 1, times: (met.times ?? 1) - 1 };
    this.#orders = this.#orders.flatMap((one) => (one !== met ? [one] : left.times > 0 ? [left] : []));
    return met.fault;
  }

  /** Forgets what was ordered and not met. */
  clear(): void {
    this.#orders = [];
  }

  hold(answer: () => void): void {
    this.#held.push(answer);
  }

  release(): void {
    const held = this.#held;
    this.#held = [];
    for (const answer of held) answer();
  }
}
