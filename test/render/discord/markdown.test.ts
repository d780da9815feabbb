import { describe, expect, it } from "vitest";
import * as b from "../../../src/core/message/build.ts";
import type { Doc, Inline } from "../../../src/core/message/doc.ts";
import { parseMarkdown, quoteOf } from "../../../src/core/message/markdown.ts";
import { renderMarkdown } from "../../../src/render/discord/markdown.ts";
import { everyNode } from "../../support/every-node.ts";

const written = (...words: readonly b.Words[]): string => renderMarkdown([b.paragraph(...words)]);
const at = Temporal.Instant.from("2027-03-15T15:00:00Z");
const z = "\u200B";

it("writes every kind of block and of inline", () => {
  expect(renderMarkdown(everyNode)).toBe(
    [
      "# aardvark",
      `badger **camel**${z}*dingo*${z}~~eagle~~${z}\`ferret\``,
      "[heron](<https://gecko.test/>)[jackal](<https://ibex.test/i.png>)koala<t:1805097600:t>",
      "3. ☑ marmot",
      "4. newt",
      "   - ☐ otter",
      "",
      "──────────",
      "```sql",
      "select panda",
      "from quail",
      "```",
      "```",
      "rabbit  seal",
      "------  ------",
      "tapir   urchin",
      "```",
      "> vole",
    ].join("\n"),
  );
});

describe("what somebody wrote", () => {
  it.each([
    ["emphasis and strike-through", "*a* _b_ ~~c~~ snake_case", "\\*a\\* \\_b\\_ \\~\\~c\\~\\~ snake\\_case"],
    ["a spoiler", "||no||", "\\|\\|no\\|\\|"],
    ["code", "`a` ```b```", "\\`a\\` \\`\\`\\`b\\`\\`\\`"],
    ["everybody", "@everyone and @here", "\\@everyone and \\@here"],
    ["somebody, a role, a channel", "<@1> <@!1> <@&2> <#3>", "\\<\\@1> \\<\\@!1> \\<\\@&2> \\<#3>"],
    ["a command, an emoji, a date", "</drill:1> <a:b:1> <t:1:R>", "\\</drill\\:1> \\<a\\:b\\:1> \\<t\\:1\\:R>"],
    ["an emoji by name", ":tada: at 12:30:45 or 9:00", "\\:tada: at 12\\:30:45 or 9:00"],
    ["a colon that ends the line, or a time", "a b: 09:00, 9:100:", "a b: 09:00, 9\\:100:"],
    ["a link", "[a](https://b.c)", "\\[a\\](https\\://b.c)"],
    [
      "an address, and an invitation",
      "https://b.c discord.gg/x Discord.com/y",
      "https\\://b.c discord\\.gg/x Discord\\.com/y",
    ],
    ["a backslash", "a\\b ¯\\_(ツ)_/¯", "a\\\\b ¯\\\\\\_(ツ)\\_/¯"],
    ["half a character", "a\ud83d", "a\ufffd"],
  ])("is read as it is: %s", (_name, value, expected) => {
    expect(written({ kind: "text", value })).toBe(expected);
  });

  it.each([
    ["a heading", "# a", "\\# a"],
    ["small print", "-# a", "\\-# a"],
    ["a quote", "> a >> b", "\\> a >> b"],
    ["a longer quote", ">>> a", "\\>>> a"],
    ["a bullet", "- a - b", "\\- a - b"],
    ["another bullet", "  + a", "  \\+ a"],
    ["a number", "12. a 3. b", "12\\. a 3. b"],
    ["no bullet", "-1 and 1.5", "-1 and 1.5"],
  ])("begins no block: %s", (_name, value, expected) => {
    expect(written({ kind: "text", value })).toBe(expected);
    expect(written("a", b.lineBreak, { kind: "text", value })).toBe(`a\n${expected}`);
    expect(written(b.strong({ kind: "text", value }))).toBe(`${/^ */.exec(expected)?.[0]}**${expected.trim()}**`);
  });
});

it("keeps a colon apart from what follows it on the line", () => {
  expect(written("a:", b.strong("b:"), " 9:00", b.code("c"), b.lineBreak, "d:")).toBe("a\\:**b:** 9\\:00`c`\nd:");
});

