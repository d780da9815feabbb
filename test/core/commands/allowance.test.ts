import { describe, expect, it } from "vitest";
import { createAllowance } from "../../../src/core/commands/allowance.ts";

/** How many of `count` askings at one time were let through. */
const through = (allowance: ReturnType<typeof createAllowance>, who: string, at: number, count: number): number =>
  Array.from({ length: count }, () => allowance.takes(who, at)).filter(Boolean).length;

describe("what each person may ask for", () => {
  const rate = { perSecond: 2, burst: 5 };

  it("is a burst at once, then the rate", () => {
    const allowance = createAllowance(rate);
    expect(through(allowance, "U1", 1_000, 9)).toBe(5);
    expect(through(allowance, "U1", 1_400, 9)).toBe(0);
    expect(through(allowance, "U1", 1_500, 9)).toBe(1);
    expect(through(allowance, "U1", 61_500, 9)).toBe(5);
  });

  it("is each person's own", () => {
    const allowance = createAllowance(rate);
    through(allowance, "U1", 1_000, 500);
    expect(through(allowance, "U2", 1_000, 9)).toBe(5);
  });

  it("is not used up by what was refused", () => {
    const allowance = createAllowance(rate);
    through(allowance, "U1", 1_000, 500);
    expect(through(allowance, "U1", 2_000, 500)).toBe(2);
  });

  it("is full again when the clock was set back, so that nobody waits for the old time", () => {
    const allowance = createAllowance(rate);
    through(allowance, "U1", 10_000_000, 9);
    expect(through(allowance, "U1", 1_000, 9)).toBe(5);
  });

  it("forgets whoever asked longest ago beyond 10,000 people", () => {
    const allowance = createAllowance(rate);
    through(allowance, "U0", 1_000, 9);
    for (let at = 1; at < 10_000; at += 1) allowance.takes(`U${at}`, 1_000);
    expect(through(allowance, "U0", 1_000, 1)).toBe(0);
    // U0 has just asked, so it is not the one to be forgotten.
    for (let at = 10_000; at < 19_999; at += 1) allowance.takes(`U${at}`, 1_000);
    expect(through(allowance, "U0", 1_000, 1)).toBe(0);
    for (let at = 20_000; at < 30_000; at += 1) allowance.takes(`U${at}`, 1_000);
    expect(through(allowance, "U0", 1_000, 9)).toBe(5);
  });
});
