import { describe, expect, it } from "vitest";
import { agreementOf, type Decision, intervalOf, type Label } from "./agreement.ts";

const decision = (label: Label, credited: boolean, question = "q"): Decision => ({ question, label, credited });
const times = (count: number, one: Decision): readonly Decision[] => Array.from({ length: count }, () => one);

describe("agreement", () => {
  // The usual example of Cohen's κ: 20 times both, 15 times neither, 5 and 10 times one alone, which gives 0.4.
  const some = [
    ...times(20, decision("covered", true)),
    ...times(5, decision("covered", false)),
    ...times(4, decision("contradicted", true)),
    ...times(6, decision("absent", true)),
    ...times(12, decision("contradicted", false)),
    ...times(3, decision("absent", false)),
  ];

  it("counts deserved credit, covered points with credit, and contradicted ones with it", () => {
    const { decisions, precision, recall, falseCredit } = agreementOf(some);
    expect({ decisions, precision, recall, falseCredit }).toEqual({
      decisions: 50,
      precision: 20 / 30,
      recall: 20 / 25,
      falseCredit: 4 / 16,
    });
  });

  it("takes from agreement what chance gives", () => {
    expect(agreementOf(some).kappa).toBeCloseTo(0.4, 12);
    expect(agreementOf([decision("covered", true), decision("absent", false)]).kappa).toBe(1);
    expect(agreementOf([decision("covered", true), decision("absent", true)]).kappa).toBe(0);
    expect(agreementOf([decision("covered", false), decision("absent", true)]).kappa).toBe(-1);
  });

  it("says nothing of what never occurs", () => {
    const { precision, recall, falseCredit } = agreementOf([decision("absent", false)]);
    expect([precision, recall, falseCredit]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });
});

describe("intervals", () => {
  const recall = (of: readonly Decision[]): number => agreementOf(of).recall;

  it("are as wide as questions differ, not as answers do", () => {
    const alike = ["a", "b"].flatMap((name) => [decision("covered", true, name), decision("covered", false, name)]);
    const apart = [...times(2, decision("covered", true, "a")), ...times(2, decision("covered", false, "b"))];
    let turn = 0;
    const random = (): number => {
      turn += 1;
      return [0.1, 0.1, 0.1, 0.9, 0.9, 0.1, 0.9, 0.9][turn % 8] ?? 0;
    };
    expect(intervalOf(alike, recall, { samples: 40, random })).toEqual([0.5, 0.5]);
    expect(intervalOf(apart, recall, { samples: 40, random })).toEqual([0, 1]);
  });
});