describe("marks", () => {
  it.each<readonly [string, readonly Inline[], string]>([
    ["stand next to words, not blanks", [b.text("a"), b.strong(" b "), b.text("c")], "a **b** c"],
    ["are one where they look alike", [b.strong("a"), b.strong("b")], "**ab**"],
    ["are closed and opened again inside others", [b.strong("a ", b.emphasis("b"), " c")], "**a** **_b_** **c**"],
    ["do not touch", [b.strong("a", b.emphasis("b"), "c")], `**a**${z}**_b_**${z}**c**`],
    ["are stars inside a word", [b.text("un"), b.emphasis("frigging"), b.text("believable")], "un*frigging*believable"],
    ["are not said twice", [b.strong(b.strong("a"))], "**a**"],
    ["keep apart from what they hold", [b.strong("2*"), b.text(" "), b.strike("a~")], `**2\\*${z}** ~~a\\~${z}~~`],
    ["end with their line", [b.emphasis("a", b.lineBreak, "b")], "_a_\n_b_"],
    ["hold nothing but white space nowhere", [b.text("a"), b.strong(" "), b.text("b")], "a b"],
  ])("%s", (_name, nodes, expected) => {
    expect(written(nodes)).toBe(expected);
  });
});

describe("code", () => {
  it.each([
    ["a backtick", "a`b", "``a`b``"],
    ["a backtick at its ends", "`a`", "`` `a` ``"],
    ["several backticks", "a``b`c", `\`\`a\`${z}\`b\`c\`\``],
    ["marks", "a_b*", "`a_b*`"],
  ])("in a line may hold %s", (_name, value, expected) => {
    expect(written(b.code(value))).toBe(expected);
  });

  it("in a line has the marks around it, unless it holds one", () => {
    expect(written(b.strong("a ", b.code("b"), " ", b.code("c_d")))).toBe("**a** **`b`** `c_d`");
  });

  it.each([
    ["names its language", b.codeBlock("a", "c++"), "```c++\na\n```"],
    ["leaves out what is no language's name", b.codeBlock("a", "c#"), "```\na\n```"],
    ["may hold a fence", b.codeBlock("```\na\n````", null), `\`\`\`\n\`${z}\`\`\na\n\`${z}\`${z}\`\`\n\`\`\``],
    ["stands as it is", b.codeBlock("@everyone ||a|| <@1>", null), "```\n@everyone ||a|| <@1>\n```"],
    ["is nothing without words", b.codeBlock(" \n", "ts"), ""],
  ])("as a block %s", (_name, block, expected) => {
    expect(renderMarkdown([block])).toBe(expected);
  });

  it("stands at the edge, and the list goes on behind it", () => {
    const doc = parseMarkdown("1. a\n   ```js\n   b\n   ```\n   - c\n     ```\n     d\n     ```\n   - e\n2. f");
    expect(renderMarkdown(doc)).toBe("1. a\n```js\nb\n```\n   - c\n```\nd\n```\n   - e\n2. f");
  });
});

describe("addresses", () => {
  it.each<readonly [string, Inline, string]>([
    ["stand behind words", b.link("https://a.b/c", "the ", b.strong("paper")), "[the **paper**](<https://a.b/c>)"],
    ["stand alone", b.link("https://a.b/c"), "<https://a.b/c>"],
    [
      "keep their brackets to themselves",
      b.link("https://a.b/(c)_d|e>f", "g"),
      "[g](<https://a.b/%28c%29%5Fd%7Ce%3Ef>)",
    ],
    ["do not end in a full stop", b.link("https://a.b/c.", "d"), "[d](<https://a.b/c%2E>)"],
    ["follow words with brackets", b.link("https://a.b/", "a[0]"), "a\\[0\\] (<https://a.b/>)"],
    ["follow words that are an address", b.link("https://a.b/", "https://c.d"), "https\\://c.d (<https://a.b/>)"],
    ["are words where Discord links none", b.link("mailto:a@b.c", "write"), "write (mailto\\:a\\@b.c)"],
    [
      "of pictures are links",
      { kind: "image", url: "https://a.b/c.png", alt: "a graph" },
      "[a graph](<https://a.b/c.png>)",
    ],
    ["of pictures without words too", { kind: "image", url: "https://a.b/c.png", alt: "" }, "<https://a.b/c.png>"],
  ])("%s", (_name, node, expected) => {
    expect(written(node)).toBe(expected);
  });
});

