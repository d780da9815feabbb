import { describe, expect, it } from "vitest";
import * as b from "../../../src/core/message/build.ts";
import type { Block, Inline } from "../../../src/core/message/doc.ts";

const text = (value: string): Inline => ({ kind: "text", value });
const p = (...children: readonly Inline[]): Block => ({ kind: "paragraph", children });
const at = Temporal.Instant.from("2027-03-15T09:00:00Z");

type InlineRow = readonly [name: string, made: Inline, expected: Inline];
const inlines: readonly InlineRow[] = [
  ["text on one line", b.text("a\r\n*b*\u0000"), text("a *b*\ufffd")],
  [
    "strong words",
    b.strong("a ", b.emphasis("b")),
    { kind: "strong", children: [text("a "), { kind: "emphasis", children: [text("b")] }] },
  ],
  ["struck words", b.strike(["a", "b"]), { kind: "strike", children: [text("a"), text("b")] }],
  ["code", b.code("a\nb"), { kind: "code", value: "a b" }],
  ["a link with words", b.link("http://x", "a"), { kind: "link", url: "http://x", children: [text("a")] }],
  [
    "a link that shows its address",
    b.link("http://x"),
    { kind: "link", url: "http://x", children: [text("http://x")] },
  ],
  ["a person", b.person("U1", "Ann\ud800"), { kind: "person", id: "U1", name: "Ann\ufffd" }],
  ["a time", b.time(at, "relative", "soon"), { kind: "time", at, show: "relative", fallback: "soon" }],
];

type BlockRow = readonly [name: string, made: Block, expected: Block];
const item = (...children: readonly Block[]) => ({ checked: null, children });
const blocks: readonly BlockRow[] = [
  [
    "a paragraph with breaks",
    p(...b.inlines("a\nb", b.strong("c"))),
    p(text("a"), { kind: "break" }, text("b"), { kind: "strong", children: [text("c")] }),
  ],
  ["a paragraph", b.paragraph("a", ["b", "c"]), p(text("a"), text("b"), text("c"))],
  ["a heading", b.heading(3, "a"), { kind: "heading", level: 3, children: [text("a")] }],
  [
    "bullets of words and of documents",
    b.list(["a", [b.strong("b")], [p(text("c")), b.rule], b.code("d")]),
    {
      kind: "list",
      start: null,
      items: [
        item(p(text("a"))),
        item(p({ kind: "strong", children: [text("b")] })),
        item(p(text("c")), { kind: "rule" }),
        item(p({ kind: "code", value: "d" })),
      ],
    },
  ],
  [
    "an item of inline code",
    b.list([[b.code("a")]]),
    { kind: "list", start: null, items: [item(p({ kind: "code", value: "a" }))] },
  ],
  [
    "an item that is a block of code",
    b.list([[b.codeBlock("a", null)]]),
    { kind: "list", start: null, items: [item({ kind: "code", language: null, text: "a" })] },
  ],
  ["numbers", b.numbered(["a"], 4), { kind: "list", start: 4, items: [item(p(text("a")))] }],
  ["numbers from one", b.numbered(["a"]), { kind: "list", start: 1, items: [item(p(text("a")))] }],
  [
    "tasks",
    b.tasks([
      { done: true, words: "a" },
      { done: false, words: "b" },
    ]),
    {
      kind: "list",
      start: null,
      items: [
        { checked: true, children: [p(text("a"))] },
        { checked: false, children: [p(text("b"))] },
      ],
    },
  ],
  ["code with a language", b.codeBlock("a\r\nb\n", "ts"), { kind: "code", language: "ts", text: "a\nb" }],
  ["a quote", b.quote(p(text("a"))), { kind: "quote", children: [p(text("a"))] }],
  [
    "a table, short rows filled",
    b.table(["a", "b"], [["c"]], ["right"]),
    {
      kind: "table",
      align: ["right", null],
      head: [[text("a")], [text("b")]],
      rows: [[[text("c")], []]],
    },
  ],
];

describe("the bot's own words", () => {
  it.each(inlines)("make %s", (_name, made, expected) => expect(made).toEqual(expected));
  it.each(blocks)("make %s", (_name, made, expected) => expect(made).toEqual(expected));

  it("refuse a row with more cells than the head", () => {
    expect(() => b.table(["a"], [["b", "c"]])).toThrow(new RangeError("a row has 2 cells, its head 1"));
  });
});
