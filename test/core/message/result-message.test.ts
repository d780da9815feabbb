import { describe, expect, it } from "vitest";
import type { KeyPoint } from "../../../src/core/bank/question.ts";
import type { AnswerReading, PointReading } from "../../../src/core/feedback/read-answer.ts";
import { type Result, resultMessage } from "../../../src/core/message/result-message.ts";
import { anAnswer } from "../../support/drills.ts";
import { aQuestion } from "../../support/questions.ts";
import { readable } from "../../support/readable.ts";

const point = (say: string, must = true): KeyPoint => ({ say, aliases: ["ALIAS"], reject: ["REJECT"], must });
const points = [point("It is a **validator**"), point("It saves the body"), point("Weak ones exist", false)];
const question = aQuestion("etag", { points });
const mine = anAnswer("U1", "mine");

const date = Temporal.PlainDate.from("2027-03-15");
const lines = (given: Partial<Result>): readonly string[] =>
  readable(resultMessage({ question, answer: null, late: null, reading: null, date, ...given }).doc).split("\n");

const spotted = (at: number, given: Partial<PointReading> = {}): PointReading => ({
  point: points[at] ?? point("none"),
  state: "not-spotted",
  quote: null,
  look: null,
  ...given,
});
const reading = (given: Partial<AnswerReading> = {}): AnswerReading => ({
  points: [spotted(0), spotted(1), spotted(2)],
  cannotTell: null,
  copiesReference: false,
  listsKeyWords: false,
  ...given,
});
/** What stands below the person's own answer. */
const told = (given: Partial<AnswerReading>): readonly string[] =>
  lines({ answer: mine, reading: reading(given) }).slice(3);
const matched = "I go by words, so I miss things. The reference answer is what counts.";

