import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBucket, type Rate } from "../../../src/core/delivery/bucket.ts";

/** When each of `count` sends goes if it goes as soon as it may and the clock is looked at every `stepMs`. */
function timesOf(rate: Rate, count: number, stepMs: (index: number) => number): readonly number[] {
  const bucket = createBucket(rate);
  const times: number[] = [];
  for (let now = 0, index = 0; times.length < count; now += stepMs(index), index += 1) {
    while (times.length < count && bucket.opensAt(1, now) <= now) {
      bucket.take(now);
      times.push(now);
    }
  }
  return times;
}

const everyMs = (): number => 1;

describe("a bucket", () => {
  it("says when so many tokens will have come, by its rate from what is left", () => {
    const bucket = createBucket({ perSecond: 4, burst: 3 });
    for (let send = 0; send < 3; send += 1) bucket.take(0);
    expect([bucket.opensAt(1, 100), bucket.opensAt(2, 100), bucket.opensAt(3, 350)]).toEqual([250, 500, 750]);
  });

  it("counts what has come up to a send that nobody asked about before", () => {
    const bucket = createBucket({ perSecond: 1, burst: 1 });
    bucket.take(0);
    bucket.take(5_000);
    expect(bucket.opensAt(1, 5_000)).toBe(6_000);
  });
});

describe("a bucket with a window", () => {
  const rate: Rate = { perSecond: 4, burst: 3, window: { sends: 5, ms: 1_000 } };

  it("opens when the oldest of a full window is out of it", () => {
    expect(timesOf(rate, 8, everyMs)).toEqual([0, 0, 0, 250, 500, 1_000, 1_000, 1_250]);
  });

  it("lets go by the rate alone while the window has room", () => {
    expect(timesOf({ ...rate, window: { sends: 6, ms: 1_000 } }, 6, everyMs)).toEqual([0, 0, 0, 250, 500, 750]);
  });

  it("makes up for timers that come late, which a bucket without a window does not", () => {
    const late = timesOf({ perSecond: 50, burst: 1, window: { sends: 50, ms: 1_000 } }, 500, () => 200);
    expect(late.at(-1)).toBe(10_000);
    const strict = timesOf({ perSecond: 50, burst: 1 }, 500, () => 200);
    expect(strict.at(-1)).toBe(99_800);
  });

  it("makes up for no more than a quarter of a second, and for nothing that nobody waited for", () => {
    const bucket = createBucket({ perSecond: 40, burst: 1, window: { sends: 40, ms: 1_000 } });
    const goAt = (now: number): number => {
      let gone = 0;
      for (; bucket.opensAt(1, now) <= now; gone += 1) bucket.take(now);
      return gone;
    };
    expect([goAt(0), goAt(5_000)]).toEqual([1, 11]);
    bucket.opensAt(1, 5_200);
    bucket.take(5_200);
    expect(goAt(20_000)).toBe(1);
  });

  it("never lets more into any window, however late the clock is looked at", () => {
    const rates = fc.record({
      perSecond: fc.integer({ min: 1, max: 60 }),
      burst: fc.integer({ min: 1, max: 30 }),
      window: fc.record({ sends: fc.integer({ min: 1, max: 20 }), ms: fc.integer({ min: 1, max: 2_000 }) }),
    });
    fc.assert(
      fc.property(rates, fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1 }), (some, steps) => {
        const times = timesOf(some, 60, (index) => steps[index % steps.length] ?? 1);
        for (const [index, time] of times.entries()) {
          const before = times[index - some.window.sends];
          if (before !== undefined) expect(time - before).toBeGreaterThanOrEqual(some.window.ms);
        }
      }),
    );
  });
});
