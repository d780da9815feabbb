import type { processLog } from "../compose/process-log.ts";

/** The process ends after this however closing goes: supervisors kill it after ten seconds. */
const hardStopMs = 9_500;

/** Ends the process with 1, once, for an error that nothing caught; what went wrong is the last thing it logs. */
export function endOnCrash(log: ReturnType<typeof processLog>): (error: unknown) => void {
  const crash = (error: unknown): void => {
    log.fatal("an error that nothing caught ended the bot", { error });
    process.exit(1);
  };
  process.on("uncaughtException", crash);
  process.on("unhandledRejection", crash);
  return crash;
}

/** SIGINT is 2 and SIGTERM is 15; a process that a signal ends reports 128 more. */
const atOnce = { SIGINT: 130, SIGTERM: 143 } as const;

/** Ends the process with 0 after the first SIGINT or SIGTERM, once `stop` is done, and at once after the second. */
export function endOnSignal(stop: () => Promise<void>, crash: (error: unknown) => void): void {
  let stopping = false;
  const end = async (): Promise<void> => {
    setTimeout(() => process.exit(1), hardStopMs).unref();
    await stop();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(atOnce[signal]);
      stopping = true;
      end().catch(crash);
    });
  }
}
