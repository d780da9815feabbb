import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createTicker } from "../../../src/adapters/cron/ticker.ts";
import { type LogLine, listeningLog, silentLog } from "../../support/silent-log.ts";

const nine = Date.UTC(2027, 2, 15, 9, 0, 2);

beforeEach(() => {
  vi.useFakeTimers({ now: nine, toFake: ["Date", "setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A run that notes when it was called, in seconds after the start of the test. */
function noting(): Readonly<{ seconds: number[]; run: () => Promise<void> }> {
  const seconds: number[] = [];
  const run = async (): Promise<void> => {
    seconds.push((Date.now() - nine) / 1000);
  };
  return { seconds, run };
}

/** A run that ends only when it is told to. */
function lasting(): Readonly<{ runs: () => number; end: () => void; run: () => Promise<void> }> {
  let runs = 0;
  let end = (): void => expect.fail("nothing is under way");
  const run = (): Promise<void> => {
    runs += 1;
    return new Promise((resolve) => {
      end = resolve;
    });
  };
  return { runs: () => runs, end: () => end(), run };
}

describe("the ticker", () => {
  it("runs at once, then on every fifth second of the clock", async () => {
    const { seconds, run } = noting();
    const ticker = createTicker(silentLog);
    ticker.start(run);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(seconds).toEqual([0, 3, 8, 13, 18]);
    await ticker.stop();
  });

  it("follows another expression, also one whose next time is far", async () => {
    const { seconds, run } = noting();
    const ticker = createTicker(silentLog, "0 */10 * * * *");
    ticker.start(run);
    await vi.advanceTimersByTimeAsync(1_200_000);
    expect(seconds).toEqual([0, 598, 1_198]);
    await ticker.stop();
  });

  it("refuses an expression that it cannot read", () => {
    expect(() => createTicker(silentLog, "every now and then")).toThrow();
  });

  it("never runs twice at once, and goes on when the long run has ended", async () => {
    const { runs, end, run } = lasting();
    const lines: LogLine[] = [];
    const ticker = createTicker(listeningLog(lines));
    ticker.start(run);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(runs()).toBe(1);
    expect(lines.map(({ level, event }) => [level, event])).toEqual([
      ["debug", "tick left out, the one before is still under way"],
      ["debug", "tick left out, the one before is still under way"],
    ]);
    end();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(runs()).toBe(2);
    end();
    await ticker.stop();
  });

  it.each([
    ["rejects", () => Promise.reject(new Error("no store"))],
    [
      "throws",
      (): Promise<void> => {
        throw new Error("no store");
      },
    ],
  ])("reports a run that %s, and the next one comes all the same", async (_how, fail) => {
    const { seconds, run } = noting();
    const lines: LogLine[] = [];
    const ticker = createTicker(listeningLog(lines));
    ticker.start(() => (Date.now() === nine ? fail() : run()));
    await vi.advanceTimersByTimeAsync(4_000);
    expect(lines).toEqual([{ level: "error", event: "tick failed", fields: { error: new Error("no store") } }]);
    expect(seconds).toEqual([3]);
    await ticker.stop();
  });

  it("stops only when the run under way has ended, and may be stopped twice", async () => {
    const { runs, end, run } = lasting();
    const ticker = createTicker(silentLog);
    ticker.start(run);
    let isStopped = false;
    const stopped = ticker.stop().then(() => {
      isStopped = true;
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect([runs(), isStopped]).toEqual([1, false]);
    end();
    await stopped;
    await ticker.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([runs(), isStopped]).toEqual([1, true]);
  });

  it("starts once, however often it is told to", async () => {
    const { seconds, run } = noting();
    const ticker = createTicker(silentLog);
    ticker.start(run);
    ticker.start(run);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(seconds).toEqual([0, 3]);
    await ticker.stop();
  });

  // node-cron's own timer would be silent for those eight hours.
  it("goes on within ten seconds when the clock is set back by eight hours", async () => {
    const { seconds, run } = noting();
    const ticker = createTicker(silentLog);
    ticker.start(run);
    await vi.advanceTimersByTimeAsync(10_000);
    seconds.length = 0;
    vi.setSystemTime(Date.now() - 8 * 3_600_000);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(seconds.map((second) => second + 8 * 3_600)).toEqual([13, 18]);
    await ticker.stop();
  });

  it("notices within a minute that the clock was set back, however far the next time is", async () => {
    const { seconds, run } = noting();
    const ticker = createTicker(silentLog, "0 0 */12 * * *");
    ticker.start(run);
    await vi.advanceTimersByTimeAsync(70_000);
    expect(seconds).toEqual([0]);
    vi.setSystemTime(Date.now() - 8 * 3_600_000);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(seconds.map((second) => second + 8 * 3_600).slice(1)).toEqual([120]);
    await ticker.stop();
  });

  // node-cron's own timer would list the 315 million seconds that were left out.
  it("runs once and goes on when the clock is set forward by fifty years", async () => {
    const { seconds, run } = noting();
    const ticker = createTicker(silentLog);
    ticker.start(run);
    await vi.advanceTimersByTimeAsync(10_000);
    seconds.length = 0;
    const step = Date.UTC(2077, 2, 15) - Date.UTC(2027, 2, 15);
    vi.setSystemTime(Date.now() + step);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(seconds.map((second) => second - step / 1000)).toEqual([13, 18]);
    await ticker.stop();
  });
});
