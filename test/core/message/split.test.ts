import { describe, expect, it } from "vitest";
import { BotError } from "../../../src/core/errors.ts";
import {
  code,
  codeBlock,
  heading,
  link,
  list,
  numbered,
  paragraph,
  quote,
  rule,
  strong,
  table,
} from "../../../src/core/message/build.ts";
import type { Doc } from "../../../src/core/message/doc.ts";
import { parseMarkdown } from "../../../src/core/message/markdown.ts";
import { splitDoc } from "../../../src/core/message/split.ts";
import { renderPlain } from "../../../src/render/plain.ts";
import { everyNode } from "../../support/every-node.ts";
import { always, docs, markdown, wordsOf } from "./documents.ts";

const within =
  (limit: number) =>
  (doc: Doc): boolean =>
    renderPlain(doc).length <= limit;

type Row = readonly [name: string, limit: number, doc: Doc, parts: readonly Doc[]];
const p = paragraph;
const rows: readonly Row[] = [
  ["one part when all fits", 20, [p("one"), p("two")], [[p("one"), p("two")]]],
  ["one empty part for an empty document", 20, [], [[]]],
  ["greedily, at block borders", 10, [p("one"), p("two"), p("three")], [[p("one"), p("two")], [p("three")]]],
  [
    "a heading with what follows",
    14,
    [p("one two"), heading(2, "A"), p("three")],
    [[p("one two")], [heading(2, "A"), p("three")]],
  ],
  [
    "two headings with what follows",
    14,
    [p("one two"), heading(1, "A"), heading(2, "B"), p("three")],
    [[p("one two")], [heading(1, "A"), heading(2, "B"), p("three")]],
  ],
  [
    "a heading with the first piece of what is too long",
    12,
    [heading(1, "A"), p("one two three")],
    [[heading(1, "A"), p("one two ")], [p("three")]],
  ],
  [
    "a heading alone when nothing fits beside it",
    5,
    [heading(1, "Abcde"), p("one")],
    [[heading(1, "Abcde")], [p("one")]],
  ],
  [
    "a list by items, numbers going on",
    8,
    [numbered(["a", "b", "c", "d", "e"], 9)],
    [[numbered(["a"], 9)], [numbered(["b"], 10)], [numbered(["c"], 11)], [numbered(["d"], 12)], [numbered(["e"], 13)]],
  ],
  ["bullets by items", 8, [list(["a", "b", "c"])], [[list(["a", "b"])], [list(["c"])]]],
  [
    "an item that alone is too long, its rest without a mark",
    14,
    [numbered(["one two three", "four"])],
    [[numbered(["one two "])], [p("three"), numbered(["four"], 2)]],
  ],
  [
    "a table by rows, the head repeated",
    14,
    [table(["h"], [["a"], ["b"], ["c"], ["d"], ["e"], ["f"]])],
    [[table(["h"], [["a"], ["b"], ["c"], ["d"], ["e"]])], [table(["h"], [["f"]])]],
  ],
  [
    "code by lines, the language kept",
    18,
    [codeBlock("one\n\ntwo\nthree", "ts")],
    [[codeBlock("one\n\ntwo", "ts")], [codeBlock("three", "ts")]],
  ],
  [
    "a code line that alone is too long",
    16,
    [codeBlock("one two three\nx", null)],
    [[codeBlock("one two ", null)], [codeBlock("three\nx", null)]],
  ],
  ["a quote inside", 10, [quote(p("one"), p("two"))], [[quote(p("one"))], [quote(p("two"))]]],
  ["text after a sentence", 16, [p("One two. Three four five.")], [[p("One two. ")], [p("Three four five.")]]],
  ["no white space at the start of a part", 7, [p("abcdefg ", strong(" hij"))], [[p("abcdefg")], [p(strong("hij"))]]],
  ["an emoji longer than the part between whole code points", 4, [p("👩‍👩‍👧")], [[p("👩‍")], [p("👩‍")], [p("👧")]]],
  ["text after a word", 16, [p("one. two three four five")], [[p("one. two three ")], [p("four five")]]],
  ["a long word between visible characters", 8, [p("👩‍👩‍👧e\u0301👍🏽")], [[p("👩‍👩‍👧")], [p("é👍🏽")]]],
  [
    "a visible character longer than the part between code points",
    3,
    [p(`a${"\u0323".repeat(4)}`)],
    [[p("ạ\u0323\u0323")], [p("\u0323")]],
  ],
  [
    "inside emphasis and links, both halves marked",
    22,
    [p(strong("one two three four five "), link("http://x", "six"))],
    [[p(strong("one two three four "))], [p(strong("five "), link("http://x", "six"))]],
  ],
  [
    "a link whose address is too long, as text",
    12,
    [p(link("http://x.y/z", "six"))],
    [[p("six", " (http://")], [p("x.y/z)")]],
  ],
  ["inline code", 8, [p(code("one two three"))], [[p(code("one two "))], [p(code("three"))]]],
  ["a rule where it stands", 8, [p("one"), rule, p("two")], [[p("one"), rule], [p("two")]]],
];

