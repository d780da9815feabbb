import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainYamlText, readPlainYaml } from "../../../src/core/bank/plain-yaml.ts";
import { splitQuestion } from "../../../src/core/bank/sections.ts";
import { readYaml } from "../../../src/core/bank/yaml.ts";

const full = (text: string): unknown => {
  const reading = readYaml(text, 1);
  return reading.kind === "read" && reading.faults.length === 0 ? reading.value : reading.faults;
};

const piece = fc.constantFrom(
  ..."a|b c|key:|: |:|- |-| |  |\n|\n  |\n- |\n    |[|]|{|}|,|, |#| #|\"|'|''|\\|&x|*x|!t|%|@|`|>|~|null|true|false|yes|1|0x1|1.5|.5|2026-01-01|1 2|<<: |? |---|...|\t|é|_|=|/x|(x)|$x"
    .split("|")
    .filter((text) => text !== ""),
  "|",
);

describe("readPlainYaml", () => {
  const read: readonly (readonly [name: string, text: string, value: unknown])[] = [
    ["texts", "a: one two\nb: 'it is'\nc: \"x: y\"", { a: "one two", b: "it is", c: "x: y" }],
    ["true and false", "a: true\nb: false", { a: true, b: false }],
    ["whole numbers", "a: 404\nb:\n  - 7", { a: 404, b: [7] }],
    ["a text that starts with a digit", "a: 304 not modified", { a: "304 not modified" }],
    ["lists on one line", "a: [one, two words, \"a, b\", 'c']\nb: []", { a: ["one", "two words", "a, b", "c"], b: [] }],
    ["block lists", "a:\n  - one\n  - two\nb:\n- three", { a: ["one", "two"], b: ["three"] }],
    ["lists of maps", "p:\n  - say: x\n    bonus: true\n  - say: y", { p: [{ say: "x", bonus: true }, { say: "y" }] }],
    ["blank lines and blanks at line ends", "a: x  \n\nb: y ", { a: "x", b: "y" }],
    ["a key called constructor", "constructor: x", { constructor: "x" }],
  ];
  it.each(read)("reads %s", (_name, text, value) => {
    expect(readPlainYaml(text)).toEqual(value);
    expect(full(text)).toEqual(value);
  });

  const left = [
    "a: 007",
    "a: 0",
    "a: -1",
    "a: 1234567890123456",
    "a: [404]",
    "a: 1e3",
    "a: null",
    "a: ~",
    "a: True",
    "a: x # comment",
    "# comment\na: x",
    "a: |\n  x",
    "a: x\n  y",
    "a: &x y",
    "a: *x",
    "a: !t y",
    "a: {b: c}",
    "a: [b: c]",
    "a: [[b]]",
    "a: [b,]",
    "a: [b\n  , c]",
    'a: "x\\n"',
    "a: 'it''s'",
    "a: b: c",
    "a: b:",
    "a:",
    "a: x\na: y",
    "a:\n\t- x",
    "- - x",
    "a: x\n---\nb: y",
    "__proto__: x",
    "a: x\u0085",
    "",
    "a: x\n b: y",
  ];
  it.each(left)("leaves %j to the full reader", (text) => {
    expect(readPlainYaml(text)).toBe(undefined);
  });

  it("reads nearly every question of content/ itself, as the full reader does", () => {
    const files = readdirSync("content", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md"));
    const texts = files.flatMap(
      (file) => splitQuestion(readFileSync(`content/${file}`, "utf8")).frontMatter?.text ?? [],
    );
    const plain = texts.filter((text) => readPlainYaml(text) !== undefined);
    expect(plain.map((text) => readPlainYaml(text))).toEqual(plain.map(full));
    expect(plain.length).toBeGreaterThan(texts.length * 0.9);
  });

  it("agrees with the full reader on whatever it reads", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = `k: ${pieces.join("")}`;
        const plain = readPlainYaml(text);
        if (plain !== undefined) expect(full(text)).toEqual(plain);
      }),
      { numRuns: 20_000, seed: 20_261_121 },
    );
  });

  const scalar = fc.constantFrom(
    "one",
    "two words",
    "304 x",
    '"q: r"',
    "'s'",
    "[a, b c]",
    "true",
    "x:y",
    "a-b",
    "c#d",
    "(e f)",
  );
  const line = fc.tuple(
    fc.constantFrom("", "  ", "    "),
    fc.constantFrom("", "- "),
    fc.constantFrom("", "k: ", "m: ", "n:"),
    scalar,
  );
  it("agrees with the full reader on lines that look like questions", () => {
    let readPlain = 0;
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 7 }), (lines) => {
        const text = lines
          .map(([indent, dash, key, value]) => indent + dash + (key === "n:" ? key : key + value))
          .join("\n");
        const plain = readPlainYaml(text);
        if (plain === undefined) return;
        readPlain += 1;
        expect(full(text)).toEqual(plain);
      }),
      { numRuns: 20_000, seed: 7 },
    );
    expect(readPlain).toBeGreaterThan(500);
  });
});

describe("plainYamlText", () => {
  const texts: readonly (readonly [text: string, alone: string, inList: string])[] = [
    ["one two", "one two", "one two"],
    ["a, b [c]", "a, b [c]", '"a, b [c]"'],
    ["it's", "it's", '"it\'s"'],
    ['say "x"', 'say "x"', "'say \"x\"'"],
    ["ETags: how", '"ETags: how"', '"ETags: how"'],
    ["404", '"404"', '"404"'],
    ["true", '"true"', '"true"'],
    ['# it\'s "x"', '"# it\'s \\"x\\""', '"# it\'s \\"x\\""'],
    ["two\nlines", '"two\\nlines"', '"two\\nlines"'],
    ["", '""', '""'],
  ];
  it.each(texts)("writes %j as %s, and in a list as %s", (text, alone, inList) => {
    expect([plainYamlText(text, false), plainYamlText(text, true)]).toEqual([alone, inList]);
  });

  it("is read back by both readers, alone and in a list", () => {
    const words = fc.array(fc.oneof(piece, fc.string({ unit: "binary", maxLength: 3 })), { maxLength: 8 });
    fc.assert(
      fc.property(words, (some) => {
        const text = some.join("").toWellFormed();
        const written = `k: ${plainYamlText(text, false)}\nm: [${plainYamlText(text, true)}, x]`;
        const value = { k: text, m: [text, "x"] };
        expect(full(written)).toEqual(value);
        expect(readPlainYaml(written) ?? value).toEqual(value);
      }),
      { numRuns: 2_000, seed: 11 },
    );
  });
});
