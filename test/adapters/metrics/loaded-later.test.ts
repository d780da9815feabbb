import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { loadedLater } from "../../../src/adapters/metrics/loaded-later.ts";
import type { Exposition } from "../../../src/adapters/metrics/prometheus.ts";
import type { Figure } from "../../../src/ports/figures.ts";
import { type LogLine, listeningLog } from "../../support/silent-log.ts";
import { TestClock } from "../../support/test-clock.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

function stage(load?: () => Promise<Exposition>) {
  const clock = new TestClock();
  const taken: string[] = [];
  const lines: LogLine[] = [];
  let loads = 0;
  const exposition: Exposition = {
    take: ({ kind }, at) => void taken.push(`${kind} ${at}`),
    text: async () => `${taken.length} taken\n`,
  };
  const later = loadedLater({
    clock,
    log: listeningLog(lines),
    load: async () => {
      loads += 1;
      return load === undefined ? exposition : load();
    },
    afterMs: 10_000,
  });
  return { clock, later, taken, lines, loads: () => loads };
}

const tick: Figure = { kind: "tick" };

it("loads nothing at the start, and all that was reported by then, with its time, a while later", async () => {
  const { clock, later, taken, loads } = stage();
  later.figures.report(tick);
  clock.pass(5_000);
  later.figures.report({ kind: "amended" });
  await vi.advanceTimersByTimeAsync(9_999);
  expect([loads(), taken]).toEqual([0, []]);
  clock.pass(5_000);
  await vi.advanceTimersByTimeAsync(1);
  later.figures.report({ kind: "untended" });
  expect([loads(), taken]).toEqual([
    1,
    ["tick 2027-03-15T08:00:00Z", "amended 2027-03-15T08:00:05Z", "untended 2027-03-15T08:00:10Z"],
  ]);
});

it("loads once, as soon as somebody asks", async () => {
  const { later, loads } = stage();
  later.figures.report(tick);
  expect(await Promise.all([later.text(), later.text()])).toEqual(["1 taken\n", "1 taken\n"]);
  await vi.advanceTimersByTimeAsync(20_000);
  expect([await later.text(), loads()]).toEqual(["1 taken\n", 1]);
});

it("logs that it could not load, and tells whoever asks", async () => {
  const { later, lines } = stage(() => Promise.reject(new Error("no such package")));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(lines.map(({ level, event }) => [level, event])).toEqual([["error", "the metrics could not be loaded"]]);
  await expect(later.text()).rejects.toThrow("no such package");
});

it("loads nothing after the stop, which may be asked for twice", async () => {
  const { later, loads } = stage();
  later.stop();
  later.stop();
  await vi.advanceTimersByTimeAsync(20_000);
  expect([loads(), vi.getTimerCount()]).toEqual([0, 0]);
});
