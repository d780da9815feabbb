import { describe, expect, it } from "vitest";
import { createBucket } from "../../../src/core/delivery/bucket.ts";
import { learntLimit, type RouteHeaders } from "../../../src/core/delivery/route-limit.ts";

const headers = (other: Partial<RouteHeaders> = {}): RouteHeaders => ({
  limit: 5,
  remaining: 0,
  resetAfterMs: 1_000,
  ...other,
});

/** When the next may go, at once or later, after one send was answered with these headers. */
function opensAfter(told: RouteHeaders): number {
  const limit = learntLimit();
  limit.take(0);
  limit.settle(told, 0);
  limit.take(0);
  return limit.opensAt(0);
}

describe("a route that learns its limit", () => {
  it.each([
    ["a limit of nothing", { limit: 0 }],
    ["no limit at all", { limit: Number.POSITIVE_INFINITY }],
    ["less than nothing left", { remaining: -1 }],
    ["a window that is over", { resetAfterMs: -1 }],
    ["a window without an end", { resetAfterMs: Number.POSITIVE_INFINITY }],
    ["no number", { limit: Number.NaN }],
  ])("does not believe headers that tell of %s: one at a time, as before", (_name, other) => {
    expect(opensAfter(headers(other))).toBe(Number.POSITIVE_INFINITY);
  });

  it.each([
    ["one a window", { limit: 1 }, 1_000],
    ["a window that ends just now", { resetAfterMs: 0, remaining: 3 }, 0],
    ["one left, which the next has taken", { remaining: 1 }, 1_000],
  ])("believes %s", (_name, other, expected) => {
    expect(opensAfter(headers(other))).toBe(expected);
  });

  it("is not free by a response that tells of no limit while a window is known", () => {
    const limit = learntLimit();
    limit.take(0);
    limit.settle(headers(), 0);
    limit.settle("no-limit", 0);
    expect(limit.opensAt(0)).toBe(1_000);
  });

  it("takes the next window to be as long as the longest that was told of", () => {
    const limit = learntLimit();
    for (let sent = 0; sent < 2; sent += 1) limit.take(0);
    limit.settle(headers({ remaining: 1 }), 0);
    limit.settle(headers({ resetAfterMs: 400 }), 600);
    expect(limit.opensAt(1_000)).toBe(1_000);
    for (let sent = 0; sent < 5; sent += 1) limit.take(1_000);
    expect(limit.opensAt(1_000)).toBe(2_000);
  });
});

describe("a bucket", () => {
  it("is open at once, not earlier, while it holds more than is wanted", () => {
    expect(createBucket({ perSecond: 2, burst: 3 }).opensAt(1, 5_000)).toBe(5_000);
  });

  it("is open when ten tenths of a token have come, whatever adding them up loses", () => {
    const bucket = createBucket({ perSecond: 10, burst: 1 });
    bucket.take(0);
    for (let ms = 10; ms < 100; ms += 10) bucket.opensAt(1, ms);
    expect(bucket.opensAt(1, 100)).toBe(100);
  });
});
