import type { KnownBlock, RichTextBlockElement, RichTextElement } from "@slack/types";
import { describe, expect, it } from "vitest";
import * as b from "../../../src/core/message/build.ts";
import type { Doc, Inline } from "../../../src/core/message/doc.ts";
import { parseMarkdown, quoteOf } from "../../../src/core/message/markdown.ts";
import { renderBlocks } from "../../../src/render/slack/blocks.ts";
import { always, docs, markdown, wordsOf } from "../../core/message/documents.ts";
import { everyNode } from "../../support/every-node.ts";
import { validateMessage } from "../../support/slack/payload/validate.ts";
import { missingFrom, readBlocks } from "./read-blocks.ts";

const message = { blocks: 50, table: true };
const at = Temporal.Instant.from("2027-03-15T09:00:00Z");

const rich = (...elements: readonly RichTextBlockElement[]): KnownBlock => ({
  type: "rich_text",
  elements: [...elements],
});
const section = (...elements: readonly RichTextElement[]): RichTextBlockElement => ({
  type: "rich_text_section",
  elements: [...elements],
});
const t = (text: string, style: object = {}): RichTextElement =>
  Object.keys(style).length === 0 ? { type: "text", text } : { type: "text", text, style };
const link = (url: string, text: string, style: object = {}): RichTextElement =>
  Object.keys(style).length === 0 ? { type: "link", url, text } : { type: "link", url, text, style };
const header = (text: string): KnownBlock => ({ type: "header", text: { type: "plain_text", text, emoji: false } });
const aside = (text: string): KnownBlock => ({
  type: "context",
  elements: [{ type: "plain_text", text, emoji: false }],
});
const image = (url: string, alt: string): Inline => ({ kind: "image", url, alt });

type Words = readonly [name: string, children: readonly b.Words[], elements: readonly RichTextElement[]];
const words: readonly Words[] = [
  ["marks of Slack as text", ["<!here> <@U1> &amp; @channel *a*"], [t("<!here> <@U1> &amp; @channel *a*")]],
  [
    "emphasis inside emphasis",
    [b.strong("a", b.emphasis("b", b.code("c"))), b.strike("d")],
    [
      t("a", { bold: true }),
      t("b", { bold: true, italic: true }),
      t("c", { bold: true, italic: true, code: true }),
      t("d", { strike: true }),
    ],
  ],
  [
    "neighbours that look alike as one",
    ["a", b.lineBreak, "b", b.strong("c"), b.strong("d")],
    [t("a\nb"), t("cd", { bold: true })],
  ],
  [
    "a live link",
    [b.link("https://x.y", "a ", b.code("b"))],
    [link("https://x.y", "a "), link("https://x.y", "b", { code: true })],
  ],
  ["a link without words as its address", [b.link("https://x.y", " ")], [link("https://x.y", "https://x.y")]],
  [
    "an address that is not live as text",
    [b.link("javascript:a()", "b"), " ", b.link("slack://x")],
    [t("b (javascript:a()) slack://x")],
  ],
  [
    "a link in a link as text",
    [b.link("https://x", "a", b.link("https://y", "b"))],
    [link("https://x", "ab (https://y)")],
  ],
  [
    "a picture as a link with its words",
    [image("https://x/p.png", "a"), image("https://y", "")],
    [link("https://x/p.png", "a"), link("https://y", "https://y")],
  ],
  ["a person by name", [b.person("U1", "<@U2> Ann")], [t("<@U2> Ann")]],
  [
    "times in the zone of who reads",
    [
      b.time(at, "time", "10:00"),
      b.strong(b.time(at, "date-time", "Mon 15 Mar, 10:00")),
      b.link("https://x", b.time(at, "date", "Mon")),
    ],
    [
      { type: "date", timestamp: 1_805_101_200, format: "{time}", fallback: "10:00" },
      {
        type: "date",
        timestamp: 1_805_101_200,
        format: "{day_divider_pretty}, {time}",
        fallback: "Mon 15 Mar, 10:00",
        style: { bold: true },
      },
      link("https://x", "Mon"),
    ],
  ],
  ["nothing as a space", [], [t(" ")]],
  ["half a character as a whole one", [{ kind: "text", value: "a\ud800" }], [t("a\ufffd")]],
];

describe("words", () => {
  it.each(words)("show %s", (_name, children, elements) => {
    expect(renderBlocks([b.paragraph(...children)], message)).toEqual([rich(section(...elements))]);
  });
});

