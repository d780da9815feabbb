import { describe, expect, it } from "vitest";
import { bankCheckText } from "../../src/cli/bank-check-text.ts";
import { importText } from "../../src/cli/import-text.ts";
import type { ImportReport } from "../../src/core/import/plan/report.ts";

const check = { questions: 2, topics: 1, problems: [], drafts: 0, notes: [], folders: [] };
const folder = (name: string, drafts = 0) => ({ folder: name, questions: 2, drafts });
const note = (file: string, message: string, fix = "add `points`") => ({ file, line: 1, message, fix });

describe("what a check says", () => {
  it("is one line where all is well", () => {
    expect(bankCheckText({ ...check, folders: [folder("content")] })).toBe("content: 2 questions, 1 topic, 0 problems");
  });

  it("begins with the problems, tells each kind of note once, and ends with the folders", () => {
    const notes = [
      ...Array.from({ length: 9 }, (_, at) => note(`${at}.md`, "no points")),
      note("t", "two", "add some"),
    ];
    const problems = [{ file: "x.md", line: 3, message: "wrong", fix: "mend it" }];
    const folders = [folder("content"), folder("ours", 1)];
    expect(bankCheckText({ ...check, problems, notes, folders })).toBe(`x.md:3: wrong
  → mend it

9 notes: add \`points\`
  0.md:1: no points
  1.md:1: no points
  2.md:1: no points
  3.md:1: no points
  4.md:1: no points
  5.md:1: no points
  6.md:1: no points
  and 2 more: --json lists them all
1 note: add some
  t:1: two

content: 2 questions
ours: 2 questions, 1 draft
in all 1 topic, 1 problem, 10 notes`);
  });
});

const nothing: ImportReport = {
  files: 1,
  found: 0,
  answered: 0,
  guidance: 0,
  choices: 0,
  drafts: 0,
  duplicates: [],
  skipped: [],
  rule: null,
  rules: {},
  notes: [],
  byFile: [],
  new: 0,
  updated: 0,
  unchanged: 0,
  edited: [],
  needs: { "needs an answer": 0, "needs a question": 0, "needs shortening": 0 },
  topics: [],
};
const file = { found: 0, answered: 0, guidance: 0, choices: 0, drafts: 0, skipped: 1, rule: null };
const outcome = (report: Partial<ImportReport>, written = false, left: readonly string[] = []) => ({
  report: { ...nothing, ...report },
  others: 0,
  written,
  left,
});
const asked = { paths: ["our guide.md"], out: "bank", dryRun: true };
const skipped = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ file: "g.md", line: at + 1, reason: "a row without a question" }));

describe("what an import says", () => {
  it("tells why there is nothing", () => {
    const reason = "a list of links: nothing to ask";
    const report = { byFile: [{ ...file, file: "g.md" }], skipped: [{ file: "g.md", line: 1, reason }] };
    expect(importText(outcome(report), asked)).toBe(`0 questions in 1 file: 0 answered.

File  Found  Answered  Choices  Guidance  Drafts  Skipped  Rule
----  -----  --------  -------  --------  ------  -------  ----
g.md      0         0        0         0       0        1  –

Skipped:
  g.md:1: a list of links: nothing to ask

→ nothing to import: see above why`);
  });

  it("lists twenty of what is skipped, and how many more", () => {
    const lines = importText(outcome({ skipped: skipped(23) }), asked).split("\n");
    expect(lines.filter((line) => line.startsWith("  g.md")).length).toBe(20);
    expect(lines.filter((line) => line.includes("more"))).toEqual(["  and 3 more: --json lists them all"]);
  });

  it("tells what was left as it is, and whether its source changed", () => {
    const edited = [
      { path: "http/a.md", file: "g.md", line: 3, sourceChanged: true },
      { path: "http/b.md", file: "g.md", line: 9, sourceChanged: false },
    ];
    const duplicates = [{ file: "g.md", line: 20, of: "content/http/etag.md" }];
    const report = { found: 4, answered: 4, new: 1, updated: 1, edited, duplicates };
    expect(
      importText(outcome(report, true, ["http/c.md"]), { ...asked, dryRun: false }),
    ).toBe(`4 questions in 1 file: 4 answered.

File  Found  Answered  Choices  Guidance  Drafts  Skipped  Rule
----  -----  --------  -------  --------  ------  -------  ----

Found twice, or there already:
  g.md:20 is content/http/etag.md

Edited by hand since they were imported, so left as they are:
  http/a.md (g.md:3 changed too: compare the two)
  http/b.md

Changed by somebody meanwhile, so left as they are:
  http/c.md

Written to bank: 1 new, 1 updated, 0 unchanged, 1 of them left.
→ \`drill bank check bank\` says what is left to do; a running bot has them by now`);
  });

  it("gives the command that writes, as a shell takes it", () => {
    const report = { found: 2, answered: 1, new: 2, guidance: 3, drafts: 1, choices: 1 };
    const lines = importText(outcome(report), asked).split("\n");
    expect([lines[0], lines.at(-1)]).toEqual([
      "2 questions in 1 file: 1 answered, 1 not, 1 multiple choice, 2 with guidance. Besides, 1 piece of guidance without a question.",
      "→ `drill bank import 'our guide.md' --out bank` writes them",
    ]);
  });

  it("lets no escape sequence of a file reach the terminal", () => {
    const reason = "the heading \u001b[31m stands there";
    const lines = importText(outcome({ skipped: [{ file: "g.md", line: 1, reason }] }), asked).split("\n");
    expect(lines.filter((line) => line.includes("heading"))).toEqual(["  g.md:1: the heading \ufffd[31m stands there"]);
  });
});
