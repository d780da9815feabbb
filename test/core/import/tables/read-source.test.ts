import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Found, FoundQuestion } from "../../../../src/core/import/found.ts";
import { readSource } from "../../../../src/core/import/read-source.ts";

const folder = fileURLToPath(new URL("../fixtures/tables", import.meta.url));
const read = (name: string): Found => readSource({ name, text: readFileSync(join(folder, name), "utf8") });
const question = (name: string, at: number): FoundQuestion | undefined => read(name).questions[at];

type Row = readonly [
  name: string,
  counts: Readonly<{ found: number; answered: number; choices: number; guidance: number }>,
  skipped: readonly string[],
];

const noQuestion = "a row without a question";
const rows: readonly Row[] = [
  ["named.csv", { found: 3, answered: 2, choices: 0, guidance: 0 }, [`7: ${noQuestion}`]],
  ["semicolons.csv", { found: 2, answered: 2, choices: 0, guidance: 0 }, []],
  ["excel.csv", { found: 1, answered: 1, choices: 0, guidance: 0 }, []],
  ["quizlet.txt", { found: 3, answered: 3, choices: 0, guidance: 0 }, []],
  ["unquoted.csv", { found: 2, answered: 2, choices: 0, guidance: 0 }, []],
  ["uneven.csv", { found: 3, answered: 3, choices: 0, guidance: 0 }, []],
  ["unnamed.tsv", { found: 4, answered: 4, choices: 0, guidance: 0 }, []],
  [
    "choices.csv",
    { found: 4, answered: 3, choices: 4, guidance: 0 },
    ["5: the answer is E, which is none of the choices A to B"],
  ],
  ["quiz-game.csv", { found: 2, answered: 2, choices: 2, guidance: 0 }, []],
  ["trivia.csv", { found: 1, answered: 1, choices: 1, guidance: 0 }, []],
  ["bare.csv", { found: 3, answered: 0, choices: 0, guidance: 0 }, []],
  ["answers.csv", { found: 2, answered: 2, choices: 0, guidance: 1 }, []],
  [
    "people.csv",
    { found: 0, answered: 0, choices: 0, guidance: 0 },
    ["1: a table without questions: name its columns in the first line, for example `question` and `answer`"],
  ],
  [
    "open-quote.csv",
    { found: 1, answered: 0, choices: 0, guidance: 0 },
    ['2: quotes that do not come out even: write `""` for a quote in a quoted cell'],
  ],
  [
    "sections.csv",
    { found: 4, answered: 3, choices: 0, guidance: 0 },
    ["5: asks nothing: taken as a topic of what is below", "8: asks nothing: taken as a topic of what is below"],
  ],
  ["titled.csv", { found: 1, answered: 0, choices: 0, guidance: 0 }, []],
  ["anki.txt", { found: 3, answered: 2, choices: 0, guidance: 0 }, [`10: ${noQuestion}`]],
  ["anki-named.txt", { found: 1, answered: 1, choices: 0, guidance: 0 }, []],
  ["anki-empty.txt", { found: 0, answered: 0, choices: 0, guidance: 0 }, ["1: an export of Anki without notes"]],
];

