import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseQuestion } from "../../../src/core/bank/parse.ts";
import { levels, type Question } from "../../../src/core/bank/question.ts";
import { questionText } from "../../../src/core/bank/write.ts";
import type { QuestionId } from "../../../src/core/keys.ts";

const readBack = (question: Question) =>
  parseQuestion({ file: question.file, id: question.id, folder: question.topic, text: questionText(question) });

const etag: Question = {
  id: "etag" as QuestionId,
  title: "ETags: how",
  topic: "http",
  level: "senior",
  tags: ["http", "caching"],
  prompt: "What is an ETag?",
  answer: "A **validator**.\n\n## More\n\nStill the answer.",
  points: [
    { say: "The server names the version", aliases: ["hash of the body"], reject: ["etag is a date"], must: true },
    { say: "Weak ones exist", aliases: [], reject: [], must: false },
  ],
  followUps: ["Strong or weak?"],
  sources: ["RFC 9110"],
  origin: { source: "guide.md", line: 12, rule: "headings", licence: "CC BY 4.0" },
  file: "http/etag.md",
  line: 1,
};

describe("the text of a question's file", () => {
  it("is what an author would write", () => {
    expect(questionText(etag)).toBe(`---
title: "ETags: how"
topic: http
level: senior
tags: [http, caching]
points:
  - say: The server names the version
    aliases: [hash of the body]
    reject: [etag is a date]
  - say: Weak ones exist
    bonus: true
followUps:
  - Strong or weak?
sources: [RFC 9110]
origin:
  source: guide.md
  line: 12
  rule: headings
  licence: CC BY 4.0
---
What is an ETag?

## Answer

A **validator**.

## More

Still the answer.
`);
  });

  it("is read back as the same question, whatever characters its texts hold", () => {
    const line = fc
      .string({ unit: "binary", minLength: 1, maxLength: 60 })
      .map((text) => text.replace(/\p{Cc}|[\u2028\u2029\ufeff]|\p{Cs}/gu, "").trim())
      .filter((text) => text !== "");
    const body = fc
      .array(line, { minLength: 1, maxLength: 5 })
      .map((lines) => lines.join("\n"))
      .filter((text) => !/^## +Answer *$|^ {0,3}(?:`{3}|~{3})/mu.test(text));
    const arbitrary = fc.record({
      title: line,
      level: fc.constantFrom(...levels),
      tags: fc.array(
        line.filter((text) => text.length <= 30),
        { maxLength: 3 },
      ),
      prompt: body,
      answer: body,
      points: fc.array(fc.record({ say: line, aliases: fc.array(line), reject: fc.array(line), must: fc.boolean() }), {
        maxLength: 4,
      }),
      followUps: fc.array(line, { maxLength: 3 }),
      sources: fc.array(line, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(arbitrary, (fields) => {
        const question = { ...etag, ...fields };
        expect(readBack(question)).toEqual({ question, problems: [] });
      }),
    );
  });
});
