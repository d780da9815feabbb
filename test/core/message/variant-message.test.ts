import { describe, expect, it } from "vitest";
import { pointName } from "../../../src/core/bank/variant.ts";
import type { AnswerReading, PointReading } from "../../../src/core/feedback/read-answer.ts";
import { keptMessage, variantActions, variantKindOf } from "../../../src/core/message/variant-message.ts";
import { readable } from "../../support/readable.ts";
import { aVariant } from "../../support/variants.ts";

const date = Temporal.PlainDate.from("2027-03-15");
const point = (say: string, state: PointReading["state"], must = true): PointReading => ({
  point: { say, aliases: ["ALIAS"], reject: [], must },
  state,
  quote: state === "not-spotted" ? null : "QUOTE",
  look: null,
});
const reading = (points: readonly PointReading[]): AnswerReading => ({
  points,
  cannotTell: null,
  copiesReference: false,
  listsKeyWords: false,
});
const choice = (say: string, label = say) => ({ value: pointName({ say }), label });

describe("the controls under a result", () => {
  it("offer what was not credited as said, and what was as not right, a point each in plain words", () => {
    const points = [
      point("Has `code`", "covered"),
      point("Maybe *that*", "maybe"),
      point("Not there", "not-spotted"),
      point("A bonus", "covered", false),
      point("No bonus", "maybe", false),
    ];
    expect(variantActions(date, reading(points))).toEqual([
      {
        kind: "select",
        id: "did-say/2027-03-15",
        label: "I did say that",
        choices: [choice("Maybe *that*", "Maybe that"), choice("Not there")],
      },
      {
        kind: "select",
        id: "not-right/2027-03-15",
        label: "That is not right",
        choices: [choice("Has `code`", "Has code"), choice("Maybe *that*", "Maybe that"), choice("A bonus")],
      },
    ]);
  });

  it("are left out where there is no point to choose", () => {
    const ids = (given: AnswerReading | null) => variantActions(date, given).map(({ id }) => id);
    expect(ids(reading([point("All", "covered")]))).toEqual(["not-right/2027-03-15"]);
    expect(ids(reading([point("None", "not-spotted")]))).toEqual(["did-say/2027-03-15"]);
    expect(ids(reading([]))).toEqual([]);
    expect(ids(null)).toEqual([]);
    expect(ids({ ...reading([point("None", "not-spotted")]), cannotTell: "other-language" })).toEqual([]);
  });
});

describe("once words are kept", () => {
  it("the person is told which, why and how to take them back; nothing in them is live", () => {
    const message = keptMessage(aVariant({ words: "It *keeps* [copies](https://evil.example)" }));
    expect([message.summary, ...readable(message.doc).split("\n")]).toEqual([
      "Kept for review.",
      "I did say that: It keeps copies",
      "It keeps copies (https://evil.example)",
      "Kept for review: these words, the point and the day. Whoever looks after the questions sees them without your " +
        "name; your id stays with them here, so that /drill me can show them to you and forget them.",
    ]);
    expect(JSON.stringify(message.doc)).not.toContain('"link"');
  });
});

describe("the name of an action", () => {
  it.each([
    ["did-say", "did-say"],
    ["not-right", "not-right"],
    ["answer", null],
    ["", null],
    ["toString", null],
  ] as const)("%s stands for %s", (name, kind) => {
    expect(variantKindOf(name)).toBe(kind);
  });
});
