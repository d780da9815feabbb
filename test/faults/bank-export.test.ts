/** Faults 55, 60, 61 and 65 of what `drill bank export` writes and `drill bank import` takes back. */
import { describe, expect, it } from "vitest";
import { csvOf } from "../../src/core/export/csv.ts";
import { jsonOf } from "../../src/core/export/json.ts";
import type { ImportSource } from "../../src/core/import/found.ts";
import { readOwn } from "../../src/core/import/own/own.ts";
import { readSource } from "../../src/core/import/read-source.ts";
import { aQuestion } from "../support/questions.ts";

const reasonsOf = (source: ImportSource): readonly string[] =>
  (readOwn(source) ?? readSource(source)).skipped.map(({ line, reason }) => `${line}: ${reason}`);

describe("fault 55: a missing answer, and choices without a key among them", () => {
  const json = jsonOf([aQuestion("etag"), aQuestion("cache")]);
  const rows: readonly (readonly [
    what: string,
    name: string,
    text: string,
    reasons: readonly string[],
    left: number,
  ])[] = [
    [
      "no answer in JSON",
      "a.json",
      json.replace(',"answer":"It is etag."', ""),
      ["2: `answer` is missing: add it: a text"],
      1,
    ],
    [
      "an answer that is no text",
      "a.json",
      json.replace('"It is etag."', "7"),
      ["2: `answer` must be a text: write a text; put numbers, and texts with `: `, in quotes"],
      1,
    ],
    [
      "a key outside of the choices",
      "a.csv",
      "question,option a,option b,correct\nWhat is a?,x,y,D\nWhat is b?,x,y,A\n",
      ["2: the answer is D, which is none of the choices A to B"],
      1,
    ],
  ];
  it.each(rows)("%s is told, and the others are taken", (_what, name, text, reasons, left) => {
    const found = readOwn({ name, text }) ?? readSource({ name, text });
    expect([reasonsOf({ name, text }), found.questions.length]).toEqual([reasons, left]);
  });

  it("a key without any choices is told; an answer in words is one", () => {
    const text = "question,option a,option b,correct\nWhat is a?,,,B\nWhat is b?,,,Some words\n";
    const { questions, skipped } = readSource({ name: "a.csv", text });
    expect(skipped).toEqual([{ line: 2, reason: "the answer is B, and there are no choices" }]);
    expect(questions.map(({ choices, answer }) => [choices, answer])).toEqual([[false, "Some words"]]);
  });
});

describe("fault 60: JSON 20,000 levels deep", () => {
  const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
  it("is refused before it is parsed, in an export too", () => {
    expect(reasonsOf({ name: "a.json", text: deep })).toEqual([
      "1: JSON nested more than 20 levels deep, which is not read yet: export it as CSV with the columns `question` and `answer`",
    ]);
    const text = jsonOf([aQuestion("etag")]).replace('"tags":[]', `"tags":${deep}`);
    expect(reasonsOf({ name: "a.json", text })).toEqual([
      "1: nested more than 20 levels deep: export the questions again",
    ]);
  });
});

describe("fault 61: names that mean something to JavaScript", () => {
  it.each(["__proto__", "constructor", "prototype", "toString"])(
    "a key `%s` changes nothing but its own question",
    (key) => {
      const json = jsonOf([aQuestion("etag"), aQuestion("cache")]);
      const text = json.replace('{"id":"etag"', `{"${key}":{"polluted":true},"id":"etag"`);
      const own = readOwn({ name: "a.json", text });
      expect(own?.questions.map(({ id }) => id).at(-1)).toBe("cache");
      expect(Object.hasOwn(own?.questions[0] ?? {}, key)).toBe(false);
      expect("polluted" in {}).toBe(false);
    },
  );
});

describe("fault 65: cells that could run as formulas", () => {
  const formulas = ['=HYPERLINK("http://x.org","a")', "+1+1", "-2+3", "@SUM(A1:A9)", "＝1", "'=1"];
  it("begin with a quote in the table, in every column, and come back as they were", () => {
    const questions = formulas.map((text, at) =>
      aQuestion(`q${at}`, { title: text, prompt: text, answer: text, tags: [text.slice(0, 30)], sources: [text] }),
    );
    const text = csvOf(questions);
    const cells = text.split(/\r\n|,/u).map((cell) => cell.replace(/^"/u, ""));
    expect(cells.filter((cell) => /^[=+\-@＝\t]/u.test(cell))).toEqual([]);
    const read = readOwn({ name: "a.csv", text })?.questions.map(({ title, prompt, answer }) => [
      title,
      prompt,
      answer,
    ]);
    expect(read).toEqual(formulas.map((formula) => [formula, formula, formula]));
  });
});