describe("splitting", () => {
  it.each(rows)("gives %s", (_name, limit, doc, parts) => {
    expect(splitDoc(doc, within(limit))).toEqual(parts);
  });

  it("begins what is too long in the room that is left, after a sentence", () => {
    const long = "Three four. Five six seven eight nine ten.";
    expect(splitDoc([p("One two."), p(long)], within(30))).toEqual([
      [p("One two."), p("Three four. ")],
      [p("Five six seven eight nine ten.")],
    ]);
  });

  it("writes a table row that is too long as lines", () => {
    const doc = [
      table(
        ["head", "other"],
        [
          ["one two three", "four"],
          ["a", "b"],
        ],
      ),
    ];
    const parts = splitDoc(doc, within(32)).map((part) => renderPlain(part));
    expect(parts).toEqual(["- head: one two three", "other: four", "head  other\n----  -----\na     b"]);
  });

  it("raises input.invalid when not one character fits", () => {
    const refused = (doc: Doc): unknown => {
      try {
        return splitDoc(doc, () => false);
      } catch (error) {
        return error instanceof BotError ? [error.code, error.message] : error;
      }
    };
    const message = (kind: string) => ["input.invalid", `a ${kind} fits no message, not even its first character`];
    expect(refused([p("a")])).toEqual(message("paragraph"));
    expect(refused([p(link("http://x", "a"))])).toEqual(message("paragraph"));
    expect(refused([list(["a"])])).toEqual(message("list"));
    expect(refused([table(["a"], [["b"]])])).toEqual(message("table"));
    expect(refused([quote()])).toEqual(message("quote"));
    expect(refused([rule])).toEqual(message("rule"));
    expect(refused([])).toEqual([]);
  });
});

/** Letters and digits of some parts, less what a split may repeat: heads of tables, languages, addresses of links. */
const said = (parts: readonly Doc[]): string =>
  parts
    .map((part) => renderPlain(part).replace(/`ts\n/gu, "`\n"))
    .join("")
    .replace(/[\s>]/gu, "")
    .replace(/\(https:[^)]*\)/gu, "")
    .replace(/[^\p{L}\p{N}]|[α-ω]/gu, "");

describe("the parts of any document", () => {
  const heads = (parts: readonly Doc[]): ReadonlySet<string> =>
    new Set(parts.flatMap((part) => renderPlain(part).match(/[α-ω]/gu) ?? []));

  it.each([80, 160, 500])("fit, and joined are the whole, at %i characters", (limit) => {
    const claim = (doc: Doc): void => {
      const parts = splitDoc(doc, within(limit));
      expect(parts.filter((part) => !within(limit)(part))).toEqual([]);
      expect(said(parts)).toBe(said([doc]));
      expect(heads(parts)).toEqual(heads([doc]));
    };
    always(docs, claim, 40);
  });

  it("are not split again", () => {
    always(
      docs,
      (doc) => splitDoc(doc, within(120)).map((part) => expect(splitDoc(part, within(120))).toEqual([part])),
      40,
    );
  });

  it("keep what any Markdown says", () => {
    always(
      markdown,
      (text) => {
        const doc = parseMarkdown(text);
        const parts = splitDoc(doc, within(60));
        expect(parts.filter((part) => !within(60)(part))).toEqual([]);
        expect(parts.length > 0).toBe(true);
      },
      200,
    );
  });

  it("hold each kind of node", () => {
    const words = (parts: readonly Doc[]) => [...new Set(parts.flatMap((part) => wordsOf(renderPlain(part))))];
    expect(words(splitDoc(everyNode, within(80)))).toEqual(words([everyNode]));
  });
});

describe("a long answer", () => {
  const sentence = "An index is read from the left, so the order of its columns decides which filters it serves. ";
  const long: readonly (readonly [name: string, doc: Doc])[] = [
    ["paragraphs", Array.from({ length: 500 }, () => p(sentence))],
    ["one paragraph", [p(sentence.repeat(530))]],
    ["one word", [p("x".repeat(50_000))]],
    ["one list", [list(Array.from({ length: 530 }, () => sentence))]],
    ["one block of code", [codeBlock(`${sentence}\n`.repeat(530), "sql")]],
    [
      "one table",
      [
        table(
          ["a", "b"],
          Array.from({ length: 530 }, () => ["x", sentence]),
        ),
      ],
    ],
    ["one quote", [quote(p(sentence.repeat(530)))]],
  ];

  it.each(long)("of 50 KB in %s takes few looks", (_name, doc) => {
    let looks = 0;
    const parts = splitDoc(doc, (part) => {
      looks += 1;
      return within(2_000)(part);
    });
    expect(looks / parts.length < 40).toBe(true);
  });
});
