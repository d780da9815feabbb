import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { endsWithin } from "../../src/compose/ends-within.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = new Promise<void>(() => undefined);

it("waits for a task that ends in time, and leaves no timer behind", async () => {
  expect(await endsWithin(8000, Promise.resolve())).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

it("waits no longer than it was told", async () => {
  const outcomes: boolean[] = [];
  const waiting = endsWithin(8000, never).then((outcome) => outcomes.push(outcome));
  await vi.advanceTimersByTimeAsync(7999);
  expect(outcomes).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  await waiting;
  expect(outcomes).toEqual([false]);
});

it("passes a failure on", async () => {
  await expect(endsWithin(8000, Promise.reject(new Error("canary")))).rejects.toThrow("canary");
  expect(vi.getTimerCount()).toBe(0);
});