describe("a table", () => {
  it.each(rows)("%s", (name, counts, skipped) => {
    const found = read(name);
    const { questions } = found;
    expect({
      found: questions.length,
      answered: questions.filter(({ answer }) => answer !== null).length,
      choices: questions.filter(({ choices }) => choices).length,
      guidance: questions.filter(({ guidance }) => guidance !== null).length,
    }).toEqual(counts);
    expect(found.skipped.map(({ line, reason }) => `${line}: ${reason}`)).toEqual(skipped);
  });

  it("gives what its columns say, and further ones under their names", () => {
    expect(question("named.csv", 0)).toEqual({
      rule: "csv",
      line: 2,
      title: "What is a mutex?",
      prompt: "What is a mutex?",
      answer:
        "A lock that one thread holds at a time.\n\nIt guards shared state.\n\n**Team:** Backend\n\n**Source:** https://example.org/mutex",
      guidance: null,
      choices: false,
      topics: ["Concurrency"],
      tags: ["threads", "locks"],
      level: "junior",
      followUps: ["What is a semaphore?"],
    });
  });

  it("gives HTML in cells as Markdown", () => {
    const { prompt, answer } = question("named.csv", 1) ?? {};
    expect([prompt, answer]).toEqual([
      "What is **tail** recursion?",
      "The call is the `last` thing done.\n\n- no stack grows\n- <some> compilers use it",
    ]);
  });

  const texts: readonly (readonly [what: string, name: string, at: number, prompt: string, answer: string])[] = [
    [
      "semicolons, quoted ones being text",
      "semicolons.csv",
      0,
      "Was ist ein Index?",
      "Ein Verzeichnis; es macht Suchen schnell, und Schreiben langsam",
    ],
    [
      "lines without a tab",
      "quizlet.txt",
      0,
      "What is a queue?",
      "First in, first out.\\\nA line of people\\\nis one.",
    ],
    ["quotes as text between tabs", "quizlet.txt", 2, '"Big O" notation', "How time grows"],
    ["a row with a comma more than the others", "uneven.csv", 1, "What is a host?", "A machine, or a name"],
    ["commas that nobody quoted", "unquoted.csv", 0, "What is DNS?", "It maps names to addresses, and back"],
    [
      "choices and the letter of the right one",
      "choices.csv",
      0,
      "Which is a stack?\n\n- A) FIFO\n- B) LIFO\n- C) Both",
      "B) LIFO\n\nThe last one in leaves first.",
    ],
    ["several right ones", "choices.csv", 1, "Which are primes?\n\n- A) 2\n- B) 4\n- C) 7", "- A) 2\n- C) 7"],
    ["the right one by its text", "choices.csv", 2, "Which is a list?\n\n- A) tree\n- B) array", "B) array"],
    [
      "the right ones by number",
      "quiz-game.csv",
      1,
      "Which are even?\n\n- A) 1\n- B) 2\n- C) 3\n- D) 4",
      "- B) 2\n- D) 4",
    ],
    [
      "choices that tell by no order which is right",
      "trivia.csv",
      0,
      "Is glass a liquid?\n\n- A) No\n- B) Sometimes\n- C) Yes",
      "A) No",
    ],
    ["bullets as no part of a question", "sections.csv", 0, "What is a port?", "A number"],
    ["tags that are spoken of", "sections.csv", 2, "What is `<br>` for?", "Line breaks"],
    ["several answers", "answers.csv", 0, "What is REST?", "A style\n\n**Long answer:** Resources, verbs, no state"],
    ["notes of Anki", "anki.txt", 0, "What is *DNS*?", 'A "phone book"\n\n& more\\\nlines'],
    [
      "gaps of Anki",
      "anki.txt",
      1,
      "The capital of [land] is […].",
      "The capital of **France** is **Paris**.\n\nSince 987",
    ],
    [
      "named fields of Anki",
      "anki-named.txt",
      0,
      "What is a bean?",
      "An object\n\n**Hint:** managed\n\nThe container makes it",
    ],
  ];
  it.each(texts)("reads %s", (_what, name, at, prompt, answer) => {
    const found = question(name, at);
    expect([found?.prompt, found?.answer]).toEqual([prompt, answer]);
  });

  const meta: readonly (readonly [
    what: string,
    name: string,
    at: number,
    rest: readonly [line: number, topics: readonly string[], tags: readonly string[], level: FoundQuestion["level"]],
  ])[] = [
    ["columns without names", "unnamed.tsv", 2, [3, ["Data"], [], "junior"]],
    ["decks and tags", "anki.txt", 0, [7, ["IT", "Networks"], ["net", "basics", "easy"], "junior"]],
    ["one deck for all", "anki-named.txt", 0, [6, ["Java"], ["spring", "boot app"], null]],
    ["rows that are headings of those below", "sections.csv", 2, [9, ["Advanced"], [], null]],
    ["lines below a first one for Excel", "excel.csv", 0, [3, [], [], null]],
  ];
  it.each(meta)("reads %s", (_what, name, at, rest) => {
    const found = question(name, at);
    expect([found?.line, found?.topics, found?.tags, found?.level]).toEqual(rest);
  });

  it("tells the licence that all its rows name, and a title of its own", () => {
    expect([read("answers.csv").licence, question("titled.csv", 0)?.title, question("titled.csv", 0)?.prompt]).toEqual([
      "MIT",
      "Mutexes",
      "What does a mutex do?",
    ]);
  });
});

