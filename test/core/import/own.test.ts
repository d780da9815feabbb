import { describe, expect, it } from "vitest";
import { csvOf } from "../../../src/core/export/csv.ts";
import { jsonOf } from "../../../src/core/export/json.ts";
import { readOwn } from "../../../src/core/import/own/own.ts";
import { aQuestion, questionText } from "../../support/questions.ts";

const etag = aQuestion("etag");
const other = aQuestion("cache", { level: "senior" });
const csv = csvOf([etag, other]);
const json = jsonOf([etag, other]);

describe("an export that a person changed", () => {
  const kept: readonly (readonly [what: string, name: string, text: string, lines: readonly number[]])[] = [
    ["CSV", "a.csv", csv, [2, 3]],
    ["CSV with semicolons", "a.csv", csv.replaceAll(",", ";"), [2, 3]],
    ["CSV with tabs and plain line ends", "a.txt", csv.replaceAll(",", "\t").replaceAll("\r", ""), [2, 3]],
    ["JSON", "a.json", json, [2, 3]],
    ["JSON in many lines", "a.json", JSON.stringify(JSON.parse(json), null, 2), [5, 17]],
    ["JSON in one line with a mark", "a.json", `\ufeff${json.replaceAll("\n", "")}`, [1, 1]],
  ];
  it.each(kept)("is read: %s", (_what, name, text, lines) => {
    const own = readOwn({ name, text });
    expect(own?.skipped).toEqual([]);
    expect(own?.questions.map(({ id, level, line }) => [id, level, line])).toEqual([
      ["etag", "mid", lines[0]],
      ["cache", "senior", lines[1]],
    ]);
  });

  const refused: readonly (readonly [what: string, name: string, text: string, skipped: readonly string[]])[] = [
    [
      "a level that is none",
      "a.csv",
      csv.replace("senior", "guru"),
      ["3: `level` is none of junior, mid, senior: write one of junior, mid, senior"],
    ],
    ["an id that is none", "a.json", json.replace('"etag"', '"E Tag"'), ["2: its id is none of a bank's"]],
    [
      "key points without their marks",
      "a.csv",
      csv.replace("It is etag.,,", "It is etag.,,no mark"),
      ["2: its key points: begin each line with `must:`, `bonus:`, `alias:` or `reject:`"],
    ],
    [
      "an origin that is none",
      "a.csv",
      csv.replace("It is etag.,,,,,", "It is etag.,,,,,{x"),
      ["2: its origin is not as it was exported: leave the column as it is, or empty"],
    ],
    [
      "an answer that is gone",
      "a.json",
      json.replace("It is etag.", " "),
      ["2: `answer` is empty: write it, or remove the key"],
    ],
    ["a key that is none", "a.json", json.replace('"tags":', '"tag":'), ["2: unknown key `tag`: write `tags`"]],
    [
      "a draft, which none of the exports holds",
      "a.json",
      json.replace('"tags":', '"draft":"needs an answer","tags":'),
      ["2: a draft: take its key `draft` out once it is whole"],
    ],
    [
      "JSON that breaks off",
      "a.json",
      json.slice(0, -20),
      ["1: not valid JSON, or without its list of questions: export the questions again"],
    ],
    [
      "another version",
      "a.json",
      json.replace('"version":1', '"version":2'),
      ["1: written by another version of Daily Drill (2, this one reads 1): export it as CSV there"],
    ],
  ];
  it.each(refused)("is told: %s", (_what, name, text, skipped) => {
    expect(readOwn({ name, text })?.skipped.map(({ line, reason }) => `${line}: ${reason}`)).toEqual(skipped);
  });
});

describe("a file of a bank", () => {
  it("is read with the id of its name and the topic of its front matter", () => {
    const own = readOwn({ name: "notes/etag.md", text: questionText("ETags", "data") });
    expect(own?.questions.map(({ id, topic, title }) => [id, topic, title])).toEqual([["etag", "data", "ETags"]]);
  });

  it("is told where it is a draft", () => {
    const text = questionText("ETags", "http", ["draft: needs an answer"]);
    expect(readOwn({ name: "etag.md", text })).toEqual({
      questions: [],
      skipped: [{ line: 1, reason: "a draft of a bank, which needs an answer" }],
    });
  });

  it("is told with its line where something is wrong with it", () => {
    const text = questionText("ETags").replace("level: mid", "level: guru");
    expect(readOwn({ name: "etag.md", text })?.skipped).toEqual([
      { line: 4, reason: "`level` is none of junior, mid, senior: write one of junior, mid, senior" },
    ]);
  });
});

describe("what is none of a bank's", () => {
  const rows: readonly (readonly [what: string, name: string, text: string])[] = [
    ["a table with other columns", "a.csv", "id,question,answer\n1,a,b\n"],
    ["other JSON", "a.json", '{"questions":[]}'],
    ["a note with front matter", "a.md", "---\ntags: [x]\n---\n# A\n\n## Answer\n\nb\n"],
    ["a file whose name is no id", "My note.md", questionText("ETags")],
    ["an empty file", "a.md", ""],
  ];
  it.each(rows)("is left to the other readers: %s", (_what, name, text) => {
    expect(readOwn({ name, text })).toBe(null);
  });
});
