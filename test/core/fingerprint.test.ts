import { describe, expect, it } from "vitest";
import { fingerprint } from "../../src/core/fingerprint.ts";

describe("a fingerprint", () => {
  it("is the same for the same text, in this release and the next", () => {
    expect(["", "a", "It keeps copies."].map(fingerprint)).toEqual([
      6025115439298264, 5752556616633269, 1096270366452046,
    ]);
  });

  it("is another one for each of many texts that hardly differ", () => {
    const texts = Array.from({ length: 200_000 }, (_, at) => `${at} is the answer, I think`);
    const reversed = texts.map((text) => text.split("").toReversed().join(""));
    const all = new Set([...texts, ...reversed].map(fingerprint));
    expect(all.size).toBe(400_000);
    expect([...all].every(Number.isSafeInteger)).toBe(true);
  });
});
