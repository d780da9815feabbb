import type { Fault, FaultOrder } from "../control/faults.ts";

/** What a fault is chosen by. `channel` is the id of the channel or thread, if the request is for one. */
type Asked = Readonly<{ route: string; channel: string | null; inThread: boolean }>;

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
  next(asked: Asked): Fault | null {
    this.#orders = this.#orders.map((one) => (fits(one, asked) ? { ...one, nth: (one.nth ?? 1) - 1 } : one));
    const met = this.#orders.find((one) => fits(one, asked) && (one.nth ?? 1) <= 0);
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

function fits({ route, channel, inThread }: FaultOrder, asked: Asked): boolean {
  if (route !== "*" && route !== asked.route) return false;
  if (channel !== undefined && channel !== asked.channel) return false;
  return inThread === undefined || inThread === asked.inThread;
}