it.each([
  ["time", "<t:1805122800:t>"],
  ["date", "<t:1805122800:D>"],
  ["date-time", "<t:1805122800:f>"],
  ["relative", "<t:1805122800:R>"],
] as const)("writes a moment for each reader's own zone: %s", (show, expected) => {
  expect(written("a ", b.strong(b.time(at, show, "16:00")))).toBe(`a ${expected}`);
});

it("writes names as they are, and notifies nobody", () => {
  expect(written(b.person("1", "<@2> *Ada*"))).toBe("\\<\\@2> \\*Ada\\*");
});

describe("headings", () => {
  it("have three levels; further ones are strong", () => {
    const doc = ([1, 2, 3, 4] as const).map((level) => b.heading(level, "a"));
    expect(renderMarkdown(doc)).toBe("# a\n## a\n### a\n**a**");
  });

  it("stand on one line, and are strong in lists", () => {
    expect(renderMarkdown([b.heading(2, "a\nb"), b.list([[b.heading(2, "c")]])])).toBe("## a b\n- **c**");
  });
});

describe("lists", () => {
  it("go on from their number, and hold further lines and lists", () => {
    const items: readonly Doc[] = [
      [b.paragraph("a"), b.paragraph("b\nc")],
      [b.paragraph("d"), b.list(["e", "f"])],
    ];
    const list = b.numbered(items, 9);
    expect(renderMarkdown([list])).toBe("9. a\n   b\n   c\n10. d\n    - e\n    - f");
  });

  it("open with their mark alone where no words come first", () => {
    expect(renderMarkdown([b.list([[b.list(["a"])], [b.codeBlock("b", null)]])])).toBe("-\n  - a\n-\n```\nb\n```");
  });
});

describe("quotes", () => {
  it("hold everything that is in them", () => {
    const doc = quoteOf("# a\n\n- b\n  - c\n\n```js\nd\n```\n> e\n> > f");
    expect(renderMarkdown(doc)).toBe(
      ["> **a**", "> - b", ">   - c", "> ```js", "> d", "> ```", "> \\> e", "> \\> \\> f"].join("\n"),
    );
  });

  it("stand apart from each other and from what follows", () => {
    expect(
      renderMarkdown([b.quote(b.paragraph("a")), b.quote(b.paragraph("b"), b.paragraph("c")), b.paragraph("d")]),
    ).toBe("> a\n\n> b\n> \n> c\n\nd");
  });

  it("stand in lists", () => {
    expect(renderMarkdown([b.list([[b.paragraph("a"), b.quote(b.paragraph("b"))]])])).toBe("- a\n  > b");
  });
});

describe("tables", () => {
  const table = (width: number) => b.table(["a", "b"], [["c".repeat(width - 3), "d"]], [null, "right"]);

  it("are drawn as wide as a phone is", () => {
    expect(renderMarkdown([table(36)])).toBe(
      `\`\`\`\na${" ".repeat(34)}b\n${"-".repeat(33)}  -\n${"c".repeat(33)}  d\n\`\`\``,
    );
    expect(renderMarkdown([table(37)])).toBe(`- **a**: ${"c".repeat(34)}\n  **b**: d`);
  });

  it("have two columns less in a quote", () => {
    expect(renderMarkdown([b.quote(table(34))]).startsWith("> ```\n> a")).toBe(true);
    expect(renderMarkdown([b.quote(table(35))])).toBe(`> - **a**: ${"c".repeat(32)}\n>   **b**: d`);
  });
});

it("prints an aside small, and leaves out what says nothing", () => {
  const doc = [
    b.paragraph("a"),
    b.paragraph(b.emphasis("b")),
    b.paragraph("c"),
    b.paragraph(),
    b.paragraph(b.emphasis("d ", b.code("e"))),
  ];
  expect(renderMarkdown(doc)).toBe("a\n-# b\nc\n\n_d_ _`e`_");
});
