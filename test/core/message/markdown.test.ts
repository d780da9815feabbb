import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Doc, Inline } from "../../../src/core/message/doc.ts";
import { parseInline, parseMarkdown, quoteOf } from "../../../src/core/message/markdown.ts";
import { renderPlain } from "../../../src/render/plain.ts";
import { always, wordsOf } from "./documents.ts";

const text = (value: string): Inline => ({ kind: "text", value });
const p = (...children: readonly Inline[]): Doc[number] => ({ kind: "paragraph", children });
const item = (value: string, checked: boolean | null = null) => ({ checked, children: [p(text(value))] });

type Row = readonly [name: string, markdown: string, expected: Doc];
const blocks: readonly Row[] = [
  ["an empty text", "", []],
  ["a paragraph, its wrapped lines joined", "one\ntwo", [p(text("one two"))]],
  [
    "a hard break",
    "one  \ntwo\\\nthree",
    [p(text("one"), { kind: "break" }, text("two"), { kind: "break" }, text("three"))],
  ],
  [
    "headings of every level",
    "# a\n\n###### f",
    [
      { kind: "heading", level: 1, children: [text("a")] },
      { kind: "heading", level: 6, children: [text("f")] },
    ],
  ],
  [
    "nested lists with a first number",
    "- a\n\n  4. b\n  5. c",
    [
      {
        kind: "list",
        start: null,
        items: [{ checked: null, children: [p(text("a")), { kind: "list", start: 4, items: [item("b"), item("c")] }] }],
      },
    ],
  ],
  [
    "tasks, done and open",
    "- [x] a\n- [ ] b\n- [ok] c\n- \\[x] d",
    [{ kind: "list", start: null, items: [item("a", true), item("b", false), item("[ok] c"), item("[x] d")] }],
  ],
  ["a fence with its language", "```ts\na\n\n  b\n```", [{ kind: "code", language: "ts", text: "a\n\n  b" }]],
  [
    "the words after a language",
    "```ts title=a\nb\n```",
    [p(text("title=a")), { kind: "code", language: "ts", text: "b" }],
  ],
  ["indented code", "    a\n    b", [{ kind: "code", language: null, text: "a\nb" }]],
  ["an open fence to the end", "```\na", [{ kind: "code", language: null, text: "a" }]],
  [
    "a quote",
    "> a\n>\n> - b",
    [{ kind: "quote", children: [p(text("a")), { kind: "list", start: null, items: [item("b")] }] }],
  ],
  ["a rule", "---", [{ kind: "rule" }]],
  [
    "a table with alignment",
    "| a | b | c | d |\n|:-|:-:|-:|-|\n| 1 | 2 | 3 | 4 |",
    [
      {
        kind: "table",
        align: ["left", "center", "right", null],
        head: ["a", "b", "c", "d"].map((cell) => [text(cell)]),
        rows: [["1", "2", "3", "4"].map((cell) => [text(cell)])],
      },
    ],
  ],
  [
    "a row with too few cells",
    "| a | b |\n|-|-|\n| 1 |",
    [{ kind: "table", align: [null, null], head: [[text("a")], [text("b")]], rows: [[[text("1")], []]] }],
  ],
  [
    "a row with too many cells, in the last one",
    "> | a |\n> |-|\n> | 1 | 2 | *3* `x\\|y` |",
    [
      {
        kind: "quote",
        children: [
          {
            kind: "table",
            align: [null],
            head: [[text("a")]],
            rows: [
              [
                [
                  text("1 | 2 | "),
                  { kind: "emphasis", children: [text("3")] },
                  text(" "),
                  { kind: "code", value: "x|y" },
                ],
              ],
            ],
          },
        ],
      },
    ],
  ],
  [
    "raw HTML as text",
    "<script>a</script>\n\n<b>c</b><!-- d -->",
    [p(text("<script>a</script>")), p(text("<b>c</b><!-- d -->"))],
  ],
  [
    "a definition that a link uses",
    "[a]\n\n[a]: http://x.y",
    [p({ kind: "link", url: "http://x.y", children: [text("a")] })],
  ],
  [
    "a definition that nothing uses",
    "> [a]: http://x.y\n>   'T'",
    [{ kind: "quote", children: [p(text("[a]: http://x.y 'T'"))] }],
  ],
  [
    "a definition that another one shadows",
    "[a]\n\n[a]: http://x.y\n[a]: http://z.y",
    [p({ kind: "link", url: "http://x.y", children: [text("a")] }), p(text("[a]: http://z.y"))],
  ],
  [
    "a definition that only an image's words use",
    "![[a]](http://i.j)\n\n[a]: http://x.y",
    [p({ kind: "image", url: "http://i.j", alt: "a (http://x.y)" })],
  ],
  ["a lone mark", "#", [p(text("#"))]],
  ["control characters and lone surrogates", "a\u0000b\u001bc\ud800d\r\ne", [p(text("a\ufffdb\ufffdc\ufffdd e"))]],
  ["an entity that is a line break", "a&#10;b &lt;i>", [p(text("a b <i>"))]],
];

