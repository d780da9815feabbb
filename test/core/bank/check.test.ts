import { describe, expect, it } from "vitest";
import { bankOf } from "../../../src/core/bank/bank.ts";
import { checkBank } from "../../../src/core/bank/check.ts";
import { linesOfQuestion, parseQuestion } from "../../../src/core/bank/parse.ts";
import type { Question, Topic } from "../../../src/core/bank/question.ts";
import type { QuestionId } from "../../../src/core/keys.ts";
import { aQuestion } from "../../support/questions.ts";

const point = (name: string) => ({
  say: `Say ${name}`,
  aliases: ["alpha", "beta", "gamma", "delta"].map((word) => `${name} ${word}`),
  reject: [],
  must: true,
});
const words = (count: number) =>
  Array.from({ length: count }, (_, at) => (at % 2 === 0 ? `word${at}` : "is")).join(" ");
/** An answer of so many words that states each point by all of its aliases. */
const stating = (points: Question["points"], count: number) => {
  const stated = points.flatMap(({ aliases }) => aliases.map((alias) => `That is ${alias}.`)).join(" ");
  return `${stated} ${words(count - stated.split(" ").length)}`;
};
const sound: Partial<Question> & Pick<Question, "points"> = {
  points: ["one", "two", "three"].map(point),
  followUps: ["And then?"],
  sources: ["RFC 9110"],
};
const prompts = [
  "How does an ETag save traffic?",
  "Your disk is full at night. What now?",
  "Explain what CORS protects.",
];
const http = [{ id: "http", title: "HTTP", line: "The web." }];

/** A question without problems but for what is given; its answer states its points. */
const aSound = (id: string, given: Partial<Question> = {}): Question =>
  aQuestion(id, { ...sound, answer: stating(given.points ?? sound.points, 200), ...given });

const plain = { drafts: [], topicsFile: "content/topics.yaml", isTeams: false } as const;

function check(questions: readonly Question[], topics: readonly Topic[] = http): string[] {
  const bank = bankOf([{ questions, topics, problems: [] }]);
  const linesOf = () => (path: readonly PropertyKey[]) => (path[0] === "points" ? 100 + Number(path[1] ?? 0) : 7);
  const problems = checkBank({ ...plain, bank, linesOf });
  return problems.map(({ file, line, message }) => `${file}:${line}: ${message}`);
}
const checkOne = (given: Partial<Question>) =>
  check([aSound("a", { prompt: prompts[0] ?? "", ...given })]).map((problem) =>
    problem.replace("content/http/a.md:", ""),
  );

