import { setTimeout } from "node:timers/promises";

/** An ended pause is not told apart from one that was called off: whoever waits looks at the signal. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  setTimeout(ms, undefined, { signal }).catch(() => undefined);
