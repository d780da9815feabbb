import { describe, expect, it } from "vitest";
import { isName } from "../../../src/core/bank/names.ts";
import { suggestedQuestion, suggestionId, uncredited } from "../../../src/core/bank/suggestion.ts";
import type { PersonId } from "../../../src/core/keys.ts";
import { anOpenDrill } from "../../support/drills.ts";
import { aQuestion } from "../../support/questions.ts";

describe("the id of a suggestion", () => {
  it.each([
    ["What is an ETag?", /^what-is-an-etag-[0-9a-z]{6}$/],
    ["Wie heißt Ärger?", /^wie-heisst-arger-[0-9a-z]{6}$/],
    ["什么是索引？", /^question-[0-9a-z]{6}$/],
    ["", /^question-[0-9a-z]{6}$/],
    ["a-".repeat(60), /^(?:a-){22}[0-9a-z]{6}$/],
  ])("of %j has its words, and can be a file's name", (title, shape) => {
    const id = suggestionId(title, "seed");
    expect(id).toMatch(shape);
    expect([isName(id), id.length <= 50]).toEqual([true, true]);
  });

  it("is another one for another seed, and the same for the same", () => {
    expect(suggestionId("Tags", "one")).toBe(suggestionId("Tags", "one"));
    expect(suggestionId("Tags", "one")).not.toBe(suggestionId("Tags", "two"));
  });
});

const suggestion = {
  id: suggestionId("Tags", "one"),
  channel: anOpenDrill().channel,
  place: "back\nend",
  person: "U1" as PersonId,
  name: ` ${"n".repeat(400)}`,
  at: Temporal.Instant.from("2027-03-15T08:00:00Z"),
  proposed: { ...aQuestion("tags"), sources: ["RFC 9110"] },
  state: { kind: "waiting" },
} as const;

describe("the question that it becomes", () => {
  it("says from where and whom it is, on one line and within the limits of a file", () => {
    expect(suggestedQuestion(suggestion).origin).toEqual({
      source: "suggested in back end",
      line: 1,
      rule: "suggested",
      author: "n".repeat(300),
    });
  });

  it("names nobody who was forgotten", () => {
    const origin = { source: "suggested in back end", line: 1, rule: "suggested" };
    expect(suggestedQuestion({ ...suggestion, name: "" }).origin).toEqual(origin);
    expect(uncredited(suggestedQuestion(suggestion)).origin).toEqual(origin);
  });

  it("that nobody suggested stays as it is", () => {
    const question = aQuestion("tags");
    expect(uncredited(question)).toBe(question);
  });
});
