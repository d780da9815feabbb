import { describe, expect, it } from "vitest";
import { createPacing, type Pacing } from "../../../src/core/delivery/pacing.ts";
import { calm, isStorm, refusedAgain, type Storm } from "../../../src/core/delivery/storm.ts";
import { someSend } from "../../support/sends.ts";

const plenty = { perSecond: 1_000, burst: 1_000 };

describe("429s in a row", () => {
  /** Refused each time it may ask again. */
  const after = (refusals: number): readonly (readonly [until: number, isStorm: boolean])[] => {
    const seen: [number, boolean][] = [];
    let storm: Storm = calm;
    let now = 0;
    for (let refusal = 0; refusal < refusals; refusal += 1) {
      storm = refusedAgain(storm, now);
      now = Math.max(now, storm.until);
      seen.push([now, isStorm(storm)]);
    }
    return seen;
  };

  it("are a storm from the tenth on, and then our waits double from a second up to a minute", () => {
    expect(after(18).slice(8)).toEqual([
      [0, false],
      [1_000, true],
      [3_000, true],
      [7_000, true],
      [15_000, true],
      [31_000, true],
      [63_000, true],
      [123_000, true],
      [183_000, true],
      [243_000, true],
    ]);
  });

  it("that were under way together when it began count once", () => {
    const begun = Array.from({ length: 10 }).reduce<Storm>((storm) => refusedAgain(storm, 0), calm);
    expect(refusedAgain(refusedAgain(begun, 500), 999)).toEqual({ refusals: 10, until: 1_000 });
  });
});

describe("a queue whose sends are all refused, each for a channel of its own", () => {
  function refusedQueue(times: number): Pacing {
    const pacing = createPacing({ overall: { ...plenty, kept: 0 }, channel: plenty, routes: {} });
    for (let index = 0; index < times; index += 1) {
      pacing.add(someSend(`refused${index}`, index), 0);
      for (const send of pacing.take(0).go)
        pacing.settle(send, { kind: "limited", scope: "channel", retryAfterMs: 1 }, 0);
    }
    for (let index = 0; index < 5; index += 1) pacing.add(someSend(`later${index}`, 100 + index), 0);
    return pacing;
  }
  const keysAt = (pacing: Pacing, now: number): readonly string[] => pacing.take(now).go.map(({ key }) => key);

  it("goes on after nine", () => {
    expect(keysAt(refusedQueue(9), 0).length).toBe(5);
  });

  it("waits a second after ten, then lets one out, and asks to be asked when that has ended", () => {
    const pacing = refusedQueue(10);
    expect(pacing.take(999)).toEqual({ go: [], dropped: [], askAt: 1_000 });
    const { go, askAt } = pacing.take(1_000);
    expect([go.map(({ key }) => key), askAt]).toEqual([["later0"], null]);
  });

  it.each([
    ["an answer lets all others out", { kind: "answered", route: null }, ["later1", "later2", "later3", "later4"]],
    ["silence lets out one more", { kind: "lost" }, ["later1"]],
    ["another refusal lets out none for two seconds", { kind: "limited", scope: "channel", retryAfterMs: 1 }, []],
  ] as const)("%s", (_name, outcome, next) => {
    const pacing = refusedQueue(10);
    for (const send of pacing.take(1_000).go) pacing.settle(send, outcome, 1_000);
    expect(keysAt(pacing, 2_999)).toEqual(next);
    if (next.length === 0) expect(keysAt(pacing, 3_000)).toEqual(["later1"]);
  });
});
