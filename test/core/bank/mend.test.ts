import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedTexts, type MendTexts, mended, mendTextsOf, textMark } from "../../../src/core/bank/mend.ts";
import { parseQuestion } from "../../../src/core/bank/parse.ts";
import type { KeyPoint, Question } from "../../../src/core/bank/question.ts";
import { questionText } from "../../../src/core/bank/write.ts";
import { aQuestion } from "../../support/questions.ts";

const point = (say: string, given: Partial<KeyPoint> = {}): KeyPoint => ({
  say,
  aliases: [`alias of ${say}`],
  reject: [`not ${say}`],
  must: true,
  ...given,
});

const before = aQuestion("locks", {
  title: "A lock",
  prompt: "How do you lock?",
  answer: "With **one statement**.\n\n    code",
  points: [point("One atomic statement takes it"), point("It runs out by itself"), point("A token", { must: false })],
  tags: ["sql"],
  followUps: ["And then?"],
  sources: ["RFC 9110"],
});

/** The question with some texts changed, which has to be sound. */
function withTexts(changes: Partial<MendTexts>, of: Question = before): Question {
  const read = mended(of, { ...mendTextsOf(of), ...changes });
  if (read.kind === "faults") throw new Error(JSON.stringify(read.faults));
  return read.question;
}

const faults = (changes: Partial<MendTexts>): unknown => {
  const read = mended(before, { ...mendTextsOf(before), ...changes });
  return read.kind === "faults" ? read.faults : read.question;
};

describe("the texts of a question in a form", () => {
  it("are title, question, answer, and the points one a line", () => {
    expect(mendTextsOf(before)).toEqual({
      title: "A lock",
      prompt: "How do you lock?",
      answer: "With **one statement**.\n\n    code",
      points: "One atomic statement takes it\nIt runs out by itself\nbonus: A token",
    });
  });

  it("sent untouched are the same question", () => {
    expect(withTexts({})).toEqual(before);
    expect(changedTexts(before, withTexts({}))).toEqual([]);
  });

  it("sent untouched are the same question, whatever its points say", () => {
    const say = fc.oneof(
      fc.constantFrom("bonus: a", "bonus:", "- a", "a", "* b", "a b c"),
      fc.string({ minLength: 1 }),
    );
    const line = say
      .map((text) =>
        text
          .replaceAll(/[\p{Cc}\u2028\u2029]/gu, " ")
          .normalize("NFC")
          .trim(),
      )
      .filter(Boolean);
    const points = fc.uniqueArray(
      fc.record({ say: line, must: fc.boolean() }).map(({ say: text, must }) => point(text, { must })),
      { maxLength: 6, selector: ({ say: text, must }) => (must ? text : `bonus: ${text}`) },
    );
    fc.assert(
      fc.property(points, (some) => {
        const question = { ...before, points: some };
        expect(withTexts({}, question).points).toEqual(some);
      }),
      { numRuns: 300 },
    );
  });

  it("keep all that no field holds: tags, follow-ups, sources, level and topic", () => {
    const after = withTexts({ title: " A better\nlock ", answer: "\n\nOtherwise.\n\n" });
    expect(after).toEqual({ ...before, title: "A better lock", answer: "Otherwise." });
    expect(changedTexts(before, after)).toEqual(["title", "answer"]);
  });

  it("keep the indentation of a first line, which makes it code", () => {
    expect(withTexts({ answer: "\r\n    SELECT 1;\r\nand then" }).answer).toBe("    SELECT 1;\nand then");
  });
});

describe("a point", () => {
  it("keeps its aliases and mistakes wherever its line stands", () => {
    const after = withTexts({ points: "bonus: A token\n\n  It runs out by itself \nOne atomic statement takes it" });
    expect(after.points).toEqual([before.points[2], before.points[1], before.points[0]]);
  });

  it("keeps them in nearly the same words, and may become a bonus", () => {
    const after = withTexts({ points: "- One atomic statement takes the lock\nBonus: It runs out by itself" });
    expect(after.points).toEqual([
      { ...before.points[0], say: "One atomic statement takes the lock" },
      { ...before.points[1], must: false },
    ]);
  });

  it("that is new has none; one that is gone leaves none behind", () => {
    const after = withTexts({ points: "It runs out by itself\nSomebody else may take it over" });
    expect(after.points).toEqual([
      before.points[1],
      { say: "Somebody else may take it over", aliases: [], reject: [], must: true },
    ]);
  });

  it("gives its aliases to one line alone", () => {
    const after = withTexts({ points: "It runs out by itself!\nIt runs out by itself?" });
    expect(after.points.map(({ aliases }) => aliases.length)).toEqual([1, 0]);
  });
});

describe("what cannot be saved is told by field", () => {
  it.each<readonly [name: string, changes: Partial<MendTexts>, told: unknown]>([
    ["no title", { title: " \n " }, [{ field: "title", what: "empty", most: 100, line: null }]],
    ["a long title", { title: "t".repeat(101) }, [{ field: "title", what: "long", most: 100, line: null }]],
    ["no question", { prompt: "\n" }, [{ field: "prompt", what: "empty", most: 1_500, line: null }]],
    ["a long answer", { answer: "a".repeat(8_001) }, [{ field: "answer", what: "long", most: 8_000, line: null }]],
    [
      "too many points",
      { points: Array.from({ length: 21 }, (_, index) => `Point ${index}`).join("\n") },
      [{ field: "points", what: "many", most: 20, line: null }],
    ],
    [
      "a point without words and a long one",
      { points: `bonus:\n${"p".repeat(201)}` },
      [
        { field: "points", what: "empty", most: 200, line: 1 },
        { field: "points", what: "long", most: 200, line: 2 },
      ],
    ],
  ])("%s", (_name, changes, told) => {
    expect(faults(changes)).toEqual(told);
  });
});

it("is read back from its file as it was mended", () => {
  const after = withTexts({ prompt: "What is: a `lock`?\n\n- one\n- two", points: "A: colon\nbonus: # and a hash" });
  const { question, problems } = parseQuestion({
    file: before.file,
    id: before.id,
    folder: before.topic,
    text: questionText(after),
  });
  expect([question, problems]).toEqual([after, []]);
});

it("has another mark once any of its text is another one, and the same wherever it is written", () => {
  expect(textMark({ ...before, file: "elsewhere.md", line: 7 })).toBe(textMark(before));
  const others = [withTexts({ title: "B" }), withTexts({ points: "" }), { ...before, tags: [] }].map(textMark);
  expect(new Set([textMark(before), ...others]).size).toBe(4);
});
