import { describe, expect, it } from "vitest";
import { type DraftNeed, draftNeeds } from "../../../src/core/bank/draft.ts";
import { parseQuestion } from "../../../src/core/bank/parse.ts";
import { questionText } from "../../../src/core/bank/write.ts";
import type { QuestionId } from "../../../src/core/keys.ts";

const parse = (text: string) => parseQuestion({ file: "http/etag.md", id: "etag" as QuestionId, folder: "http", text });
const front = (draft: string) => `---\ntitle: ETags\ntopic: http\nlevel: mid\ndraft: ${draft}\n---\n`;
const text = { title: "ETags", topic: "http", level: "mid", tags: [], points: [], followUps: [], sources: [] } as const;

describe("a file with the key `draft`", () => {
  const lacking: readonly (readonly [need: DraftNeed, prompt: string, answer: string])[] = [
    ["needs an answer", "What is an ETag?", ""],
    ["needs a question", "", "Look for candidates who name validators."],
    ["needs shortening", "What is an ETag?", "long ".repeat(2_000).trim()],
  ];
  it.each(lacking)("that %s is neither a question nor a problem", (draft, prompt, answer) => {
    expect(parse(questionText({ ...text, prompt, answer }, draft))).toEqual({
      question: null,
      problems: [],
      draft: { draft, id: "etag", title: "ETags", topic: "http", prompt, answer, file: "http/etag.md" },
    });
  });

  it("is a draft however whole it is, and without a part for the answer", () => {
    const whole = parse(`${front("needs an answer")}Why?\n\n## Answer\n\nSo.\n`);
    const half = parse(`${front("needs an answer")}Why?\n`);
    expect([whole.draft?.answer, half.draft?.answer, half.problems]).toEqual(["So.", "", []]);
  });

  it("keeps where it came from", () => {
    const origin = { source: "guide.md", line: 7, rule: "guidance", mark: "m1" };
    expect(parse(questionText({ ...text, prompt: "", answer: "x", origin }, "needs a question")).draft?.origin).toEqual(
      origin,
    );
  });

  it("is a question once the key is gone", () => {
    const written = questionText({ ...text, prompt: "Why?", answer: "So." }, "needs an answer");
    expect(parse(written.replace("draft: needs an answer\n", "")).question?.title).toBe("ETags");
  });

  it("says what it needs in one of three ways", () => {
    expect(parse(front("yes")).problems[0]).toEqual({
      file: "http/etag.md",
      line: 5,
      message: `\`draft\` is none of ${draftNeeds.join(", ")}`,
      fix: `write one of ${draftNeeds.join(", ")}`,
    });
  });
});