describe("a text", () => {
  it("of numbered lines with tabs is no table", () => {
    expect(read("agenda.txt").questions).toEqual([]);
  });
});

describe("a format that is not read", () => {
  const csv = "export it as CSV with the columns `question` and `answer`";
  const rowsOfFormats: readonly (readonly [format: string, name: string, text: string, reason: string])[] = [
    ["GIFT", "a.txt", "::Q1:: What is it? {=this ~that}\n", `GIFT, which is not read yet: ${csv}`],
    ["GIFT by its category", "a.txt", "$CATEGORY: x\n\nWhat? {\n=a\n~b\n}\n", `GIFT, which is not read yet: ${csv}`],
    [
      "Moodle XML",
      "a.xml",
      '<?xml version="1.0"?>\n<quiz>\n<question type="essay">',
      `Moodle XML, which is not read yet: ${csv}`,
    ],
    ["QTI", "a.xml", '<?xml version="1.0"?><questestinterop>', `QTI, which is not read yet: ${csv}`],
    ["XML", "a.xml", '<?xml version="1.0"?><a/>', `XML, which is not read yet: ${csv}`],
    ["HTML", "a.html", "<!DOCTYPE html><p>x", "an HTML page, which is not read yet: save its text as Markdown"],
    [
      "Open Trivia DB",
      "a.json",
      '{"response_code":0,"results":[{"correct_answer":"a","incorrect_answers":["b"]}]}',
      `JSON of the Open Trivia Database, which is not read yet: ${csv}; its licence is CC BY-SA 4.0`,
    ],
    ["other JSON", "a.txt", '[{"q":"a"}]', `JSON that Daily Drill did not export, which is not read yet: ${csv}`],
    ["Logseq", "a.md", "- What is it? #card\n\t- This\n", `cards of Logseq, which is not read yet: ${csv}`],
    ["LaTeX", "a.tex", "\\documentclass{article}", "LaTeX, which is not read yet: save it as Markdown"],
    [
      "a page of Notion without questions",
      "Notes 0123456789abcdef0123456789abcdef.md",
      "Some words.\n",
      "a page of Notion, which is not read yet: export its database as CSV, or write a heading above each question",
    ],
    ["an empty file", "a.md", " \n", "the file is empty"],
  ];
  it.each(rowsOfFormats)("%s is named, with what to do", (_format, name, text, reason) => {
    expect(readSource({ name, text })).toEqual({
      questions: [],
      drafts: [],
      skipped: [{ line: 1, reason }],
      licence: null,
      author: null,
    });
  });

  const markdown: readonly (readonly [what: string, text: string])[] = [
    ["a link to a note", "[[start]] here\n\n"],
    ["a task", "[x] done\n\n"],
    ["a tag", '<p align="center">Hello</p>\n\n'],
    ["a brace", "{ and more\n\n"],
  ];
  it.each(markdown)("Markdown that begins with %s is none", (_what, begin) => {
    const text = `${begin}## 1. What is a?\n\nOne.\n\n## 2. What is b?\n\nTwo.\n\n## 3. What is c?\n\nThree.\n`;
    expect(readSource({ name: "a.md", text }).questions.map(({ title }) => title)).toEqual([
      "What is a?",
      "What is b?",
      "What is c?",
    ]);
  });
});
