import { describe, expect, it } from "vitest";
import { everyShown, readMarkdown, shownWords } from "./read-markdown.ts";

/** The kinds of what is shown, in order; text and line breaks left out. */
const kinds = (text: string): readonly string[] =>
  everyShown(readMarkdown(text)).flatMap((node) => (node.kind === "text" || node.kind === "break" ? [] : [node.kind]));

describe("the reader of Discord's Markdown", () => {
  it.each([
    ["**a**", ["strong"]],
    ["*a* _b_", ["emphasis", "emphasis"]],
    ["***a***", ["strong", "emphasis"]],
    ["__a__", ["underline"]],
    ["~~a~~", ["strike"]],
    ["||a **b**||", ["spoiler", "strong"]],
    ["`a *b*`", ["code"]],
    ["``a ` b``", ["code"]],
    ["```js\na\n```", ["fence"]],
    ["a ```b``` c", ["fence"]],
    ["# a\n## b\n### c\n#### d", ["heading", "heading", "heading"]],
    ["-# a", ["small"]],
    ["> a\n> **b**\nc", ["quote", "strong"]],
    ["> a\n> > b", ["quote"]],
    ["- a\n  - b\n1. c", ["item", "item", "item"]],
    ["- > # a", ["item", "quote", "heading"]],
    ["**# a**", ["strong", "heading"]],
    ["[a](https://b.c)", ["link"]],
    ["[https://a.b](https://b.c)", ["link"]],
    ["<https://a.b> https://c.d steam://ef", ["link", "link", "link"]],
    ["<t:1:R> <t:1>", ["date", "date"]],
    ["@everyone @here <@1> <@!1> <@&1> <#1> <id:home>", Array.from({ length: 7 }, () => "live")],
    ["</a b:1> :tada: <:a:1> <a:b:1> discord.gg/a discordapp.com/invite/b", Array.from({ length: 6 }, () => "live")],
  ])("reads %j", (text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  it.each([
    "a * b * c d_e_f",
    "\\*a\\* \\_b\\_ \\|\\|c\\|\\| \\`d\\`",
    "\\<@1> \\@everyone \\:tada\\: https\\://a.b discord\\.gg/a",
    "a # b -# c > d - e 1. f",
    "\\# a\n\\> b\n\\- c\n1\\. d\n#e",
    "**a ||b ~~c",
    "[a](b) <c> ``` ",
  ])("reads no mark in %j", (text) => {
    expect(kinds(text)).toEqual([]);
  });

  it("gives the words back that a reader sees", () => {
    expect(shownWords(readMarkdown("## a\n**b** [c](<https://d.e>)\n- `f` <t:60:t>\u200B")).split(/\s+/u)).toEqual([
      "",
      "a",
      "b",
      "c",
      "(https://d.e)",
      "f",
      "<60>",
      "",
    ]);
  });
});
