import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markdownOfHtml, markdownWithoutHtml } from "../../../src/core/import/html-text.ts";

type Row = readonly [what: string, html: string, markdown: string];

describe("HTML as Markdown", () => {
  const rows: readonly Row[] = [
    ["line breaks, two of which begin a paragraph", "a<br>b<br/><BR>c<br>", "a\\\nb\n\nc"],
    ["lists that were written with line breaks", "Steps:<br>- a<br>- b", "Steps:\n- a\n- b"],
    ["marks around words, close to them", "<b>bold </b>and <i>this</i>, <s>not</s>", "**bold** and *this*, ~~not~~"],
    ["no mark that would not close", "<b>Note:</b>so", "**Note**:so"],
    ["code and entities", "<code>a &lt;b&gt;</code> &amp; <kbd>`x`</kbd>&nbsp;y", "`a <b>` & `` `x` `` y"],
    ["powers and indices", "H<sub>2</sub>O x<sup>2</sup> e<sup>kx</sup> a<sub>ij</sub>", "H₂O x² e^(kx) a\\_(ij)"],
    [
      "lists in lists, without ends",
      "<ul><li>one<li>two<ul><li>deep</ul></ul>after",
      "- one\n- two\n  - deep\n\nafter",
    ],
    ["numbered lists", "<ol start=3><li><p>a</p><p>b</p></li><li>c</li></ol>", "3. a\n\n   b\n\n4. c"],
    [
      "code with its language",
      '<pre><code class="language-js">let a = 1 &lt; 2;<br>  b();</code></pre>',
      "```js\nlet a = 1 < 2;\n  b();\n```",
    ],
    ["code that holds a fence", "<pre>```\nx\n```</pre>", "````\n```\nx\n```\n````"],
    ["code of several lines without <pre>", "<code>a\nb</code>", "```\na\nb\n```"],
    [
      "tables",
      "<table><tr><th>a|b<th>c<tr><td>1<br>2<td><b>x</b></table>",
      "| a\\|b | c |\n| --- | --- |\n| 1 2 | **x** |",
    ],
    ["tables for the looks", "<table><tr><td><p>a</p><p>b</p></td></tr></table>", "a b"],
    ["rows without a table", "<tr><td>a</td><td>b</td></tr>", "a | b"],
    ["divisions as lines of their own", "one<div>two</div><div><br></div><div>three</div>", "one\n\ntwo\n\nthree"],
    [
      "links to the web, and no others",
      '<a href="https://x.org/a(b)?c&amp;d">see [1]</a> <a href="file.html">there</a> <a href="javascript:x()">no</a>',
      "[see \\[1\\]](https://x.org/a%28b%29?c&d) there no",
    ],
    ["pictures in words", '<img src=x alt="A [small] map"> <img src="y.png">', "[picture: A small map] [picture]"],
    ["quotes", "<blockquote>a<p>b</blockquote>", "> a\n>\n> b"],
    ["headings below those of a question's file", "<h1>Answer</h1>text<h4>x</h4>", "### Answer\n\ntext\n\n#### x"],
    ["details", "<details><summary><b>Hint</b></summary>Look</details>", "**Hint**\n\nLook"],
    ["marks around blocks as the blocks alone", "<b><p>x</p></b>", "x"],
    ["elements that cross", "<b>a<i>b</b>c</i>d", "**a*b***cd"],
    ["boxes", '<input type="checkbox" checked>done <input type=text>', "[x] done"],
    ["lines across", "a<hr>b", "a\n\n* * *\n\nb"],
    ["blanks run together", " a \n\n b\u00a0c ", "a b c"],
    ["no script, style or comment", "a<script>if (1<2) x()</script>b<style>a{}</style><!-- <b>c</b> -->d", "abd"],
    [
      "words that are no marks",
      "__init__(*args, **kwargs) a*b `__x__` a_b",
      "\\_\\_init\\_\\_(\\*args, \\*\\*kwargs) a\\*b `__x__` a_b",
    ],
    [
      "text that is no heading, quote or fence",
      "<div># a</div><div>> b</div><div>~~~</div>",
      "\\# a\n\n\\> b\n\n\\~~~",
    ],
    ["entities of entities", "&amp; &amp;lt; &ast; &nosuch; &#x41;&#66;", "& \\&lt; \\* &nosuch; AB"],
  ];
  it.each(rows)("has %s", (_what, html, markdown) => {
    expect(markdownOfHtml(html)).toBe(markdown);
  });

  const words: readonly string[] = [
    "How do you center a <div>?",
    "What is the difference between <b> and <strong>?",
    "When is the <br> tag used, when <hr> or <img>?",
    "What does <script async> do, and <!DOCTYPE html>?",
    "List<String> is no Map<K, V>, and vector<int> no Set<Object>",
    "React shows <Button>x</Button> and <Table>y</Table>",
    "1 < 2 and 3 > 2, a<b, if x <y then",
    "</nothing> and </b> end what never began",
    '<a href="https://x.org that never ends',
    "a <!-- that never ends",
    "<https://x.org> stays a link",
  ];
  it.each(words)("leaves what is spoken of: %s", (text) => {
    expect(markdownOfHtml(text)).toBe(text);
    expect(markdownWithoutHtml(text)).toBe(text);
  });
});

