import { createTask } from "node-cron";
import type { Log } from "../../ports/log.ts";
import type { Ticker } from "../../ports/runtime.ts";

// Every five seconds: six times inside the 30 seconds of lateness that delivery.md allows.
const everyFiveSeconds = "*/5 * * * * *";

// setTimeout fires at once for waits over 24.8 days, and a clock that was set back may not be waited for.
const longestWaitMs = 60_000;

/**
 * Ticks at the times of a cron expression (node-cron's six fields, seconds first), in the machine's zone, and once at the
 * start. Raises node-cron's error for an expression that it cannot read.
 *
 * node-cron says when the next time is; the timer is ours and is set anew from the clock as it stands. node-cron's own
 * (4.6.0) sleeps until its old next time when the clock is set back, and lists every missed second when it is set forward.
 */
export function createTicker(log: Log, expression: string = everyFiveSeconds): Ticker {
  const calendar = createTask(expression, () => undefined, { name: "tick" });
  let timer: NodeJS.Timeout | null = null;
  let underWay: Promise<void> | null = null;

  const carryOut = async (run: () => Promise<void>): Promise<void> => {
    try {
      await run();
    } catch (error) {
      log.error("tick failed", { error });
    }
  };

  const tick = (run: () => Promise<void>): void => {
    if (underWay === null) {
      underWay = carryOut(run).finally(() => {
        underWay = null;
      });
    } else log.debug("tick left out, the one before is still under way");
  };

  const arm = (run: () => Promise<void>): void => {
    const armedAt = Date.now();
    const next = calendar.getNextRuns(1)[0]?.getTime() ?? armedAt + longestWaitMs;
    const beat = (): void => {
      const now = Date.now();
      arm(run);
      // Woken before its time: a timer may be a millisecond early, and the longest wait may end first.
      if (now >= next || now < armedAt) tick(run);
    };
    timer = setTimeout(beat, Math.min(next - armedAt, longestWaitMs));
  };

  return {
    start: (run) => {
      if (timer !== null) return;
      arm(run);
      tick(run);
    },
    stop: async () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      await calendar.destroy();
      await underWay;
    },
  };
}