describe("My result", () => {
  it("puts every must point under its state, with the words that matched, and a bonus where it is covered", () => {
    const all = [
      spotted(0, { state: "covered", quote: "validates a\ncopy" }),
      spotted(1, { state: "maybe", quote: "the body" }),
      spotted(2, { state: "covered", quote: "weak etags" }),
    ];
    expect(lines({ answer: mine, reading: reading({ points: all }) })).toEqual([
      "Your result: About etag",
      "Your answer",
      "mine",
      "1 of 2 points covered, 1 maybe",
      "Covered",
      "It is a validator",
      "“validates a copy”",
      "Maybe",
      "It saves the body",
      "“the body”",
      "Covered beyond that",
      "Weak ones exist",
      "“weak etags”",
      matched,
    ]);
  });

  it("says what was not spotted, and nothing of a bonus that is a maybe or not there", () => {
    const maybe = spotted(2, { state: "maybe", quote: "weak" });
    const expected = ["0 of 2 points covered", "I did not spot", "It is a validator", "It saves the body", matched];
    expect(told({})).toEqual(expected);
    expect(told({ points: [spotted(0), spotted(1), maybe] })).toEqual(expected);
  });

  it.each([
    ["denied", "Worth a second look: “it is none” reads like the opposite to me."],
    ["of-another", "Worth a second look: “it is none” seems to be about something else."],
    ["mistake", "Worth a second look: “it is none” is easily mixed up here."],
  ] as const)("hints at words to look at again: %s", (why, hint) => {
    const only = [spotted(0, { look: { why, quote: "it is none" } })];
    expect(told({ points: only })).toEqual([
      "0 of 1 point covered",
      "I did not spot",
      "It is a validator",
      hint,
      matched,
    ]);
  });

  it("shows beside the words of a maybe the mistake that keeps it from being more", () => {
    const only = [spotted(1, { state: "maybe", quote: "the body", look: { why: "mistake", quote: "no body" } })];
    expect(told({ points: only }).slice(2, 5)).toEqual([
      "It saves the body",
      "“the body”",
      "Worth a second look: “no body” is easily mixed up here.",
    ]);
  });

  it.each([
    ["no-words", "I cannot tell what your answer covers: I found no words in it that I can read."],
    ["other-language", "I cannot tell what your answer covers: I read English only."],
    ["repeats-the-question", "I cannot tell what your answer covers: it is mostly the question itself."],
  ] as const)("says that it cannot tell, and why, above the points: %s", (cannotTell, why) => {
    expect(told({ cannotTell })).toEqual([
      why,
      "What a good answer covers",
      "It is a validator",
      "It saves the body",
      "Worth a mention",
      "Weak ones exist",
    ]);
  });

  it("says when key words are only listed, and when it is the reference answer itself", () => {
    expect(told({ listsKeyWords: true, copiesReference: true }).slice(0, 3)).toEqual([
      "0 of 2 points covered",
      "Key words alone are a maybe to me. A sentence around them says more.",
      "This is mostly the reference answer itself.",
    ]);
  });

  it("counts nothing where all points are a bonus", () => {
    expect(told({ points: [spotted(2, { state: "covered", quote: "weak" })] })[0]).toBe("Covered beyond that");
  });

  it("cuts words without an end, by characters that people see as one", () => {
    const only = (quote: string) => told({ points: [spotted(0, { state: "covered", quote })] })[3];
    expect(only("😀".repeat(160))).toBe(`“${"😀".repeat(160)}”`);
    expect(only("😀".repeat(161))).toBe(`“${"😀".repeat(159)}…”`);
  });

  it("takes words of an answer for words, whatever they look like", () => {
    const quote = "[see](https://evil.example) @everyone `x`";
    const only = [spotted(0, { state: "covered", quote })];
    const list = resultMessage({ question, answer: mine, late: null, reading: reading({ points: only }), date }).doc[5];
    expect(list?.kind === "list" && list.items[0]?.children).toEqual([
      {
        kind: "paragraph",
        children: [
          { kind: "text", value: "It is a " },
          { kind: "strong", children: [{ kind: "text", value: "validator" }] },
          { kind: "break" },
          { kind: "text", value: `“${quote}”` },
        ],
      },
    ]);
  });

  it("shows the late answer too, one that was hidden from others as well, and says which was read", () => {
    const hidden = anAnswer("U1", "mine", { hidden: true });
    const late = anAnswer("U1", "better", { late: true });
    expect(lines({ answer: hidden, late, reading: reading() }).slice(1, 7)).toEqual([
      "Your answer",
      "mine",
      "Your late answer",
      "better",
      "What follows is about the answer in time.",
      "0 of 2 points covered",
    ]);
    expect(lines({ late, reading: reading() }).slice(1, 4)).toEqual([
      "Your late answer",
      "better",
      "0 of 2 points covered",
    ]);
  });

  it("shows the points to who did not answer, and to whose text is gone", () => {
    const all = [
      "What a good answer covers",
      "It is a validator",
      "It saves the body",
      "Worth a mention",
      "Weak ones exist",
    ];
    expect(lines({})).toEqual(["Your result: About etag", "You did not answer this one.", ...all]);
    expect(lines({ answer: anAnswer("U1", "", { from: "thread" }) }).slice(1)).toEqual([
      "Your answer",
      "Deleted by its author.",
      ...all,
    ]);
  });

  it("shows the reference answer where there are no points to hold it against", () => {
    const bare = { ...question, points: [] };
    expect(lines({ question: bare, answer: mine, reading: reading({ points: [] }) }).slice(3)).toEqual([
      "This question has no list of points. Compare with the reference answer.",
      "Reference answer",
      "It is etag.",
    ]);
  });

  it("never says that something is wrong", () => {
    const looks = (["denied", "of-another", "mistake"] as const).map((why) =>
      spotted(0, { look: { why, quote: "q" } }),
    );
    const said = [
      ...told({ points: looks, listsKeyWords: true, copiesReference: true }),
      ...(["no-words", "other-language", "repeats-the-question"] as const).flatMap((cannotTell) =>
        told({ cannotTell }),
      ),
    ];
    expect(said.filter((line) => /wrong|incorrect|mistake|error|fail/iu.test(line))).toEqual([]);
  });
});
