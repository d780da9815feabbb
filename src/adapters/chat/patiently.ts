import { BotError } from "../../core/errors.ts";

/** Waits between tries of a reading call, in milliseconds; a wait that is asked for counts as one if it is this short. */
const tries = [500, 2_000] as const;
const longestWaitMs = 5_000;

/** Makes a reading call up to three times; what only a person can mend, or takes too long, is not tried again. */
export async function patiently<T>(sleep: (ms: number) => Promise<void>, call: () => Promise<T>): Promise<T> {
  for (const waitMs of tries) {
    try {
      return await call();
    } catch (error) {
      const asked = waitAfter(error, waitMs);
      if (asked === null) throw error;
      await sleep(asked);
    }
  }
  return call();
}

/** How long to wait before a read is tried again; null when that would not help, or would take too long. */
function waitAfter(error: unknown, waitMs: number): number | null {
  if (!(error instanceof BotError) || error.code === "platform.refused") return null;
  if (error.code !== "platform.busy") return waitMs;
  return error.retryAfterMs !== undefined && error.retryAfterMs <= longestWaitMs ? error.retryAfterMs : null;
}
