import { setImmediate as endOfTurn } from "node:timers/promises";

export type Outcome<T> = Readonly<{ ok: true; value: T } | { ok: false; error: unknown }>;

type Waiting<Op, T> = Readonly<{ op: Op; resolve: (value: T) => void; reject: (error: unknown) => void }>;

/** Enough to make one fsync cheap, and few enough that one group takes some ten milliseconds. */
const mostAtOnce = 1000;

/**
 * Collects what is asked for in one turn of the event loop, and while an earlier group is under way, into one group.
 * Groups are carried out one after the other, so two changes of one key keep their order. `carryOut` answers for each.
 */
export function lane<Op, T>(carryOut: (ops: readonly Op[]) => Promise<readonly Outcome<T>[]>): (op: Op) => Promise<T> {
  const waiting: Waiting<Op, T>[] = [];
  let running = false;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      await endOfTurn();
      const group = waiting.splice(0, mostAtOnce);
      const outcomes = await outcomesOf(group.map(({ op }) => op));
      group.forEach(({ resolve, reject }, i) => {
        const outcome = outcomes[i];
        if (outcome?.ok) resolve(outcome.value);
        else reject(outcome?.error);
      });
    }
    running = false;
  }

  async function outcomesOf(ops: readonly Op[]): Promise<readonly Outcome<T>[]> {
    try {
      return await carryOut(ops);
    } catch (error) {
      return ops.map(() => ({ ok: false, error }));
    }
  }

  return (op) =>
    new Promise<T>((resolve, reject) => {
      waiting.push({ op, resolve, reject });
      if (running) return;
      running = true;
      void run();
    });
}
