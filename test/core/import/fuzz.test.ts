import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ImportSource } from "../../../src/core/import/found.ts";
import { markdownOfHtml, markdownWithoutHtml } from "../../../src/core/import/html-text.ts";
import { readOwn } from "../../../src/core/import/own/own.ts";
import { readMarkdown } from "../../../src/core/import/read-markdown.ts";
import { readSource } from "../../../src/core/import/read-source.ts";
import { readAnki } from "../../../src/core/import/tables/anki.ts";
import { readTable } from "../../../src/core/import/tables/read-table.ts";

/** `FUZZ_RUNS=100000` for the long run. */
const numRuns = Number(process.env["FUZZ_RUNS"] ?? 2_000);
/** Far beyond what they take, as it is not time that is held here; in milliseconds. */
const timeout = Math.max(60_000, numRuns * 10);

const marks = [
  "# ",
  "## 1. ",
  "### Q2: ",
  "Q: ",
  "A: ",
  "Answer: ",
  "**Answer:**",
  "**7) ",
  "- ",
  "- [x] ",
  "1. ",
  "A) ",
  "    ",
  "> ",
  "<details>",
  "<summary>",
  "</summary>",
  "</details>",
  "<b>",
  "</b>",
  "<br>",
  "<script>",
  "<!--",
  "-->",
  "<table>",
  "<td>",
  "```",
  "~~~",
  "`",
  "---",
  "| a | b |",
  "|---|---|",
  "::",
  ":::",
  "?",
  "??",
  "==",
  "{{c1::",
  "}}",
  "#flashcards",
  "#card",
  "tags:",
  "level: mid",
  "topic: x",
  "draft: ",
  "## Answer",
  "Candidates should ",
  "What is ",
  "?",
  "\t",
  ",",
  ";",
  '"',
  '""',
  "question,answer",
  "id,topic,level,title,question,answer,tags,key points,follow-ups,sources,origin",
  "must: ",
  "'=",
  "#separator:tab",
  "#html:true",
  "#tags column:3",
  "sep=;",
  '{"format":"daily-drill-questions","version":1,"questions":[',
  "{",
  "}",
  "[",
  "]",
  "\\",
  "&lt;",
  "&#0;",
  "[a](b)",
  "![",
  "](",
  "\r",
  "\u0085",
  "\ufeff",
  "\ufdd0",
  "\0",
  "\ud800",
];
const soup = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...marks) },
      { weight: 3, arbitrary: fc.constant("\n") },
      { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 8 }) },
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));
const name = fc.constantFrom("a.md", "a.csv", "a.tsv", "a.txt", "a.json", "guide", "etag.md", "a.xml");
const sources: fc.Arbitrary<ImportSource> = fc.record({ name, text: soup });

describe("readers, whatever they read", () => {
  const readers: readonly (readonly [what: string, read: (source: ImportSource) => unknown])[] = [
    ["Markdown", readMarkdown],
    ["tables", readTable],
    ["notes of Anki", ({ name: called, text }) => readAnki({ name: called, text: `#html:true\n${text}` })],
    ["exports", ({ name: called, text }) => readOwn({ name: called, text }) ?? "none"],
    ["HTML", ({ text }) => ({ html: markdownOfHtml(text), markdown: markdownWithoutHtml(text) })],
  ];
  it.each(readers)("never throw: %s", { timeout }, (_what, read) => {
    fc.assert(
      fc.property(sources, (source) => {
        expect(read(source)).not.toBe(null);
      }),
      { numRuns },
    );
  });

  it("say why where they find nothing, and find nothing without words and a line of the file", {
    timeout,
  }, () => {
    fc.assert(
      fc.property(sources, (source) => {
        const { questions, drafts, skipped } = readSource(source);
        const lines = source.text.split(/\r\n|[\n\r\u0085]/u).length;
        if (questions.length === 0 && drafts.length === 0) expect(skipped.length).not.toBe(0);
        for (const { line } of [...questions, ...drafts, ...skipped]) expect(line >= 1 && line <= lines).toBe(true);
        expect(questions.filter(({ prompt }) => prompt.trim() === "")).toEqual([]);
        expect(questions.filter(({ title, prompt }) => title.trim() === "" && /\p{L}{2}/u.test(prompt))).toEqual([]);
        expect(questions.filter(({ answer }) => answer?.trim() === "")).toEqual([]);
      }),
      { numRuns },
    );
  });
});
