import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readMarkdown } from "../../../../src/core/import/read-markdown.ts";

const folder = fileURLToPath(new URL("../fixtures/markdown/", import.meta.url));
const read = (name: string) => readMarkdown({ name, text: readFileSync(`${folder}${name}`, "utf8") });

type Row = readonly [
  file: string,
  rule: string,
  found: number,
  answered: number,
  guidance: number,
  choices: number,
  drafts: number,
  skipped: readonly string[],
];

const noHeadings = "headings are no questions: none of them asks or is numbered as a question";

/** One file for each shape, and for each trap that shape has. */
const rows: readonly Row[] = [
  ["headings-guide.md", "headings", 6, 3, 0, 0, 0, []],
  ["headings-in-list.md", "headings", 5, 5, 0, 2, 0, ["82: the answer is 4, which is none of the choices 1 to 2"]],
  ["headings-by-topic.md", "headings", 4, 4, 0, 0, 0, []],
  ["headings-setext.md", "headings", 3, 3, 0, 0, 0, []],
  ["headings-paragraph.md", "headings", 3, 2, 0, 0, 0, []],
  ["headings-question-n.md", "headings", 3, 2, 1, 0, 0, []],
  ["headings-essay.md", "", 0, 0, 0, 0, 0, [`1: ${noHeadings}`]],
  ["headings-numbered-essay.md", "", 0, 0, 0, 0, 0, [`1: ${noHeadings}`]],
  ["details.md", "details", 5, 4, 0, 0, 0, []],
  ["details-answer.md", "headings", 3, 3, 0, 3, 0, []],
  ["details-loose.md", "details", 2, 2, 0, 0, 0, []],
  ["labels-qa.txt", "labels", 4, 3, 0, 0, 0, []],
  ["labels-q-dot.md", "labels", 3, 2, 0, 0, 0, []],
  ["labels-bold.md", "labels", 3, 2, 0, 0, 0, []],
  ["labels-bold-numbered.md", "labels", 3, 3, 0, 0, 0, []],
  ["labels-employer.md", "labels", 3, 3, 3, 0, 0, []],
  ["list-bare.md", "list", 7, 0, 0, 0, 0, []],
  ["list-answered.md", "list", 5, 4, 0, 0, 0, []],
  ["list-loose.txt", "list", 3, 3, 0, 0, 0, []],
  ["list-chapters.md", "list", 4, 0, 0, 0, 0, []],
  ["list-after-contents.md", "list", 6, 0, 0, 0, 0, []],
  ["list-key.md", "list", 2, 2, 0, 0, 0, []],
  ["labels-lead-in.md", "labels", 2, 2, 0, 0, 0, []],
  ["labels-bullets.md", "labels", 5, 5, 0, 0, 0, []],
  ["details-chapters.md", "headings", 4, 4, 0, 0, 0, []],
  ["details-unclosed.md", "details", 2, 2, 0, 0, 0, []],
  ["headings-farewell.md", "headings", 3, 3, 0, 0, 0, []],
  [
    "headings-neutral.md",
    "headings",
    3,
    3,
    0,
    0,
    0,
    ['11: the heading "A word from our friends" stands among questions and asks nothing'],
  ],
  ["quiz-letters.txt", "list", 2, 2, 0, 2, 0, ["14: the answer is E, which is none of the choices A to B"]],
  ["headings-numbered.md", "headings", 7, 7, 0, 0, 0, []],
  ["headings-code.md", "headings", 3, 2, 0, 0, 0, []],
  ["headings-labelled.md", "headings", 2, 2, 0, 0, 0, []],
  ["fence-unclosed.md", "headings", 3, 3, 0, 0, 0, []],
  ["crlf-bom.md", "headings", 2, 2, 0, 0, 0, []],
  ["links.md", "", 0, 0, 0, 0, 0, ["1: a list of links: nothing to ask"]],
  ["study-plan.md", "", 0, 0, 0, 0, 0, ["1: a study plan or checklist: boxes to tick, nothing to ask"]],
  ["table.md", "table", 3, 2, 0, 0, 0, []],
  ["table-unnamed.md", "table", 3, 3, 0, 0, 0, []],
  ["table-in-answer.md", "headings", 3, 3, 0, 0, 0, []],
  ["flashcards.md", "cards", 5, 5, 0, 0, 0, []],
  ["cards-untagged.md", "cards", 2, 2, 0, 0, 0, []],
  ["obsidian-note.md", "headings", 3, 2, 0, 0, 0, []],
  ["one-question.md", "file", 1, 1, 0, 0, 0, []],
  ["two-sum.md", "file", 1, 1, 0, 0, 0, []],
  ["What is a closure.md", "file", 1, 1, 0, 0, 0, []],
  ["front-matter-question.md", "file", 1, 1, 0, 0, 0, []],
  ["guidance.md", "", 0, 0, 0, 0, 4, []],
  ["choices.md", "labels", 4, 3, 0, 4, 0, []],
  ["html.md", "headings", 3, 3, 0, 0, 0, []],
  ["translation.md", "headings", 3, 3, 0, 0, 0, []],
  ["about.md", "", 0, 0, 0, 0, 0, ["1: no question found: mark each as a heading, or with `Q:` and `A:`"]],
  ["empty.md", "", 0, 0, 0, 0, 0, ["1: the file is empty"]],
  ["Contributing.md", "", 0, 0, 0, 0, 0, ["1: about the project it comes with: nothing to ask"]],
];