type Row = readonly [name: string, doc: Doc, blocks: readonly KnownBlock[]];
const rows: readonly Row[] = [
  ["a heading as a header, its marks escaped", [b.heading(2, "a < b & c")], [header("a &lt; b &amp; c")]],
  [
    "an author's heading below a title, one with code and one of 151 characters as a bold line",
    [b.heading(3, "a"), b.heading(1, b.code("b")), b.heading(2, "c".repeat(151))],
    [
      rich(section(t("a", { bold: true }))),
      rich(section(t("b", { bold: true, code: true }))),
      rich(section(t("c".repeat(151), { bold: true }))),
    ],
  ],
  ["an emphasised line as an aside", [b.paragraph(b.emphasis("a ", b.person("U1", "<b>")))], [aside("a &lt;b&gt;")]],
  [
    "a long one, and one with code, as text",
    [b.paragraph(b.emphasis("a".repeat(301))), b.paragraph(b.emphasis(b.code("b")))],
    [rich(section(t("a".repeat(301), { italic: true }))), rich(section(t("b", { italic: true, code: true })))],
  ],
  ["a quote and a list with nothing in them as nothing", [b.quote(), b.list([])], []],
  ["a rule as a divider", [b.rule], [{ type: "divider" }]],
  [
    "code with a language that Slack knows, and with another one",
    [b.codeBlock("a < b", "ts"), b.codeBlock("", "http")],
    [
      rich({
        type: "rich_text_preformatted",
        elements: [{ type: "text", text: "a < b" }],
        language: "typescript",
      } as RichTextBlockElement),
      rich({ type: "rich_text_preformatted", elements: [{ type: "text", text: " " }] }),
    ],
  ],
  [
    "a quote with all that is in it",
    [
      b.quote(
        b.paragraph("a"),
        b.heading(3, "b"),
        b.quote(b.paragraph("c")),
        b.codeBlock("d", null),
        b.list(["e"]),
        b.rule,
      ),
    ],
    [
      rich(
        { type: "rich_text_quote", elements: [t("a"), t("\n\n"), t("b", { bold: true })] },
        { type: "rich_text_quote", elements: [t("c")], border: 1 },
        { type: "rich_text_preformatted", elements: [{ type: "text", text: "d" }], border: 1 },
        {
          type: "rich_text_list",
          style: "bullet",
          indent: 0,
          elements: [{ type: "rich_text_section", elements: [t("e")] }],
          border: 1,
        },
        { type: "rich_text_quote", elements: [t("———")] },
      ),
    ],
  ],
];

describe("blocks", () => {
  it.each(rows)("show %s", (_name, doc, blocks) => {
    expect(renderBlocks(doc, message)).toEqual(blocks);
    expect(validateMessage({ text: "x", blocks: renderBlocks(doc, message) })).toEqual([]);
  });

  it("close up where there would be too many: lines for headings and rules, and the table still a table", () => {
    const doc = [b.heading(3, "a"), b.paragraph("b"), b.table(["c"], []), b.rule, b.paragraph(b.emphasis("d"))];
    const table = renderBlocks([b.table(["c"], [])], message);
    expect(renderBlocks(doc, { blocks: 4, table: true })).toEqual([
      rich(section(t("a", { bold: true }), t("\n\n"), t("b"))),
      ...table,
      rich(section(t("———"), t("\n\n"), t("d", { italic: true }))),
    ]);
    expect(renderBlocks([b.paragraph("a"), b.paragraph("b")], { blocks: 1, table: true })).toEqual([
      rich(section(t("a"), t("\n\n"), t("b"))),
    ]);
  });
});

describe("the blocks of any document", () => {
  const missing = (doc: Doc, surface: typeof message): readonly string[] =>
    missingFrom(readBlocks(renderBlocks(doc, surface)), doc);

  it.each([message, { blocks: 3, table: true }, { blocks: 100, table: false }])("say every word, in %o", (surface) => {
    expect(missing(everyNode, surface)).toEqual([]);
    always(docs, (doc) => expect(missing(doc, surface)).toEqual([]), 60);
  });

  it("are taken by Slack, whatever Markdown they come from", () => {
    const claim = (text: string): void => {
      for (const doc of [parseMarkdown(text), quoteOf(text)]) {
        const blocks = renderBlocks(doc, message);
        expect(
          validateMessage({ text: "x", blocks }).filter((fault) => !fault.includes("msg_blocks_too_long")),
        ).toEqual([]);
        expect(missing(doc, message)).toEqual([]);
      }
    };
    always(markdown, claim, 150);
    always(
      markdown.map((text) => `<!channel> ${text} <!subteam^S1> <@U1>`),
      claim,
      50,
    );
  });

  it.each([
    ["quotes", "> ".repeat(20_000)],
    ["lists", Array.from({ length: 300 }, (_, deep) => `${"  ".repeat(deep)}- a`).join("\n")],
    ["emphasis", `${"*_".repeat(10_000)}a${"_*".repeat(10_000)}`],
    ["brackets", `${"[".repeat(20_000)}a${"](https://x.y)".repeat(20_000)}`],
  ])("come of 20,000 marks of nested %s", (_name, text) => {
    const doc = parseMarkdown(`${text}\nfathom`);
    expect(wordsOf(readBlocks(renderBlocks(doc, message))).at(-1)).toBe("fathom");
  });
});