describe("checkBank", () => {
  it("has nothing to say of a sound question", () => {
    expect(checkOne({})).toEqual([]);
  });

  const table = (columns: number) =>
    [`|${" h |".repeat(columns)}`, `|${" - |".repeat(columns)}`, `|${" c |".repeat(columns)}`].join("\n");
  const code = `\`\`\`\n${words(400)}\n\`\`\``;
  const { points } = sound;
  const [first = point("one"), second = point("two")] = points;
  const faulty: readonly (readonly [name: string, given: Partial<Question>, problems: readonly string[]])[] = [
    ["too few points", { points: points.slice(1) }, ["100: too few must points: 2"]],
    ["no points", { points: [] }, ["100: too few must points: 0"]],
    ["eight points", { points: [..."bcefghjk"].map(point) }, ["100: too many must points: 8"]],
    [
      "five bonus points",
      { points: [...points, ...[..."bcefg"].map((name) => ({ ...point(name), must: false }))] },
      ["100: too many bonus points: 5"],
    ],
    [
      "too few aliases",
      { points: [first, second, { ...point("x"), aliases: ["x y", "x z", "x w"] }] },
      ["102: too few aliases of point 3: 3"],
    ],
    [
      "an alias of five words and three small ones",
      {
        points: [
          ...points,
          { ...point("x"), aliases: ["a b c", "store the key with its first result forever", "x e", "x f"] },
        ],
      },
      [],
    ],
    [
      "an alias of seven words",
      {
        points: [
          ...points,
          { ...point("x"), aliases: ["x d", "store every key beside its first result forever", "x e", "x f"] },
        ],
      },
      ['103: the alias "store every key beside its first result forever" of point 4 has 7 words that carry meaning'],
    ],
    [
      "an alias of five words, each with others to choose from",
      {
        points: [
          ...points,
          {
            ...point("x"),
            aliases: ["keep|store the key beside|with its first|earlier result|answer", "x d", "x e", "x f"],
          },
        ],
      },
      [],
    ],
    [
      "bars with nothing or with two words beside them",
      {
        points: [
          ...points,
          { ...point("x"), aliases: ["store| the key", "x d", "x e", "x f"], reject: ["drop|throw-away it"] },
        ],
      },
      [
        '103: "store| the key" of point 4 has nothing at a bar, where one word is to stand',
        '103: "drop|throw-away it" of point 4 has "throw-away" at a bar, where one word is to stand',
      ],
    ],
    [
      "phrases of words that the prompt has",
      {
        prompt: "Why is a door shut?",
        points: [
          ...points,
          {
            ...point("x"),
            aliases: ["shut the door", "door|shut why", "x e", "x f", "door|gate shut"],
            reject: ["no door is shut"],
          },
        ],
      },
      [
        '103: "shut the door" of point 4 never counts: the prompt has all of its words',
        '103: "no door is shut" of point 4 never counts: the prompt has all of its words',
      ],
    ],
    [
      "an alias without meaning",
      { points: [...points, { ...point("x"), aliases: ["not in there", "x d", "x e", "x f"] }] },
      ['103: the alias "not in there" of point 4 has no word that carries meaning'],
    ],
    [
      "an alias under two points",
      { points: [first, second, { ...point("x"), aliases: [...point("x").aliases, "One, alpha!"] }] },
      ['102: the alias "One, alpha!" stands under point 1 and point 3'],
    ],
    [
      "an alias twice under one point",
      { points: [first, second, { ...point("x"), aliases: [...point("x").aliases, "X  Beta"] }] },
      ['102: the alias "X  Beta" stands twice under point 3'],
    ],
    [
      "a short answer",
      { answer: `${stating(points, 79)}\n\n${code}` },
      ["7: the answer is too short: 79 words, code not counted"],
    ],
    ["a long answer", { answer: stating(points, 251) }, ["7: the answer is too long: 251 words, code not counted"]],
    [
      "two tables",
      { answer: `${stating(points, 100)}\n\n${table(2)}\n\nAnd\n\n${table(3)}` },
      ["15: the answer has 2 tables"],
    ],
    ["a table of six columns", { answer: `${stating(points, 100)}\n\n${table(6)}` }, ["9: a table has 6 columns"]],
    ["a table of five columns", { answer: `${stating(points, 100)}\n\n${table(5)}` }, []],
    [
      "a must point that the answer lacks",
      { answer: `${stating(points.slice(0, 2), 90)} Neither is it three beta.` },
      ["102: the bot does not find point 3 in the answer"],
    ],
    [
      "a must point that the answer half states",
      {
        points: [...points, { ...point("x"), aliases: ["green red blue yellow", "x e", "x f", "x g"] }],
        answer: `${stating(points, 90)} It is green with tall old trees and also blue.`,
      },
      ["103: the bot finds only a part of point 4 in the answer"],
    ],
    [
      "a bonus point that the answer lacks",
      { points: [...points, { ...point("x"), must: false }], answer: stating(points, 90) },
      [],
    ],
    [
      "an alias that holds all words of another point's",
      { points: [first, second, { ...point("x"), aliases: [...point("x").aliases, "alphas of the first one"] }] },
      ['102: the alias "alphas of the first one" of point 3 fits point 1 too, by "one alpha"'],
    ],
    [
      "an alias that may hold all words of another point's",
      {
        points: [
          first,
          second,
          { ...point("x"), aliases: [...point("x").aliases, "alphas|omegas of the last|first|one"] },
        ],
      },
      [
        '100: the alias "one alpha" of point 1 fits point 3 too, by "alphas|omegas of the last|first|one"',
        '102: the alias "alphas|omegas of the last|first|one" of point 3 fits point 1 too, by "one alpha"',
      ],
    ],
    [
      "an alias that may hold either word of another point's, and not both",
      { points: [first, second, { ...point("x"), aliases: [...point("x").aliases, "one|alpha of the last"] }] },
      [],
    ],
    [
      "an alias that denies what another point's says",
      { points: [first, second, { ...point("x"), aliases: [...point("x").aliases, "no one alpha"] }] },
      [],
    ],
    ["no follow-up", { followUps: [] }, ["7: too few `followUps`: 0"]],
    ["four follow-ups", { followUps: ["a", "b", "c", "d"] }, ["7: too many `followUps`: 4"]],
    ["no source", { sources: [] }, ["7: too few `sources`: 0"]],
  ];
  it.each(faulty)("looks at %s", (_name, given, problems) => {
    expect(checkOne(given)).toEqual(problems);
  });

  it("finds one word that many answers hold, and lets a rare one pass", () => {
    const named = (at: number) =>
      aSound(`q${at}`, { prompt: `${at} ${words(at + 3)}`, answer: `${stating(points, 100)} server` });
    const questions = Array.from({ length: 5 }, (_, at) => named(at));
    const aliases = ["server", "etag", "x e", "x f"];
    const told = check([{ ...named(7), points: [...points, { ...point("x"), aliases }] }, ...questions]);
    expect(told.filter((problem) => problem.includes("alias"))).toEqual([
      'content/http/q7.md:103: the alias "server" of point 4 is one word that many answers hold',
    ]);
  });

  it("fault 54: names both places of a prompt that stands twice, or nearly so", () => {
    const [prompt = ""] = prompts;
    const told = check([
      aSound("a", { prompt }),
      aSound("b", { prompt: "how does an **ETag** save traffic" }),
      aSound("c", { prompt: "How does one ETag save traffic?" }),
      aSound("d", { prompt: prompts[1] ?? "" }),
    ]);
    expect(told.toSorted()).toEqual([
      "content/http/b.md:7: the prompt is that of content/http/a.md",
      "content/http/c.md:7: the prompt is nearly that of content/http/a.md",
      "content/http/c.md:7: the prompt is nearly that of content/http/b.md",
    ]);
  });

  it("tells a topic that nothing is asked of", () => {
    const topics = [...http, { id: "data", title: "Data", line: "Tables." }];
    expect(check([aSound("a")], topics)).toEqual(["content/topics.yaml:1: the topic `data` has no questions"]);
  });

  it("has nothing to say of a topic with drafts, which is on its way", () => {
    const topics = [{ id: "http", title: "HTTP", line: "The web." }];
    const draft = {
      draft: "needs an answer",
      id: "b" as QuestionId,
      title: "B",
      topic: "http",
      prompt: "Why?",
    } as const;
    const drafts = [{ ...draft, answer: "", file: "content/http/b.md" }];
    const bank = bankOf([{ questions: [], topics, problems: [] }]);
    expect(checkBank({ ...plain, drafts, bank, linesOf: () => () => 1 })).toEqual([]);
  });

  it("holds a team's questions against the rules of points only where they have some", () => {
    const bare = aQuestion("a", { prompt: prompts[0] ?? "" });
    const bank = bankOf([{ questions: [bare, aSound("b", { followUps: [] })], topics: http, problems: [] }]);
    const told = checkBank({ ...plain, isTeams: true, bank, linesOf: () => () => 7 });
    expect(told.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "content/http/b.md: too few `followUps`: 0",
    ]);
  });

  it("tells a level that a topic promises and no question has", () => {
    const topics = [{ id: "http", title: "HTTP", line: "The web.", levels: ["junior", "mid"] as const }];
    expect(check([aSound("a", { level: "mid" })], topics)).toEqual([
      "content/topics.yaml:1: the topic `http` has no question of the level junior",
    ]);
  });

  it("begins with what is wrong in reading", () => {
    expect(check([aSound("a", { topic: "misc" })])[0]).toBe("content/misc/a.md:1: the topic `misc` is not listed");
  });

  it("names the lines of the file", () => {
    const text = `---\ntitle: A\ntopic: http\nlevel: mid\npoints:\n  - say: x\n    aliases:\n      - in the\n---\nWhy?\n\n## Answer\n\nSo.\n`;
    const parsed = parseQuestion({ file: "http/a.md", id: "a" as QuestionId, folder: "http", text });
    const bank = bankOf([{ questions: parsed.question === null ? [] : [parsed.question], topics: http, problems: [] }]);
    const problems = checkBank({ ...plain, bank, linesOf: () => linesOfQuestion(text) });
    expect(problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([
      "2: too few `followUps`: 0",
      "2: too few `sources`: 0",
      "5: too few must points: 1",
      "6: the bot does not find point 1 in the answer",
      "7: too few aliases of point 1: 1",
      '8: the alias "in the" of point 1 has no word that carries meaning',
      "14: the answer is too short: 1 words, code not counted",
    ]);
  });
});