describe("what is found in each shape of Markdown", () => {
  it.each(rows)("%s", (file, ...expected) => {
    const { questions, drafts, skipped } = read(file);
    expect([
      [...new Set(questions.map(({ rule }) => rule))].join(" and "),
      questions.length,
      questions.filter(({ answer }) => answer !== null).length,
      questions.filter(({ guidance }) => guidance !== null).length,
      questions.filter(({ choices }) => choices).length,
      drafts.length,
      skipped.map(({ line, reason }) => `${line}: ${reason}`),
    ]).toEqual(expected);
  });

  it("is told of every file that is there", () => {
    expect(rows.map(([file]) => file).toSorted()).toEqual(readdirSync(folder).toSorted());
  });
});

describe("a guide of numbered headings", () => {
  it("gives the questions alone, in their order and with their lines", () => {
    expect(read("headings-guide.md").questions.map(({ line, title }) => [line, title])).toEqual([
      [21, "What is at-least-once delivery?"],
      [32, "Poison messages"],
      [42, "How do you keep order?"],
      [48, "When is a log better than a queue?"],
      [52, "Why is exactly-once hard?"],
      [56, "What does a consumer group do?"],
    ]);
  });

  it("keeps deeper headings and code in the answer, and leaves the way back to the top out", () => {
    const [first, second] = read("headings-guide.md").questions;
    expect(first?.answer).toBe(
      "Every message arrives, some of them twice.\n\n```python\n# ack after the work, not before\nqueue.ack(message)\n```",
    );
    expect(second?.answer).toBe(
      "A message that fails each time. Put it aside after a few tries.\n\n### Dead letter queues\n\nThey keep such messages for people to look at.",
    );
  });

  it("says what the file says of its licence and author", () => {
    const { licence } = read("headings-guide.md");
    const topics = read("headings-by-topic.md");
    expect([licence, topics.licence, topics.author]).toEqual(["MIT", "CC BY 4.0", "A. Writer"]);
  });

  it("takes topics and levels from the headings above, and tags from the front matter", () => {
    const found = read("headings-by-topic.md").questions.map(({ topics, level, tags }) => [
      topics.join("/"),
      level,
      tags,
    ]);
    expect(found).toEqual([
      ["Web/Basics", "junior", ["web", "http"]],
      ["Web/Basics", "junior", ["web", "http"]],
      ["Web/Advanced", "senior", ["web", "http"]],
      ["Web/Advanced", "senior", ["web", "http"]],
    ]);
  });
});

describe("what parts a page", () => {
  it("is a topic where it folds questions, and a level where it says one", () => {
    expect(read("details-chapters.md").questions.map(({ topics }) => topics.join("/"))).toEqual([
      "Interview/Browser",
      "Interview/Browser",
      "Interview/Server",
      "Interview/Server",
    ]);
    expect(read("list-chapters.md").questions.map(({ topics, level }) => [topics.join("/"), level])).toEqual([
      ["Vectors/Dot product", "junior"],
      ["Vectors/Dot product", "senior"],
      ["Vectors/Norms", "mid"],
      ["Vectors/Norms", "junior"],
    ]);
  });

  it("leaves the farewell behind the last rule out", () => {
    expect(read("headings-farewell.md").questions.at(-1)?.answer).toBe("It runs a call at the end.");
  });

  it("gives answers that stand apart to their questions", () => {
    expect(read("list-key.md").questions.map(({ title, answer }) => [title, answer])).toEqual([
      ["What is the capital of France?", "Paris, on the Seine."],
      ["Who wrote Faust?", "Goethe."],
    ]);
  });
});

