import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readBank } from "../../src/compose/read-bank.ts";
import type { KeyPoint } from "../../src/core/bank/question.ts";
import type { Label } from "./agreement.ts";
import { answersIn, answersOf, secondLabelsOf } from "./labelled.ts";
import { statementsIn, statementsOf } from "./statements.ts";

const point = (must: boolean): KeyPoint => ({ say: "It is said", aliases: [], reject: [], must });
const questions = new Map([["tea", { points: [point(true), point(true), point(false)] }]]);
const tea = { question: "tea", kind: "partial", answer: "Hot water", labels: ["covered", "absent"] };
const line = (changed: object = {}): string => JSON.stringify({ ...tea, ...changed });
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

describe("labelled answers", () => {
  it("are read with their place, one a line", () => {
    expect(answersOf("drinks.jsonl", `${line()}\n${line({ kind: "weak" })}\n`, questions)).toEqual([
      { ...tea, place: "drinks.jsonl:1" },
      { ...tea, kind: "weak", place: "drinks.jsonl:2" },
    ]);
  });

  it.each([
    ["no such question", { question: "coffee" }, "drinks.jsonl:2: there is no question coffee → mend its id"],
    ["a label too few", { labels: ["absent"] }, "drinks.jsonl:2: tea has 2 must points, not 1 → label each of them"],
    [
      "a label for a bonus point",
      { labels: ["absent", "absent", "absent"] },
      "drinks.jsonl:2: tea has 2 must points, not 3 → label each of them",
    ],
  ])("are refused with %s", (_why, changed, message) => {
    expect(() => answersOf("drinks.jsonl", `${line()}\n${line(changed)}\n`, questions)).toThrow(new Error(message));
  });

  it.each([
    ["an unknown kind", line({ kind: "brilliant" })],
    ["an unknown label", line({ labels: ["covered", "maybe"] })],
    ["an empty answer", line({ answer: " \n" })],
    ["a field nobody reads", line({ label: "covered" })],
    ["something that is not JSON", "Hot water"],
  ])("are refused with %s", (_why, wrong) => {
    expect(() => answersOf("drinks.jsonl", wrong, questions)).toThrow(
      new Error("drinks.jsonl:1: not a line as README.md shows it → mend the line"),
    );
  });
});

describe("second labels", () => {
  const answers = answersOf("drinks.jsonl", line(), questions);
  const again = (changed: object = {}): string =>
    JSON.stringify({ file: "drinks.jsonl", line: 1, labels: ["covered", "covered"], ...changed });

  it("stand at the place of their answer", () => {
    expect(secondLabelsOf(again(), answers)).toEqual(new Map([["drinks.jsonl:1", ["covered", "covered"]]]));
  });

  it.each([
    ["no such answer", { line: 2 }, "second.jsonl:1: drinks.jsonl:2 has no labels, not 2 → mend it"],
    ["a label too few", { labels: ["absent"] }, "second.jsonl:1: drinks.jsonl:1 has 2 labels, not 1 → mend it"],
  ])("are refused with %s", (_why, changed, message) => {
    expect(() => secondLabelsOf(again(changed), answers)).toThrow(new Error(message));
  });
});

describe("the answers that stand here", () => {
  const bank = readBank().questions;

  it.each([
    ["set", "second.jsonl", 380, 95],
    ["fresh", "fresh/second.jsonl", 856, 214],
    ["sealed", "sealed/second.jsonl", 255, 64],
  ])("fit the bank: %s", (folder, second, count, twice) => {
    const answers = answersIn(here(folder), bank);
    expect(answers.length).toBe(count);
    expect(new Set(answers.map(({ question }) => question)).size).toBe(51);
    expect(secondLabelsOf(readFileSync(here(second), "utf8"), answers).size).toBe(twice);
  });

  it("fit the bank: tuning", () => {
    const answers = answersIn(here("tuning"), bank);
    expect(answers.length).toBe(51 * 12);
    expect(new Set(answers.map(({ question }) => question)).size).toBe(51);
  });

  it("and the statements: fourteen right ones, ten wrong ones and four of neither for each must point", () => {
    const statements = statementsIn(here("statements"), bank);
    const must = [...bank.values()].flatMap(({ points }) => points.filter((point) => point.must)).length;
    const labels = statements.flatMap((one) => one.labels.filter((label) => label !== null));
    const count = (label: Label): number => labels.filter((one) => one === label).length;
    expect(must).toBe(253);
    expect([count("covered"), count("contradicted"), count("absent")]).toEqual([must * 14, must * 10, must * 4]);
    expect(statements.filter(({ isKept }) => isKept).length).toBe(must * (4 + 3 + 1));
  });
});

describe("statements", () => {
  const words = { question: "tea", point: 2, covered: ["a", "b", "c"], contradicted: ["d"], absent: [] };
  const read = (changed: object = {}) =>
    statementsOf("drinks.jsonl:1", JSON.stringify({ ...words, ...changed }), questions);

  it("are answers that are judged by one point, every third kept back", () => {
    expect(read().map(({ answer, labels, isKept }) => [answer, labels, isKept])).toEqual([
      ["a", [null, "covered"], false],
      ["b", [null, "covered"], false],
      ["c", [null, "covered"], true],
      ["d", [null, "contradicted"], false],
    ]);
  });

  it("are refused for a point that is not there", () => {
    expect(() => read({ point: 3 })).toThrow(
      new Error("drinks.jsonl:1: tea has 2 must points, not 3 → mend the place"),
    );
    expect(() => read({ question: "coffee", point: 1 })).toThrow(
      new Error("drinks.jsonl:1: coffee has 0 must points, not 1 → mend the place"),
    );
    expect(() => read({ covered: [" "] })).toThrow("drinks.jsonl:1: not a line as README.md shows it → mend the line");
  });
});
