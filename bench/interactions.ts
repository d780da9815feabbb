import { setTimeout as sleep } from "node:timers/promises";
import { median, ms, percentile } from "./figures.ts";
import type { BenchRow } from "./row.ts";

/** How fast people act in all, for how long that is measured, and before: the first presses compile what they run through. */
export const perSecond = 200;
export const forMs = 20_000;
export const warmMs = 3_000;
/** In so long the bot has written down the 10,000 questions that are due at once; what that costs people, `README.md` says. */
export const rushMs = 25_000;

export type Kind = "command" | "button" | "form";

/** How long each kind took to be acknowledged (ms), how many were not in time, and how many posts went out meanwhile. */
export type Came = Readonly<{ took: ReadonlyMap<Kind, readonly number[]>; lost: number; posted: number }>;

/** Begins `act` so many times a second, whether or not the bot keeps up; resolves when all that was begun has ended. */
export async function paced(duration: number, act: () => Promise<void>): Promise<void> {
  const began = performance.now();
  const acts: Promise<void>[] = [];
  while (performance.now() - began < duration) {
    const due = ((performance.now() - began) * perSecond) / 1_000;
    while (acts.length < due) acts.push(act());
    await sleep(1);
  }
  await Promise.all(acts);
}

/** A row a kind. */
export const rowsOf = (where: string, { took, lost, posted }: Came): BenchRow[] =>
  [...took].map(([kind, times]) => ({
    what: `${kind} acknowledged, ${where}, ${perSecond}/s in all, ${posted} posts out meanwhile`,
    ours: `p50 ${ms(median(times))}, p99 ${ms(percentile(times, 0.99))}, worst of ${times.length.toLocaleString("en")} ${ms(percentile(times, 1))}; ${lost} not in time`,
    beside: `the platform's 3 s: × ${(percentile(times, 0.99) / 3_000).toFixed(4)} at p99`,
    goal: "p50 ≤ 10 ms, p99 ≤ 50 ms",
  }));
