import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scoreBatch, scoreOf, scorerOf } from "../../src/cli/score.ts";
import { scoreText } from "../../src/cli/score-text.ts";
import { bankOf } from "../../src/core/bank/bank.ts";
import type { KeyPoint } from "../../src/core/bank/question.ts";
import { BotError } from "../../src/core/errors.ts";
import { aQuestion } from "../support/questions.ts";
import { type Ended, runDrill } from "../support/run-drill.ts";

const point = (say: string, must: boolean, aliases: readonly string[]): KeyPoint => ({
  say,
  must,
  aliases,
  reject: [],
});
const points = [
  point("It keeps copies", true, ["keeps copies", "hot data in memory"]),
  point("It can be stale", true, ["stale data", "cache invalidation"]),
  point("Redis is one", false, ["redis"]),
];
const topics = [{ id: "http", title: "HTTP", line: "The web." }];
const bank = bankOf([{ questions: [aQuestion("caching", { points }), aQuestion("bare")], topics, problems: [] }]);
const scorer = scorerOf(bank);
const answer = "It keeps copies of the data, the hot data in memory. There is no stale data.";

/** What an error says and advises. */
function refusal(act: () => unknown): readonly [code: string, message: string, hint: string] {
  try {
    act();
  } catch (error) {
    if (error instanceof BotError) return [error.code, error.message, error.hint];
  }
  throw new Error("it did not refuse");
}

describe("a score", () => {
  it("has the points in the order of the file, each with what was matched", () => {
    expect(scoreOf(scorer.read("caching", answer))).toEqual({
      points: [
        { say: "It keeps copies", must: true, state: "covered", quote: "hot data in memory" },
        { say: "It can be stale", must: true, state: "not-spotted", quote: null },
        { say: "Redis is one", must: false, state: "not-spotted", quote: null },
      ],
    });
  });

  it("says why nothing can be told", () => {
    expect(scoreOf(scorer.read("caching", "…")).cannotTell).toBe("no-words");
  });

  it("reads for a person", () => {
    expect(scoreText(scorer.read("caching", answer)).split("\n")).toEqual([
      "covered      It keeps copies",
      '    "hot data in memory"',
      "not-spotted  It can be stale",
      '    look again at "stale data": it seems to deny the point',
      "not-spotted  Redis is one (bonus)",
    ]);
  });

  const notes: readonly (readonly [answer: string, note: string])[] = [
    ["👍", "It cannot be told: there are no words to read."],
    ["Der Cache ist nicht langsam und die Daten sind alt.", "It cannot be told: the answer is not in English."],
    ["redis, stale data, copies", "It only names things, so nothing is more than a maybe."],
  ];
  it.each(notes)("tells a person about: %s", (text, note) => {
    expect(scoreText(scorer.read("caching", text)).split("\n")[0]).toBe(note);
  });

  it("says so when a question has no points", () => {
    expect(scoreText(scorer.read("bare", answer))).toBe("The question has no key points.");
  });

  it("names the nearest question for one that is not there", () => {
    expect(refusal(() => scorer.read("cachin", answer))).toEqual([
      "input.invalid",
      'there is no question "cachin"',
      "did you mean caching?",
    ]);
  });
});

describe("a batch", () => {
  it("gives the states of the must points, a line each", () => {
    const lines = [JSON.stringify({ id: "caching", answer }), "", JSON.stringify({ id: "bare", answer, more: 1 })];
    expect(scoreBatch("a.jsonl", lines.join("\n"), scorer)).toEqual([
      { id: "caching", states: ["covered", "not-spotted"] },
      { id: "bare", states: [] },
    ]);
  });

  const hint = 'write one object a line: {"id":"caching","answer":"…"}';
  const faulty: readonly (readonly [line: string, message: string])[] = [
    ["{", "a.jsonl:3 is not JSON"],
    ['{"id":"caching"}', 'a.jsonl:3 is no object with "id" and "answer" as texts'],
    ["[]", 'a.jsonl:3 is no object with "id" and "answer" as texts'],
  ];
  it.each(faulty)("refuses %s with its line", (line, message) => {
    const text = `${JSON.stringify({ id: "caching", answer })}\n\n${line}`;
    expect(refusal(() => scoreBatch("a.jsonl", text, scorer))).toEqual(["input.invalid", message, hint]);
  });
});

describe("drill bank score", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "drill-score-"));
    await writeFile(join(folder, "answer.txt"), "A cache keeps copies of hot data, so responses are faster.");
    await writeFile(join(folder, "batch.jsonl"), '{"id":"caching","answer":"So you keep copies of the data."}\n');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const drill = (...args: readonly string[]): Promise<Ended> => runDrill("cli.ts", ["bank", "score", ...args]).ended;

  it("prints one answer's points as JSON", async () => {
    const { code, out } = await drill("--question", "caching", "--answer", join(folder, "answer.txt"), "--json");
    const score: { points: readonly Record<string, unknown>[] } = JSON.parse(out);
    expect(code).toBe(0);
    expect(Object.keys(score)).toEqual(["points"]);
    expect(new Set(score.points.map((each) => Object.keys(each).join(" ")))).toEqual(new Set(["say must state quote"]));
    expect(score.points[0]?.["state"]).toBe("covered");
  });

  it("prints a line of states for each line of a batch", async () => {
    const { code, out } = await drill("--batch", join(folder, "batch.jsonl"), "--json");
    const lines = out.trimEnd().split("\n");
    const { id, states } = JSON.parse(lines[0] ?? "");
    expect({ code, lines: lines.length, id, first: states[0], musts: states.length }).toEqual({
      code: 0,
      lines: 1,
      id: "caching",
      first: "covered",
      musts: 5,
    });
  });

  const misused: readonly (readonly [name: string, args: readonly string[], err: string])[] = [
    ["nothing to score", [], "it is not said what to score\n  → give --question and --answer, or --batch alone\n"],
    [
      "both",
      ["--batch", "-", "--question", "caching"],
      "it is not said what to score\n  → give --question and --answer, or --batch alone\n",
    ],
    [
      "a file that is not there",
      ["--batch", "nowhere.jsonl"],
      "nowhere.jsonl cannot be read (ENOENT)\n  → correct the path\n",
    ],
  ];
  it.each(misused)("refuses %s", async (_name, args, err) => {
    expect(await drill(...args)).toEqual({ code: 1, signal: null, out: "", err });
  });
});
