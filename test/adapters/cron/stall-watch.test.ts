import { expect, it } from "vitest";
import { watchStalls } from "../../../src/adapters/cron/stall-watch.ts";
import { type LogLine, listeningLog } from "../../support/silent-log.ts";

/** A watch whose timer fires after these milliseconds each, and what it told. */
function toldAfter(...waits: readonly number[]): readonly unknown[] {
  const lines: LogLine[] = [];
  let now = 0;
  let fire: () => void = () => undefined;
  const stop = watchStalls(listeningLog(lines), {
    now: () => now,
    every: (ms, run) => {
      expect(ms).toBe(1_000);
      fire = run;
      return () => {
        fire = () => undefined;
      };
    },
  });
  for (const wait of waits) {
    now += wait;
    fire();
  }
  stop();
  now += 60_000;
  fire();
  return lines.map(({ level, event, fields }) => [level, event, fields]);
}

it.each([
  ["a loop that turns", [1_000, 1_001, 1_000], []],
  ["a second and a half more than it should is nothing", [2_500, 1_000], []],
  ["two seconds are told", [3_000, 1_000], [2]],
  ["thirty seconds are told once, with their length", [1_000, 31_000, 1_000, 1_000], [30]],
  ["two stalls are told apart", [31_000, 1_000, 11_000], [30, 10]],
])("%s", (_name, waits, seconds) => {
  expect(toldAfter(...waits)).toEqual(seconds.map((each) => ["warn", "the event loop stood still", { seconds: each }]));
});
