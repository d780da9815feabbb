import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Question } from "../../../src/core/bank/question.ts";
import { defused, restored } from "../../../src/core/export/cells.ts";
import { csvOf } from "../../../src/core/export/csv.ts";
import { jsonOf } from "../../../src/core/export/json.ts";
import { markdownFiles } from "../../../src/core/export/markdown.ts";
import type { ImportSource } from "../../../src/core/import/found.ts";
import { readOwn } from "../../../src/core/import/own/own.ts";
import { anyOrigin, anyQuestion } from "../../support/any-question.ts";

type Format = Readonly<{ name: string; write: (questions: readonly Question[]) => readonly ImportSource[] }>;

const formats: readonly Format[] = [
  { name: "csv", write: (questions) => [{ name: "bank.csv", text: csvOf(questions) }] },
  { name: "json", write: (questions) => [{ name: "bank.json", text: jsonOf(questions) }] },
  {
    name: "markdown",
    write: (questions) =>
      markdownFiles(questions, [])
        .slice(1)
        .map(({ path, text }) => ({ name: path, text })),
  },
];

const asRead = (question: Question) => {
  const { file: _file, line: _line, ...rest } = question;
  return rest;
};
const banks = fc.array(
  fc.oneof(
    anyQuestion,
    fc.tuple(anyQuestion, anyOrigin).map(([question, origin]): Question => ({ ...question, origin })),
  ),
  { maxLength: 4 },
);

describe.each(formats)("an export as $name", ({ write }) => {
  it("is read back as the questions it was made of, whatever their texts hold", () => {
    fc.assert(
      fc.property(banks, (questions) => {
        const owns = write(questions).map(readOwn);
        const read = owns.flatMap((own) => own?.questions ?? []).map(({ line: _line, ...rest }) => rest);
        expect(owns.filter((own) => own === null || own.skipped.length > 0)).toEqual([]);
        expect(read).toEqual(questions.map(asRead));
      }),
    );
  });
});

describe("a cell", () => {
  const rows: readonly (readonly [cell: string, written: string])[] = [
    ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\tx", "'\tx"],
    ["＝1", "'＝1"],
    ["'=1", "''=1"],
    ["'", "'"],
    ["'quoted' = 1", "'quoted' = 1"],
    ["1 = 1", "1 = 1"],
    ["", ""],
  ];
  it.each(rows)("%j is written as %j, and read back", (cell, written) => {
    expect(defused(cell)).toBe(written);
    expect(restored(written)).toBe(cell);
  });

  it("is never a formula, and comes back, whatever it holds", () => {
    const cells = fc.array(fc.constantFrom("'", "=", "+", "-", "@", "\t", "\r", "a", " "), { maxLength: 6 });
    fc.assert(
      fc.property(cells, (signs) => {
        const cell = signs.join("");
        expect(/^[=+\-@\t\r]/u.test(defused(cell))).toBe(false);
        expect(restored(defused(cell))).toBe(cell);
      }),
    );
  });
});
