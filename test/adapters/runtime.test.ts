import { afterEach, describe, expect, it, vi } from "vitest";
import { systemChance, systemTimer } from "../../src/adapters/runtime.ts";
import { channelKey } from "../../src/core/keys.ts";

describe("the machine's timers", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("call back once, when the time is over", () => {
    vi.useFakeTimers();
    const then = vi.fn<() => void>();
    systemTimer.after(1_000, then);
    vi.advanceTimersByTime(999);
    expect(then).toHaveBeenCalledTimes(0);
    vi.advanceTimersByTime(5_000);
    expect(then).toHaveBeenCalledTimes(1);
  });

  it("are called off", () => {
    vi.useFakeTimers();
    const then = vi.fn<() => void>();
    systemTimer.after(1_000, then)();
    vi.advanceTimersByTime(5_000);
    expect(then).toHaveBeenCalledTimes(0);
  });

  it("are cut at 24.8 days, beyond which setTimeout would call back at once", () => {
    vi.useFakeTimers();
    const then = vi.fn<() => void>();
    systemTimer.after(40 * 86_400_000, then);
    vi.advanceTimersByTime(2 ** 31 - 2);
    expect(then).toHaveBeenCalledTimes(0);
    vi.advanceTimersByTime(1);
    expect(then).toHaveBeenCalledTimes(1);
  });
});

describe("the machine's breath", () => {
  it("comes after what waited already", async () => {
    const order: string[] = [];
    setImmediate(() => order.push("what waited"));
    await systemTimer.breathe();
    expect([...order, "breath"]).toEqual(["what waited", "breath"]);
  });
});

describe("the machine's chance", () => {
  const ids = Array.from({ length: 1_000 }, () => systemChance.id());

  it("makes ids of 22 letters, digits, dashes and underscores, none twice", () => {
    expect(ids.filter((id) => !/^[A-Za-z0-9_-]{22}$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(1_000);
  });

  it("makes ids that fit into a key", () => {
    expect(ids.map((id) => channelKey("playground", "W1", id).length)).toEqual(ids.map(() => 36));
  });

  it("makes numbers from 0 on, below 1, in both halves", () => {
    const numbers = Array.from({ length: 1_000 }, () => systemChance.number());
    expect(numbers.filter((number) => number < 0 || number >= 1)).toEqual([]);
    // A fair coin falls 1,000 times on one side once in 10^301.
    expect(new Set(numbers.map((number) => number < 0.5)).size).toBe(2);
  });
});
