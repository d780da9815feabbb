import { describe, expect, it } from "vitest";
import { type AnswersPage, answersPage, placeNamed } from "../../../src/core/message/all-answers-message.ts";
import { splitDoc } from "../../../src/core/message/split.ts";
import { anAnswer, aRevealedDrill } from "../../support/drills.ts";
import { aQuestion } from "../../support/questions.ts";
import { readable } from "../../support/readable.ts";

const answers = (count: number, text = "text") =>
  Array.from({ length: count }, (_, index) => anAnswer(`U${index + 1}`, `${text} ${index + 1}`));
const page = (changes: Partial<AnswersPage>) =>
  answersPage({
    drill: aRevealedDrill(),
    question: aQuestion("etag"),
    answers: [],
    place: { ten: 0, part: 0 },
    mayHide: false,
    fit: (doc) => [doc],
    ...changes,
  });
const lines = (changes: Partial<AnswersPage>): readonly string[] => readable(page(changes).doc).split("\n");
const buttons = (changes: Partial<AnswersPage>): readonly string[] =>
  page(changes).actions.map(({ label, id }) => `${label}: ${id}`);

describe("a page of All answers", () => {
  it("says when there are none", () => {
    expect(lines({})).toEqual(["All answers: About etag", "Nobody answered through the form."]);
    expect(buttons({ mayHide: true })).toEqual([]);
  });

  it("holds up to ten without saying which", () => {
    expect(lines({ answers: answers(10) }).length).toBe(21);
    expect(lines({ answers: answers(1) })).toEqual(["All answers: About etag", "Name of U1", "text 1"]);
    expect(buttons({ answers: answers(10) })).toEqual([]);
  });

  it.each([
    [0, "Answers 1 to 10 of 25", ["Next: answers/2027-03-15/1.0"]],
    [1, "Answers 11 to 20 of 25", ["Previous: answers/2027-03-15/0.0", "Next: answers/2027-03-15/2.0"]],
    [2, "Answers 21 to 25 of 25", ["Previous: answers/2027-03-15/1.0"]],
    [9, "Answers 21 to 25 of 25", ["Previous: answers/2027-03-15/1.0"]],
  ])("of more, number %i says which it is and leads to its neighbours", (ten, range, expected) => {
    const given = { answers: answers(25), place: { ten, part: 0 } };
    expect(lines(given)[1]).toBe(range);
    expect(buttons(given)).toEqual(expected);
  });

  it("is cut where ten do not fit, and the way back leads to the last part of the ten before", () => {
    const fit: AnswersPage["fit"] = (doc) => splitDoc(doc, (part) => readable(part).length <= 150);
    const given = { answers: answers(11), fit };
    expect(lines({ ...given, place: { ten: 0, part: 0 } }).at(-1)).toBe("1/2");
    expect(buttons({ ...given, place: { ten: 0, part: 0 } })).toEqual(["Next: answers/2027-03-15/0.1"]);
    expect(buttons({ ...given, place: { ten: 0, part: 1 } })).toEqual([
      "Previous: answers/2027-03-15/0.0",
      "Next: answers/2027-03-15/1.0",
    ]);
    expect(buttons({ ...given, place: { ten: 0, part: 7 } })).toEqual(
      buttons({ ...given, place: { ten: 0, part: 1 } }),
    );
    expect(buttons({ ...given, place: { ten: 1, part: 0 } })).toEqual(["Previous: answers/2027-03-15/0.1"]);
  });

  it("draws no more than ten, however many there are", () => {
    let drawn = 0;
    const fit: AnswersPage["fit"] = (doc) => {
      drawn = Math.max(drawn, doc.length);
      return [doc];
    };
    page({ answers: answers(10_000), fit, place: { ten: 500, part: 0 } });
    expect(drawn).toBe(22);
  });

  it("offers managers to hide those on it that are not hidden yet, and comes back to itself", () => {
    const given = answers(12).map((answer, index) => ({ ...answer, hidden: index === 10 }));
    expect(page({ answers: given, place: { ten: 1, part: 0 }, mayHide: true }).actions.at(-1)).toEqual({
      kind: "select",
      id: "hide/2027-03-15/1.0",
      label: "Hide an answer",
      choices: [{ value: "U12", label: "Name of U12" }],
    });
  });
});

describe("a place in an action's id", () => {
  it.each([
    ["0.0", { ten: 0, part: 0 }],
    ["12.3", { ten: 12, part: 3 }],
    ["", { ten: 0, part: 0 }],
    ["-1.0", { ten: 0, part: 0 }],
    ["1", { ten: 0, part: 0 }],
    ["1e9.0", { ten: 0, part: 0 }],
    ["9999999.0", { ten: 0, part: 0 }],
  ])("%j is %o", (text, expected) => expect(placeNamed(text)).toEqual(expected));
});
