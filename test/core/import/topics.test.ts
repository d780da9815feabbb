import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTopics } from "../../../src/core/bank/topics.ts";
import { topicFrom, topicOf, topicsText } from "../../../src/core/import/plan/topics.ts";

const idOf = (...topics: readonly string[]) => topicOf(topics)?.id ?? null;

describe("topicOf", () => {
  const nearest: readonly (readonly [topics: readonly string[], id: string | null])[] = [
    [["JavaScript", "Closures"], "closures"],
    [["JavaScript", "Basic questions"], "javascript"],
    [["Interview Questions", "C++", "Level 2: Advanced"], "cpp"],
    [["Top 50 questions"], "top-50-questions"],
    [["🚀 Top 50 React Interview Questions and Answers"], "react"],
    [["Section 3: HTTP/2"], "http-2"],
    [["Java", "Basics"], "java"],
    [["A/B testing"], "a-b-testing"],
    [["Системы"], null],
    [["Java", "Системы"], "java"],
    [[], null],
  ];
  it("keeps the words that tell in its title", () => {
    expect(topicOf(["JavaScript", "Advanced questions: Event loop (for seniors)"])?.title).toBe("Event loop");
  });

  it.each(nearest)("of %j is %s", (topics, id) => {
    expect(idOf(...topics)).toBe(id);
  });
});

describe("topicsText", () => {
  const added = [topicFrom({ id: "data", title: "Data: all of it" }, "guide, part 1.md")];
  const line = '- { id: data, title: "Data: all of it", line: "From guide, part 1.md" }\n';
  const listed: readonly (readonly [what: string, before: string | null, after: string])[] = [
    ["there is no list yet", null, line],
    ["the list is empty but for a comment", "# ours\n", `# ours\n${line}`],
    ["no line ends the last entry", "- id: a\n  title: A\n  line: B", `- id: a\n  title: A\n  line: B\n${line}`],
    ["blank lines end the list", "- { id: a, title: A, line: B }\n\n\n", `- { id: a, title: A, line: B }\n${line}`],
  ];
  it.each(listed)("adds lines where %s", (_what, before, after) => {
    expect(topicsText(before, added)).toBe(after);
  });

  it("adds to a list of another shape, and keeps its comments", () => {
    const before = "# ours\n[{ id: a, title: A, line: B }]\n";
    const indented = "  # ours\n  - id: a\n    title: A\n    line: B\n";
    for (const text of [before, indented]) {
      const after = topicsText(text, added) ?? "";
      expect(parseTopics("topics.yaml", after)).toEqual({
        topics: [{ id: "a", title: "A", line: "B" }, ...added],
        problems: [],
      });
      expect(after.includes("# ours")).toBe(true);
    }
  });

  it("says where there is no room", () => {
    expect(topicsText(`# ${"x".repeat(55_990)}\n`, added)).toBe(null);
  });

  it("is read back with whatever titles headings have", () => {
    const words = fc.string({ unit: "binary", minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(words, words, (title, from) => {
        const [topic = ""] = [title.replace(/\p{Cc}|\p{Cs}|[\u2028\u2029\ufeff]/gu, "").trim()];
        fc.pre(topic !== "");
        const entry = topicFrom({ id: "x", title: topic }, from.toWellFormed());
        const { problems } = parseTopics("topics.yaml", topicsText(null, [entry]) ?? "");
        expect(problems).toEqual([]);
      }),
    );
  });
});
