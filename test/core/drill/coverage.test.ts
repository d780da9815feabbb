import { describe, expect, it } from "vitest";
import { type CoveredPoints, coverageOf } from "../../../src/core/drill/coverage.ts";

describe("what the answers to one drill cover", () => {
  it.each<readonly [name: string, answers: readonly CoveredPoints[], expected: ReturnType<typeof coverageOf>]>([
    ["is counted point by point", [[0, 2], [2], []], { answers: 3, covered: [1, 0, 2] }],
    ["leaves out answers that tell nothing", [[0], null, [0], [1], null], { answers: 3, covered: [2, 1, 0] }],
    ["is told from three answers up", [[0], [1]], null],
    ["is not told of three when one of them tells nothing", [[0], [1], null], null],
    ["is not told of nobody", [], null],
  ])("%s", (_name, answers, expected) => {
    expect(coverageOf(3, answers)).toEqual(expected);
  });

  it("is not told of a question without points", () => {
    expect(coverageOf(0, [[], [], []])).toBe(null);
  });
});