describe("Markdown with HTML in it", () => {
  const rows: readonly Row[] = [
    ["keeps lists and code", "- a <b>x</b>\n- b `<b>&lt;` &lt;x&gt;", "- a **x**\n- b `<b>&lt;` <x>"],
    [
      "keeps fenced code",
      "```html\n<b>hi</b>&lt;<br>\n\n\n<p>\n```\n<u>x</u>",
      "```html\n<b>hi</b>&lt;<br>\n\n\n<p>\n```\nx",
    ],
    ["breaks lines", "a<br>\nb<br/>c<br>\n\nd<br>", "a\\\nb\\\nc\n\nd"],
    [
      "keeps rows of tables on their lines",
      "| a | b<br>c |\n|--|--|\n| <code>x</code> | y |",
      "| a | b c |\n|--|--|\n| `x` | y |",
    ],
    ["leaves out what only lays out", '<div align="center">\n\nmid\n\n</div>\nend', "mid\n\nend"],
    [
      "opens details",
      "q\n<details>\n<summary>Answer</summary>\n\n- one\n\n</details>\n\nq",
      "q\n\n**Answer**\n\n- one\n\nq",
    ],
    [
      "turns blocks into Markdown",
      "<p>\nText\n</p>\n<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>\nnext",
      "Text\n\n- a\n- b\n\nnext",
    ],
    [
      "makes pictures words",
      "![A map](map.png) ![](x) [![B](https://x/b.svg)](https://y)",
      "[picture: A map] [picture] [[picture: B]](https://y)",
    ],
    [
      "keeps links to the web alone",
      "[f](./a.md) [g](https://x.org/a_(b)) [top](#top) `[a](b)`",
      "f [g](https://x.org/a_(b)) top `[a](b)`",
    ],
    ["keeps marks that are words", "2 * 3 * 4, __init__ and *this*", "2 * 3 * 4, __init__ and *this*"],
  ];
  it.each(rows)("%s", (_what, markdown, without) => {
    expect(markdownWithoutHtml(markdown)).toBe(without);
  });
});

describe("hostile HTML", () => {
  const pieces = [
    "<",
    ">",
    "<b>",
    "</b>",
    "<p>",
    "<li>",
    "<ul>",
    "</ul>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<pre>",
  ];
  const more = [
    "</pre>",
    "<code>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "`",
    "```\n",
    "\n",
    "|",
    "[a](",
    "![",
    ")",
    "&lt;",
    "<br>",
    '="',
    "x ",
  ];
  const soup = fc.array(fc.oneof(fc.constantFrom(...pieces, ...more), fc.string({ maxLength: 5 })), { maxLength: 40 });

  it("never throws, and leaves no pair of tags", () => {
    fc.assert(
      fc.property(soup, (parts) => {
        const text = parts.join("");
        markdownWithoutHtml(text);
        expect(/<script>.*<\/script>/su.test(markdownOfHtml(text.replaceAll("`", "")))).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([...pieces, ...more, "<b ", '<a href="', "[[a]", "<b><i>", "<ul><li>", "</b><i>"])(
    "is read at once, 200,000 characters of %j",
    (piece) => {
      const text = piece.repeat(Math.ceil(200_000 / piece.length));
      expect(typeof markdownOfHtml(text)).toBe("string");
      expect(typeof markdownWithoutHtml(text)).toBe("string");
    },
  );
});
