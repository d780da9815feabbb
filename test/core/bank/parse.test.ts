import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { questionIdOf } from "../../../src/core/bank/names.ts";
import { linesOfQuestion, parseQuestion } from "../../../src/core/bank/parse.ts";
import type { QuestionId } from "../../../src/core/keys.ts";

const parse = (text: string) => parseQuestion({ file: "http/etag.md", id: "etag" as QuestionId, folder: "http", text });
const problems = (text: string) => parse(text).problems.map(({ line, message }) => `${line}: ${message}`);

const body = "What is an ETag?\n\n## Answer\n\nA validator.\n";
const withKeys = (...keys: readonly string[]) =>
  ["---", "title: ETags", "topic: http", "level: mid", ...keys, "---", body].join("\n");

const whole = `---
title: "ETags: how"
topic: http
level: senior
tags: [http, caching]
points:
  - say: The server names the version
    aliases: [version of the resource, hash of the body]
    reject: [etag is a date]
  - say: Weak ones exist
    bonus: true
followUps:
  - Strong or weak?
sources: [RFC 9110]
---

What is an ETag?

\`\`\`md
## Answer
\`\`\`

## Answer

A **validator**.

## More

Still the answer.
`;

describe("a sound question", () => {
  it("has everything that is in its file", () => {
    expect(parse(whole)).toEqual({
      problems: [],
      question: {
        id: "etag",
        title: "ETags: how",
        topic: "http",
        level: "senior",
        tags: ["http", "caching"],
        prompt: "What is an ETag?\n\n```md\n## Answer\n```",
        answer: "A **validator**.\n\n## More\n\nStill the answer.",
        points: [
          {
            say: "The server names the version",
            aliases: ["version of the resource", "hash of the body"],
            reject: ["etag is a date"],
            must: true,
          },
          { say: "Weak ones exist", aliases: [], reject: [], must: false },
        ],
        followUps: ["Strong or weak?"],
        sources: ["RFC 9110"],
        file: "http/etag.md",
        line: 1,
      },
    });
  });

  it("needs no points, follow-ups or sources", () => {
    expect(parse(withKeys()).question?.points).toEqual([]);
  });

  it("knows the line of each of its parts", () => {
    const lineOf = linesOfQuestion(whole);
    const paths = [
      ["title"],
      ["points", 0],
      ["points", 0, "aliases", 1],
      ["points", 1, "aliases"],
      ["prompt"],
      ["answer"],
    ];
    expect(paths.map(lineOf)).toEqual([2, 7, 8, 10, 17, 25]);
  });
});

describe("fault 53: YAML that does not parse", () => {
  const faulty: readonly (readonly [name: string, key: string, problem: string])[] = [
    ["a quote that does not end", 'tags: ["http]', '5: not valid YAML: Missing closing "quote'],
    ["a tab as indentation", "points:\n\t- say: x", "6: a tab is used as indentation"],
    ["a colon in a text", "sources:\n  - a: b: c", "6: a text holds a colon and a blank"],
    ["a reserved character", "tags: [@x]", "5: a text starts with a character that YAML keeps for itself"],
    ["a second document", "tags: []\n...\nlost: x", "7: `---` or `...` ends the YAML, so that the rest would be lost"],
  ];
  it.each(faulty)("names the line of %s", (_name, key, problem) => {
    expect(problems(withKeys(key))).toContainEqual(problem);
  });
});

describe("fault 54: a key that stands twice", () => {
  it("names both places", () => {
    expect(problems(withKeys("title: Again"))).toEqual(["5: `title` stands twice, here and in line 2"]);
    expect(problems(withKeys("points:", "  - say: x", "    say: y"))).toEqual([
      "7: `say` stands twice, here and in line 6",
    ]);
  });
});

