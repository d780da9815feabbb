/**
 * Refusals in a row, whatever each was for. A platform that lets nothing through says so for one channel or route after
 * the other, and there may be hundreds; milliseconds.
 */
export type Storm = Readonly<{ refusals: number; until: number }>;

/** The latest answer was no 429. */
export const calm: Storm = { refusals: 0, until: Number.NEGATIVE_INFINITY };

/** So many in a row are a storm: a crowd that comes at once to a limit of its own has others answered in between. */
const fewest = 10;
/** Our wait in a storm; doubles up to a minute, which is how late its end may be noticed. */
const firstWaitMs = 1_000;
const longestWaitMs = 60_000;

/** After one more 429. Those that were under way together when it began count as one more wait. */
export function refusedAgain({ refusals, until }: Storm, now: number): Storm {
  if (now < until) return { refusals, until };
  const waits = refusals + 1 - fewest;
  if (waits < 0) return { refusals: refusals + 1, until };
  return { refusals: refusals + 1, until: now + Math.min(longestWaitMs, firstWaitMs * 2 ** waits) };
}

/** Whether one send is to find out how things are before others follow. */
export const isStorm = ({ refusals }: Storm): boolean => refusals >= fewest;
