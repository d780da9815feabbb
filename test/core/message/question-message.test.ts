import { describe, expect, it } from "vitest";
import type { Why } from "../../../src/core/drill/drill.ts";
import { type QuestionLook, questionMessage, topicTitle } from "../../../src/core/message/question-message.ts";
import { anOpenDrill, aRevealedDrill, aSkippedDrill } from "../../support/drills.ts";
import { aQuestion } from "../../support/questions.ts";
import { readable } from "../../support/readable.ts";

const topics = [{ id: "http", title: "HTTP", line: "" }];
const question = aQuestion("etag", {
  title: "What an ETag is for",
  prompt: 'What does an `ETag` save?\n\n```http\nETag: "x"\n```',
  answer: "CANARY",
  points: [{ say: "CANARY", aliases: [], reject: [], must: true }],
});
const message = (look: Partial<QuestionLook> = {}) =>
  questionMessage({ drill: anOpenDrill(), question, topics, readsReplies: true, answered: 0, ...look });
const lines = (look: Partial<QuestionLook> = {}): readonly string[] => readable(message(look).doc).split("\n");

describe("a question in the channel", () => {
  it("has title and prompt first, then topic, level and why this one, how to answer, and when it is revealed", () => {
    expect(lines()).toEqual([
      "What an ETag is for",
      "What does an ETag save?",
      'ETag: "x"',
      "HTTP · mid · new to this channel",
      "Reveal: 16:00. Reply in the thread, or press Answer to keep yours private until then.",
    ]);
  });

  it("says title and prompt in the plain text of notifications, and nothing else", () => {
    expect(message().summary).toBe('What an ETag is for: What does an ETag save? ETag: "x"');
  });

  it("names its thread by the title and offers Answer", () => {
    expect(message().thread).toBe("What an ETag is for");
    expect(message().actions).toEqual([{ kind: "button", id: "answer/2027-03-15", label: "Answer", style: "primary" }]);
  });

  it("shows the reveal time in the reader's own zone", () => {
    expect(message().doc.at(-1)).toEqual({
      kind: "paragraph",
      children: [
        { kind: "text", value: "Reveal: " },
        { kind: "time", at: Temporal.Instant.from("2027-03-15T15:00:00Z"), show: "time", fallback: "16:00" },
        {
          kind: "text",
          value: ". Reply in the thread, or press Answer to keep yours private until then.",
        },
      ],
    });
  });

  it("says the day too when the reveal is on another one", () => {
    const revealAt = Temporal.Instant.from("2027-03-16T15:00:00Z");
    expect(lines({ drill: anOpenDrill({ revealAt }) }).at(-1)).toBe(
      "Reveal: Tue 16 Mar, 16:00. Reply in the thread, or press Answer to keep yours private until then.",
    );
  });

  it("says so when the reveal comes with the next question", () => {
    const revealAt = Temporal.Instant.from("2027-03-22T08:30:00Z");
    expect(lines({ drill: anOpenDrill({ revealAt, withNext: true }) }).at(-1)).toBe(
      "Reveal: with the next question, at the latest Mon 22 Mar, 09:30. Reply in the thread, or press Answer to keep yours private until then.",
    );
  });

  it.each([
    [
      "replies can be read",
      "open",
      true,
      "Reveal: 16:00. Reply in the thread, or press Answer to keep yours private until then.",
    ],
    [
      "they cannot: it never asks for one",
      "open",
      false,
      "Reveal: 16:00. Press Answer: what you write stays private until then.",
    ],
    ["it is sealed", "sealed", true, "Reveal: 16:00. Sealed: press Answer, and all answers open together then."],
    [
      "it is sealed and they cannot",
      "sealed",
      false,
      "Reveal: 16:00. Sealed: press Answer, and all answers open together then.",
    ],
  ] as const)("says how to answer where %s", (_name, mode, readsReplies, expected) => {
    expect(lines({ drill: anOpenDrill({ mode }), readsReplies }).at(-1)).toBe(expected);
  });

  const lastAsked = Temporal.PlainDate.from("2027-03-01");
  it.each<readonly [Why, string]>([
    [{ kind: "new-topic", topic: "http" }, "a topic new to this channel"],
    [{ kind: "topic-longest-ago", topic: "http", lastAsked }, "nothing on this topic since Mon 1 Mar"],
    [{ kind: "not-asked-yet" }, "new to this channel"],
    [{ kind: "asked-longest-ago", lastAsked }, "all have been asked; this one longest ago, on Mon 1 Mar"],
    [{ kind: "chosen", topic: "http" }, "the topic was asked for"],
  ])("says why this one: %o", (why, expected) => {
    expect(lines({ drill: anOpenDrill({ why }) })[3]).toBe(`HTTP · mid · ${expected}`);
  });
});

describe("a question afterwards", () => {
  it("shows that it is revealed and how many answered, with what can be pressed then", () => {
    const revealed = message({ drill: aRevealedDrill(), answered: 3 });
    expect(readable(revealed.doc).split("\n").slice(3)).toEqual([
      "HTTP · mid · new to this channel",
      "Revealed · 3 answered",
    ]);
    expect(revealed.actions).toEqual([
      { kind: "button", id: "result/2027-03-15", label: "My result", style: "primary" },
      { kind: "button", id: "late/2027-03-15", label: "Answer late", style: "plain" },
      { kind: "button", id: "flag/2027-03-15", label: "Flag", style: "plain" },
    ]);
  });

  it.each([
    ["open", anOpenDrill({ corrected: { question: true, answer: false } })],
    ["revealed", aRevealedDrill({ corrected: { question: true, answer: false } })],
  ])("says that it was corrected since it was posted, %s", (_name, drill) => {
    expect(lines({ drill })[4]).toBe("Corrected since it was posted.");
  });

  it("says nothing of a correction of its answer: the reveal does", () => {
    const corrected = { question: false, answer: true };
    expect(lines({ drill: aRevealedDrill({ corrected }) })).toEqual(lines({ drill: aRevealedDrill() }));
  });

  it("shows that it was skipped, with nothing to press", () => {
    const skipped = message({ drill: aSkippedDrill() });
    expect(readable(skipped.doc).split("\n").at(-1)).toBe(
      "Skipped before anybody had answered. It counts for nobody and comes back another day.",
    );
    expect(skipped.actions).toEqual([]);
  });
});

describe("what it gives away", () => {
  it.each([
    ["open", anOpenDrill()],
    ["revealed", aRevealedDrill()],
    ["skipped", aSkippedDrill()],
  ])("of the answer nothing, %s", (_name, drill) => {
    expect(JSON.stringify(message({ drill }))).not.toContain("CANARY");
  });
});

describe("the title of a topic", () => {
  it("is its id where no folder names it", () => {
    expect(topicTitle(topics, "http")).toBe("HTTP");
    expect(topicTitle(topics, "sql")).toBe("sql");
  });
});
