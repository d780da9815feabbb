import type { Fault, FaultOrder } from "./control/faults.ts";
import type { Fields } from "./state/types.ts";

/** The faults that were ordered, and the answers that are held. */
export class FaultDesk {
  #orders: FaultOrder[] = [];
  #held: (() => void)[] = [];

  get held(): number {
    return this.#held.length;
  }

  order(fault: FaultOrder): void {
    this.#orders.push(fault);
  }

  /** The fault that this request meets; every request counts once for each order it fits. */
  next(method: string, args: Fields): Fault | null {
    this.#orders = this.#orders.map((one) => (fits(one, method, args) ? { ...one, nth: (one.nth ?? 1) - 1 } : one));
    const met = this.#orders.find((one) => fits(one, method, args) && (one.nth ?? 1) <= 0);
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

function fits({ method: meant, channel, inThread }: FaultOrder, method: string, args: Fields): boolean {
  if (meant !== "*" && meant !== method) return false;
  if (channel !== undefined && args["channel"] !== channel) return false;
  return inThread === undefined || inThread === (typeof args["thread_ts"] === "string");
}
