import { describe, expect, it } from "vitest";
import { systemChance } from "../../src/adapters/runtime.ts";
import { channelKey } from "../../src/core/keys.ts";

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