describe("an author's Markdown", () => {
  it.each(blocks)("reads %s", (_name, markdown, expected) => {
    expect(parseMarkdown(markdown)).toEqual(expected);
  });

  it("flattens quotes nested deeper than twenty into text", () => {
    const depth = (doc: Doc): number => (doc[0]?.kind === "quote" ? 1 + depth(doc[0].children) : 0);
    const doc = parseMarkdown(`${">".repeat(23)} deep\n\nafter`);
    expect(depth(doc)).toBe(20);
    expect(doc.at(-1)).toEqual(p(text("after")));
    expect(renderPlain(doc)).toBe(`${"> ".repeat(20)}>>> deep\n\nafter`);
  });

  it("keeps what follows a list nested too deep where it stands", () => {
    const levels = Array.from({ length: 14 }, (_, at) => `${"  ".repeat(at)}- item${at}`);
    const doc = parseMarkdown([...levels, "- last", "", "end"].join("\n"));
    expect(wordsOf(renderPlain(doc))).toEqual([...levels.map((_, at) => `item${at}`), "last", "end"]);
    expect(doc.map((block) => (block.kind === "list" ? block.items.length : block.kind))).toEqual([2, "paragraph"]);
  });
});

type InlineRow = readonly [name: string, markdown: string, expected: readonly Inline[]];
const inlines: readonly InlineRow[] = [
  [
    "emphasis of all kinds",
    "*a* **b** ~~c~~ `d`",
    [
      { kind: "emphasis", children: [text("a")] },
      text(" "),
      { kind: "strong", children: [text("b")] },
      text(" "),
      { kind: "strike", children: [text("c")] },
      text(" "),
      { kind: "code", value: "d" },
    ],
  ],
  [
    "a live link",
    "[a](https://x.y/ä?b=1&c)",
    [{ kind: "link", url: "https://x.y/%C3%A4?b=1&c", children: [text("a")] }],
  ],
  [
    "a link with a title",
    "[a](http://x.y 'T u')",
    [{ kind: "link", url: "http://x.y", children: [text("a")] }, text(" (T u)")],
  ],
  ["a link without words", "[](http://x.y)", [{ kind: "link", url: "http://x.y", children: [text("http://x.y")] }]],
  ["mail", "<a@b.c>", [{ kind: "link", url: "mailto:a@b.c", children: [text("a@b.c")] }]],
  ["a script address", "[a](javascript:alert(1))", [text("a (javascript:alert(1))")]],
  ["a relative address", "[a](./b%20c.md)", [text("a (./b%20c.md)")]],
  ["a type in angle brackets", "vector<std::string> of <ftp://a.b>", [text("vector<std::string> of <ftp://a.b>")]],
  ["an image", "![a *b*](http://x.y/p.png 'T')", [{ kind: "image", url: "http://x.y/p.png", alt: "a b (T)" }]],
  ["an image from nowhere", "![a](data:image/png;base64,AA)", [text("a (data:image/png;base64,AA)")]],
  ["block marks as text", "# a > b - c", [text("# a > b - c")]],
  ["bare addresses as text", "see http://x.y", [text("see http://x.y")]],
  ["line breaks as spaces", "a\nb", [text("a b")]],
];