describe("a question of several parts", () => {
  it("has its code in the prompt, and what the interviewer looks for as guidance", () => {
    const [first, second] = read("headings-question-n.md").questions;
    expect(first?.prompt).toBe(
      "You find a query that takes ten seconds.\n\n```sql\nSELECT * FROM orders WHERE note LIKE '%late%';\n```\n\nWhat do you do first?",
    );
    expect(first?.answer).toBe("Look at the plan.");
    expect(first?.guidance).toBe(
      "- Measures before changing anything\n- Knows why a leading wildcard cannot use the index",
    );
    expect([second?.level, second?.followUps]).toEqual(["senior", ["How does it fail?", "What would you log?"]]);
  });

  it("has code as its answer, or as what it asks about", () => {
    expect(read("headings-code.md").questions.map(({ prompt, answer }) => [prompt, answer])).toEqual([
      ["Write a function that reverses a text", '```js\nconst reversed = (text) => [...text].reverse().join("");\n```'],
      ["What is the output?\n\n```js\nconsole.log(1 + 1);\n```", "It prints 2."],
      ['What does this print?\n\n```js\nconsole.log("a" * 2);\n```', null],
    ]);
  });

  it("has nested items that ask as follow-ups", () => {
    const ideal = read("list-bare.md").questions[2];
    expect([ideal?.title, ideal?.followUps]).toEqual([
      "Describe your ideal team.",
      ["Who leads it?", "How does it decide?"],
    ]);
  });
});

describe("a question with choices", () => {
  it("lists them in the prompt, and begins its answer with the right one", () => {
    const [first] = read("details-answer.md").questions;
    expect(first?.prompt).toBe(
      "What is logged?\n\n```js\nlet a = 3;\n{ let a = 4; }\nconsole.log(a);\n```\n\n- A) 3\n- B) 4\n- C) `undefined`",
    );
    expect(first?.answer).toBe("A) 3\n\nThe inner one ends with its block.");
  });

  it("reads ticked boxes, letters, and a key that repeats its choice; without a key it has no answer", () => {
    expect(read("choices.md").questions.map(({ answer }) => answer)).toEqual([
      "- tuple\n- str",
      "B) ls\n\nIt lists.",
      "B) 443",
      null,
    ]);
    expect(read("choices.md").questions[0]?.prompt).toBe("Which are immutable in Python?\n\n- tuple\n- list\n- str");
  });
});

describe("what a vault of notes holds", () => {
  it("is read card by card, without the marks of its review", () => {
    expect(read("flashcards.md").questions.map(({ prompt, answer }) => [prompt, answer])).toEqual([
      ["What is a mole?", "6.022e23 of something"],
      ["Acid", "gives protons"],
      ["Name the noble gases", "Helium, neon, argon,\nkrypton, xenon, radon"],
      ["What is pH?", "The negative logarithm of the protons."],
      ["Water boils at […] degrees.", "100"],
    ]);
  });

  it("loses the marks of its editor", () => {
    expect(read("obsidian-note.md").questions.map(({ answer }) => answer)).toEqual([
      "All rows of the left, with nothing where the right has none.",
      "> Size\n> Every pair.\n\n[picture: cross.png]",
      null,
    ]);
  });
});

describe("HTML in Markdown", () => {
  it("becomes Markdown: headings, code, pictures, links to the web", () => {
    const [first, second, third] = read("html.md").questions;
    expect([first?.prompt, third?.prompt]).toEqual(["What is `flex`?", "What does `<br>` do?"]);
    expect(first?.answer).toBe(
      "It lays out in **one** line.\\\nSee [the guide](https://example.com/flex) and ours.\n\n```\n# not a heading\n.a { display: flex; }\n```",
    );
    expect(second?.answer).toBe("Rows & columns. [picture: a grid]");
  });
});

describe("guidance without questions", () => {
  it("gives each paragraph that guides, under its heading and with its line", () => {
    expect(read("guidance.md").drafts.map(({ line, title, text }) => [line, title, text])).toEqual([
      [7, "Portfolio", "Candidates should walk you through two projects. They should say what they would change."],
      [9, "Portfolio", "Look for candidates who name the people they worked with."],
      [13, "Process", "Strong candidates will:\n- ask about the users first\n- draw before they write"],
      [20, "Process", "Good answers mention how they measured success."],
    ]);
  });
});
