import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFifo } from "../../../src/core/delivery/fifo.ts";
import { readRetryAfter } from "../../../src/core/delivery/gate.ts";
import { spreadMs } from "../../../src/core/delivery/spread.ts";
import { createWakes, type Sleeper, type Wakes } from "../../../src/core/delivery/wakes.ts";
import { channelKey } from "../../../src/core/keys.ts";

describe("the wait that a platform names", () => {
  it.each([
    ["3", 3_000],
    [" 30 ", 30_000],
    ["0.1234", 124],
    [2.5, 2_500],
    ["86400", 86_400_000],
    ["86401", null],
    ["0", null],
    ["-1", null],
    ["1e3", null],
    ["soon", null],
    ["", null],
    ["Wed, 21 Oct 2026 07:28:00 GMT", null],
    [Number.NaN, null],
    [null, null],
    [undefined, null],
  ])("%j is %j ms", (seconds, expected) => {
    expect(readRetryAfter(seconds)).toBe(expected);
  });
});

describe("the spread of a channel", () => {
  const channels = Array.from({ length: 10_000 }, (_, id) => channelKey("playground", "W1", `C${id}`));
  const spreads = (due: number) => channels.map((channel) => spreadMs(channel, due, 50));

  it.each([
    [1, 0, 0],
    [101, 0, 1_000],
    [2_001, 0, 20_000],
    [100_000, 0, 20_000],
  ])("with %i due is from %i to below %i ms", (due, from, to) => {
    expect(spreads(due).every((spread) => spread >= from && spread < Math.max(1, to))).toBe(true);
  });

  it("is the same for a channel in every release: its people know their second", () => {
    expect(spreads(10_000).slice(0, 3)).toEqual([10_312, 2_558, 3_169]);
  });

  it("is the same each time, and even: each of twenty seconds gets 400 to 600 of 10,000 channels", () => {
    expect(spreads(10_000)).toEqual(spreads(10_000));
    const seconds = Map.groupBy(spreads(10_000), (spread) => Math.floor(spread / 1_000));
    expect(seconds.size).toBe(20);
    expect([...seconds.values()].filter(({ length }) => length < 400 || length > 600)).toEqual([]);
  });
});

it("a queue agrees with an array, whatever is done to it", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat()), { maxLength: 400, size: "max" }), (steps) => {
      const queue = createFifo<number>();
      const model: number[] = [];
      for (const step of steps) {
        if (step === null) expect(queue.shift()).toBe(model.shift());
        else {
          queue.push(step);
          model.push(step);
        }
        expect([queue.head(), queue.size()]).toEqual([model[0], model.length]);
      }
    }),
    { numRuns: 100 },
  );
});

type Named = Sleeper & { readonly id: number };

function expectWoken(wakes: Wakes<Named>, model: Map<number, number>, now: number): void {
  const [first] = [...model].filter(([, at]) => at <= now).toSorted(([, one], [, other]) => one - other);
  const woken = wakes.due(now);
  expect(woken === undefined ? undefined : model.get(woken.id)).toBe(first?.[1]);
  if (woken !== undefined) model.delete(woken.id);
}

function expectNext(wakes: Wakes<Named>, model: Map<number, number>): void {
  const next = Math.min(...model.values());
  expect(wakes.next()).toBe(Number.isFinite(next) ? next : null);
}

it("sleepers are woken at the latest time that was set for them, earliest first", () => {
  const set = fc.record({ id: fc.nat(9), at: fc.oneof(fc.nat(100), fc.constant(Number.POSITIVE_INFINITY)) });
  fc.assert(
    fc.property(fc.array(fc.oneof(set, fc.nat(100)), { maxLength: 100, size: "max" }), (steps) => {
      const sleepers = new Map(Array.from({ length: 10 }, (_, id): [number, Named] => [id, { id, wakesAt: null }]));
      const wakes = createWakes<Named>();
      const model = new Map<number, number>();
      for (const step of steps) {
        if (typeof step === "number") expectWoken(wakes, model, step);
        else {
          wakes.set(sleepers.get(step.id) ?? { id: step.id, wakesAt: null }, step.at);
          model.set(step.id, step.at);
        }
        expectNext(wakes, model);
      }
    }),
    { numRuns: 100 },
  );
});
