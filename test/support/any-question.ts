import fc from "fast-check";
import { levels, type Question } from "../../src/core/bank/question.ts";
import type { QuestionId } from "../../src/core/keys.ts";

const clean = (text: string): string => text.replace(/\p{Cc}|[\u2028\u2029\ufeff]|\p{Cs}/gu, "").trim();
/** Signs that mean something to spreadsheets, quotes, tables and Markdown, more often than chance would have them. */
const sign = fc.constantFrom(
  "=",
  "+",
  "-",
  "@",
  "'",
  '"',
  ",",
  ";",
  "|",
  "must: ",
  "'=",
  "''",
  "<b>",
  "＝",
  ":",
  "#",
  "\u00a0",
);
const line = (most: number) =>
  fc
    .array(fc.oneof(sign, fc.string({ unit: "binary", maxLength: 12 })), { minLength: 1, maxLength: 6 })
    .map((parts) => clean(clean(parts.join("")).slice(0, most)))
    .filter((text) => text !== "");
const body = fc
  .array(fc.oneof(line(200), fc.constant(""), fc.constant("\tcode")), { minLength: 1, maxLength: 6 })
  .map((lines) => lines.join("\n").replace(/^\s+|\s+$/gu, ""))
  .filter((text) => text !== "" && !/^## +Answer *$|^ {0,3}(?:`{3}|~{3})/mu.test(text));
const name = fc.stringMatching(/^[a-z0-9]{1,6}(?:-[a-z0-9]{1,6}){0,3}$/u);
const list = (most: number) => fc.array(line(most), { maxLength: 3 });

/** Any question that a file of the bank can hold, with an id of its own. */
export const anyQuestion: fc.Arbitrary<Question> = fc.record({
  id: fc
    .tuple(name, fc.option(name, { nil: null }))
    .map(([one, other]) => (other === null ? one : `${one}:${other}`) as QuestionId),
  title: line(100),
  topic: name,
  level: fc.constantFrom(...levels),
  tags: list(30),
  prompt: body,
  answer: body,
  points: fc.array(fc.record({ say: line(200), aliases: list(80), reject: list(80), must: fc.boolean() }), {
    maxLength: 4,
  }),
  followUps: list(300),
  sources: list(300),
  file: fc.constant("bank/some.md"),
  line: fc.constant(1),
});

/** The same, some of them brought along from elsewhere. */
export const anyOrigin = fc.record(
  {
    source: fc.string({ minLength: 1, maxLength: 60 }),
    line: fc.integer({ min: 1, max: 1_000_000 }),
    rule: fc.constantFrom("headings", "csv"),
    licence: line(100),
    mark: fc.constant("a1b2"),
  },
  { requiredKeys: ["source", "line", "rule"] },
);
