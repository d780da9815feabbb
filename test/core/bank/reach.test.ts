import { describe, expect, it } from "vitest";
import { bankOf } from "../../../src/core/bank/bank.ts";
import type { Asked } from "../../../src/core/bank/pick.ts";
import { bankReach } from "../../../src/core/bank/reach.ts";
import type { QuestionId } from "../../../src/core/keys.ts";
import { aQuestion } from "../../support/questions.ts";

const bank = bankOf([
  {
    topics: ["http", "data"].map((id) => ({ id, title: id, line: id })),
    questions: Array.from({ length: 24 }, (_, at) => aQuestion(`q${at}`, { topic: at < 12 ? "http" : "data" })),
    problems: [],
  },
]);
const afterAsking = (count: number): Asked[] =>
  Array.from({ length: count }, (_, at) => ({
    question: `q${at % 24}` as QuestionId,
    date: Temporal.PlainDate.from("2027-03-01").add({ days: at }),
  }));
const all = { topics: [], levels: [] };

describe("bankReach", () => {
  it.each([
    ["at the start", 0, { questions: 24, unasked: 24, left: 24, warning: null }],
    ["before the warning", 13, { questions: 24, unasked: 11, left: 11, warning: null }],
    ["ten before the end", 14, { questions: 24, unasked: 10, left: 10, warning: "all/all/0" }],
    ["on the last one", 23, { questions: 24, unasked: 1, left: 1, warning: "all/all/0" }],
    ["in the second round", 24, { questions: 24, unasked: 0, left: 24, warning: null }],
    ["at the end of the second round", 40, { questions: 24, unasked: 0, left: 8, warning: "all/all/1" }],
  ])("%s", (_name, count, reach) => {
    expect(bankReach(bank, all, afterAsking(count))).toEqual(reach);
  });

  it("counts and names what the filter lets through, in whatever order it lists it", () => {
    const reach = { questions: 12, unasked: 9, left: 9, warning: "http/mid+senior/0" };
    expect(bankReach(bank, { topics: ["http"], levels: ["senior", "mid"] }, afterAsking(3))).toEqual(reach);
    expect(bankReach(bank, { topics: ["http"], levels: ["mid", "senior"] }, afterAsking(3))).toEqual(reach);
  });

  it("has no warning where nothing passes the filter", () => {
    expect(bankReach(bank, { topics: ["gone"], levels: [] }, [])).toEqual({
      questions: 0,
      unasked: 0,
      left: 0,
      warning: null,
    });
  });
});
