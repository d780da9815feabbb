import type { Log } from "../../ports/log.ts";

/** How often it looks: one timer a second costs nothing that could be measured. */
const everyMs = 1_000;
/** Shorter ones happen in any program, such as while a large bank is read; people wait longer for an answer anyway. */
const worthTellingMs = 2_000;

/** What the watch goes by: a clock that nobody sets and that stands still in a suspend, in milliseconds, and a timer. */
export type StallTime = Readonly<{
  now: () => number;
  every: (ms: number, run: () => void) => () => void;
}>;

const machine: StallTime = {
  now: () => performance.now(),
  every: (ms, run) => {
    const timer = setInterval(run, ms).unref();
    return () => clearInterval(timer);
  },
};

/**
 * Tells, once the event loop turns again, how long it stood still: nothing was posted, answered or acknowledged meanwhile,
 * `/healthz` neither. Accurate to a second. Gives back what ends the watch.
 */
export function watchStalls(log: Log, time: StallTime = machine): () => void {
  let last = time.now();
  return time.every(everyMs, () => {
    const now = time.now();
    const stallMs = now - last - everyMs;
    last = now;
    if (stallMs >= worthTellingMs) log.warn("the event loop stood still", { seconds: Math.round(stallMs / 1_000) });
  });
}