describe("one line of Markdown", () => {
  it.each(inlines)("reads %s", (_name, markdown, expected) => {
    expect(parseInline(markdown)).toEqual(expected);
  });
});

const quotes: readonly Row[] = [
  [
    "mentions of every kind as text",
    "@everyone <@U1> <!channel> <@&1> <#C1>",
    [p(text("@everyone <@U1> <!channel> <@&1> <#C1>"))],
  ],
  [
    "links with their address, pictures as words",
    "[a **b**](http://x.y) ![c](http://p.q) <http://r.s>",
    [p(text("a "), { kind: "strong", children: [text("b")] }, text(" (http://x.y) c (http://p.q) http://r.s"))],
  ],
  ["line breaks as they were typed", "a\nb", [p(text("a"), { kind: "break" }, text("b"))]],
  ["a heading as a strong line", "# a", [p({ kind: "strong", children: [text("a")] })]],
  [
    "code typed behind the fence",
    "```SELECT a\nFROM b\n```",
    [{ kind: "code", language: null, text: "SELECT a\nFROM b" }],
  ],
  ["one call behind the fence", "```foo()\n```", [{ kind: "code", language: null, text: "foo()" }]],
  [
    "a link in a list in a table-like place",
    "- [a](http://x.y)",
    [{ kind: "list", start: null, items: [item("a (http://x.y)")] }],
  ],
];

describe("a person's answer", () => {
  it.each(quotes)("quotes %s", (_name, markdown, children) => {
    expect(quoteOf(markdown)).toEqual([{ kind: "quote", children }]);
  });

  it("stays in one box, whatever it holds", () => {
    const boxes = fc.array(fc.constantFrom("</blockquote>", "\n\n", "> ", "```", "a", "|", "- ", "# "), {
      maxLength: 30,
    });
    always(boxes, (pieces) => expect(quoteOf(pieces.join("")).map((block) => block.kind)).toEqual(["quote"]), 200);
  });
});

type Hostile = readonly [name: string, markdown: string];
const hostile: readonly Hostile[] = [
  ["20,000 quotes", ">".repeat(20_000)],
  ["20,000 brackets", "[".repeat(20_000)],
  ["20,000 images", "![".repeat(20_000)],
  ["20,000 images in images", `${"![".repeat(20_000)}${"](u)".repeat(20_000)}`],
  ["20,000 stars around a letter", `${"*".repeat(20_000)}a${"*".repeat(20_000)}`],
  ["10,000 open emphases", "*a _b ".repeat(10_000)],
  ["lists 500 deep", Array.from({ length: 500 }, (_, at) => `${"  ".repeat(at)}- x`).join("\n")],
  ["500 lines of 40 quotes", `${">".repeat(40)}\n`.repeat(500)],
  ["1,000 combining marks", `a${"\u0301".repeat(1_000)}`],
  ["right-to-left overrides", "\u202e\u2067".repeat(5_000)],
  ["lone surrogates and NULs", "\ud800\u0000\udc00".repeat(5_000)],
  ["a table of 1,000 columns", `${"|a".repeat(1_000)}|\n${"|-".repeat(1_000)}|\n${"|b\n".repeat(200)}`],
];

describe("hostile text", () => {
  it.each(hostile)("reads %s to its end", (_name, markdown) => {
    expect(quoteOf(markdown)[0]?.kind).toBe("quote");
  });
});