describe("fault 55: parts that are missing", () => {
  it("tells all of them at once", () => {
    expect(parse("---\ntags: [http]\npionts: []\n---\n\nWhat?\n").problems).toEqual([
      { file: "http/etag.md", line: 2, message: "`title` is missing", fix: "add it: a text" },
      { file: "http/etag.md", line: 2, message: "`topic` is missing", fix: "add it: a text" },
      {
        file: "http/etag.md",
        line: 2,
        message: "`level` is none of junior, mid, senior",
        fix: "write one of junior, mid, senior",
      },
      { file: "http/etag.md", line: 3, message: "unknown key `pionts`", fix: "write `points`" },
      {
        file: "http/etag.md",
        line: 5,
        message: "the question has no answer",
        fix: "add a line `## Answer` and the answer below it",
      },
    ]);
  });

  const missing: readonly (readonly [name: string, text: string, problem: string])[] = [
    ["front matter", "What?\n\n## Answer\n\nThat.", "1: the file does not begin with front matter"],
    ["the end of the front matter", "---\ntitle: x\n", "1: the front matter does not end"],
    ["a prompt", withKeys().replace("What is an ETag?", ""), "6: the prompt is empty"],
    ["text below the answer's heading", withKeys().replace("A validator.", " "), "9: the answer is empty"],
    ["everything", "", "1: the file does not begin with front matter"],
  ];
  it.each(missing)("tells that %s is missing", (_name, text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  it("points at a heading that was meant to begin the answer", () => {
    expect(problems(withKeys().replace("## Answer", "### The answer:"))).toEqual([
      "8: this heading does not begin the answer",
    ]);
  });

  const wrong: readonly (readonly [key: string, problem: string])[] = [
    ["tags: [404]", "5: `tags`, item 1 must be a text"],
    ["tags: http", "5: `tags` must be a list"],
    ["points:\n  - aliases: [x]", "6: `say` of point 1 is missing"],
    ["points:\n  - say: x\n    aliases: [a, b: c]", "7: `aliases`, item 2 of point 1 must be a text"],
    ["points:\n  - say: x\n    bonus: maybe", "7: `bonus` of point 1 must be true or false"],
    ["points:\n  - say: x\n    alias: [y]", "7: unknown key `alias` in point 1"],
    ["followUps: ['']", "5: `followUps`, item 1 is empty"],
  ];
  it.each(wrong)("tells what is wrong with %j", (key, problem) => {
    expect(problems(withKeys(key))).toEqual([problem]);
  });

  it("tells when level or topic are none", () => {
    const text = withKeys().replace("level: mid", "level: expert").replace("topic: http", "topic: HTTP basics");
    expect(problems(text)).toEqual(["3: `topic` is not a topic's id", "4: `level` is none of junior, mid, senior"]);
  });

  it("tells when the topic is not the folder's", () => {
    expect(problems(withKeys().replace("topic: http", "topic: data"))).toEqual([
      "3: the topic is `data`, but the file is in the folder `http`",
    ]);
  });
});

describe("fault 56: texts that are too long", () => {
  const long: readonly (readonly [name: string, text: string, problem: string])[] = [
    ["file", `${withKeys()}${"x".repeat(70_000)}`, "1: the file has more than 65536 characters"],
    [
      "answer",
      withKeys().replace("A validator.", "x ".repeat(5_000)),
      "10: the answer has 9999 characters; the most is 8000",
    ],
    ["prompt", withKeys().replace("What is", "x ".repeat(800)), "6: the prompt has 1609 characters; the most is 1500"],
    ["title", withKeys().replace("ETags", "x".repeat(101)), "2: `title` has more than 100 characters"],
    [
      "front matter",
      withKeys(`tags: [${"x, ".repeat(19_000)}x]`),
      "2: the YAML has 57045 characters; the most is 56000",
    ],
    ["list", withKeys(`tags: [${"x, ".repeat(12)}x]`), "5: `tags` has more than 12 items"],
  ];
  it.each(long)("says the limit of the %s", (_name, text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  it("tells the first fifty problems of a file that is all problems", () => {
    const told = problems(`---\n${"k:\n".repeat(500)}---\n${body}`);
    expect(told.length).toBe(51);
    expect(told[50]).toBe("49: and 453 more problems");
  });
});

describe("fault 58: marks and line ends of other systems", () => {
  const { question } = parse(whole);
  const same: readonly (readonly [name: string, text: string])[] = [
    ["a byte order mark", `\ufeff${whole}`],
    ["CRLF", whole.replaceAll("\n", "\r\n")],
    ["CR", whole.replaceAll("\n", "\r")],
    ["NEL", whole.replaceAll("\n", "\u0085")],
  ];
  it.each(same)("reads a file with %s as any other", (_name, text) => {
    expect(parse(text)).toEqual({ question, problems: [] });
  });

  it("names the line of a control character", () => {
    expect(problems(withKeys().replace("validator", "vali\0dator"))).toEqual([
      "10: the control character U+0000 is not allowed",
    ]);
  });

  it("refuses half a surrogate pair", () => {
    expect(problems(withKeys("tags: [\ud83d]"))).toEqual(["1: half of a surrogate pair is not a character"]);
  });
});

describe("fault 59: aliases in YAML", () => {
  it("refuses an alias bomb without unfolding it", () => {
    const levels = Array.from({ length: 9 }, (_, at) => `l${at}: &l${at} [${`*l${at - 1}, `.repeat(9)}x]`);
    const told = problems(withKeys("l-1: &l-1 x", ...levels));
    expect(told[0]).toBe("5: YAML anchors (`&name`) and aliases (`*name`) are not allowed");
    expect(told.length).toBe(10);
  });
});

describe("fault 60: YAML nested deeply", () => {
  // Exactly one problem: it was refused before the parser saw it, and not after the parser gave up.
  const deep: readonly (readonly [name: string, key: string, line: number])[] = [
    ["lists in brackets", `tags: ${"[".repeat(10_000)}`, 5],
    ["closed lists in brackets", `tags: ${"[".repeat(21)}${"]".repeat(21)}`, 5],
    ["maps in braces", `tags: ${"{a: ".repeat(5_000)}`, 5],
    ["lists on one line", `tags:\n  ${"- ".repeat(10_000)}`, 6],
    ["keys on one line", `tags:\n  ${"? ".repeat(10_000)}`, 6],
    ["lists on one line, by tabs", `tags:\n  ${"-\t".repeat(10_000)}`, 6],
  ];
  it.each(deep)("refuses %s beyond 20 levels", (_name, key, line) => {
    expect(problems(withKeys(key))).toEqual([`${line}: nested more than 20 levels deep`]);
  });

  it("refuses maps by indentation beyond 20 levels, at the first line that is too deep", () => {
    const maps = Array.from({ length: 150 }, (_, at) => `${" ".repeat(at)}a:`).join("\n");
    expect(problems(withKeys(maps))[0]).toBe("24: nested more than 20 levels deep");
  });
});

describe("fault 61: keys that mean something to JavaScript", () => {
  it.each(["__proto__", "constructor", "prototype", "toString"])("takes %s for an unknown key", (key) => {
    expect(problems(withKeys(`${key}: { polluted: true }`))).toEqual([`5: unknown key \`${key}\``]);
    expect(problems(withKeys("points:", `  - ${key}: x`, "    say: y"))).toEqual([
      `6: unknown key \`${key}\` in point 1`,
    ]);
    expect(Reflect.get({}, "polluted")).toBe(undefined);
  });
});

describe("fault 62: tags in YAML", () => {
  it.each(["!!js/function 'x'", "!custom x", "!!binary eA==", "!!str x"])("refuses %s", (value) => {
    expect(problems(withKeys(`tags: [${value}]`)).length).toBe(1);
    expect(problems(withKeys(`tags: [${value}]`))[0]).toMatch(/^5: YAML tags are not allowed: \S+$/);
  });
});

describe("any text", () => {
  const pieces = fc.constantFrom(
    "---\n",
    "title: x\n",
    "topic: http\n",
    "level: mid\n",
    "points:\n",
    "  - say: y\n",
    "## Answer\n",
    "```\n",
    "&a ",
    "*a ",
    "[",
    "]",
    "{",
    "!t ",
    "\t",
    "text\n",
    "\r",
    ": ",
    "- ",
    "|\n",
    "#",
  );
  it.each([
    ["at random", fc.string({ unit: "binary", maxLength: 300 })],
    [
      "of the marks that questions are made of",
      fc.array(pieces, { maxLength: 40 }).map((parts) => `---\n${parts.join("")}`),
    ],
  ])("%s gives a question or problems, each in a line of the file", (_name, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parse(text);
        const lines = text.split(/\r\n?|\n|\u0085/).length;
        expect(parsed.question === null).toBe(parsed.problems.length > 0);
        for (const { line } of parsed.problems) expect(line >= 1 && line <= lines + 1).toBe(true);
      }),
      { numRuns: 3_000, seed: 20_261_121 },
    );
  });
});

describe("questionIdOf", () => {
  it.each([
    ["etag", null, "etag"],
    ["n-plus-1", "team", "team:n-plus-1"],
    ["Etag", null, null],
    ["a--b", null, null],
    ["-a", null, null],
    ["../etag", null, null],
    ["", null, null],
    ["a".repeat(51), null, null],
  ])("%j in %j is %j", (name, namespace, id) => {
    expect(questionIdOf(name, namespace)).toBe(id);
  });
});
