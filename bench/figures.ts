import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Log } from "../src/ports/log.ts";

/** How many operations a second, and the time within which 99 of 100 were done, in milliseconds. */
export type Pace = Readonly<{ perSecond: number; p99: number }>;

/** A log that says nothing. */
export const quiet: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** The smallest value that `share` (0 to 1) of all values do not exceed; NaN of none. */
export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? Number.NaN;

/** The middle value; of an even number the lower of the two in the middle. */
export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Milliseconds as people read them; whole ones from 10 on. */
export const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

/** Megabytes (2^20 bytes), whole. */
export const mb = (value: number): string => `${value.toFixed(0)} MB`;

/** A pace as people read it. */
export const paceText = ({ perSecond, p99 }: Pace): string =>
  `${Math.round(perSecond).toLocaleString("en")}/s, p99 ${ms(p99)}`;

/** The run with the middle pace. */
export function middlePace(paces: readonly Pace[]): Pace {
  const middle = median(paces.map(({ perSecond }) => perSecond));
  return paces.find(({ perSecond }) => perSecond === middle) ?? { perSecond: Number.NaN, p99: Number.NaN };
}

/** Carries out `count` operations, `inFlight` at a time. */
export async function paceOf(
  count: number,
  inFlight: number,
  operate: (index: number) => Promise<unknown>,
): Promise<Pace> {
  const took: number[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      const began = performance.now();
      await operate(index);
      took.push(performance.now() - began);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: inFlight }, worker));
  return { perSecond: (count * 1000) / (performance.now() - began), p99: percentile(took, 0.99) };
}

/** Gives `measure` a folder of its own under the one for temporary files, and removes it afterwards. */
export async function inFolder<T>(measure: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "drill-bench-"));
  try {
    return await measure(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
