import { describe, expect, it } from "vitest";
import * as b from "../../src/core/message/build.ts";
import type { Doc, Inline } from "../../src/core/message/doc.ts";
import { parseMarkdown, quoteOf } from "../../src/core/message/markdown.ts";
import { renderHtml } from "../../src/render/html.ts";
import { always, docs, leafWords, markdown, wordsOf } from "../core/message/documents.ts";
import { everyNode } from "../support/every-node.ts";
import { readHtml } from "./strict-html.ts";

const at = Temporal.Instant.from("2027-03-15T09:00:00Z");
const image = (url: string, alt: string): Inline => ({ kind: "image", url, alt });
const rel = 'rel="noopener noreferrer nofollow" target="_blank"';

type Row = readonly [name: string, doc: Doc, html: string];
const rows: readonly Row[] = [
  ["text, escaped", [b.paragraph(`<script>"a" & 'b'`)], "<p>&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;</p>"],
  [
    "emphasis of all kinds",
    [b.paragraph(b.strong("a"), b.emphasis("b"), b.strike("c"), b.code("<d>"), b.lineBreak)],
    "<p><strong>a</strong><em>b</em><s>c</s><code>&lt;d&gt;</code><br></p>",
  ],
  [
    "headings below the page's",
    [b.heading(1, "a"), b.heading(4, "b"), b.heading(6, "c")],
    "<h3>a</h3><h6>b</h6><h6>c</h6>",
  ],
  [
    "lists",
    [b.list(["a", [b.paragraph("b"), b.numbered(["c"])]]), b.numbered(["d"], 7)],
    '<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul><ol start="7"><li>d</li></ol>',
  ],
  [
    "an item that opens with code, and an empty one",
    [b.list([[b.codeBlock("a", null)], []])],
    "<ul><li><pre><code>a</code></pre></li><li></li></ul>",
  ],
  [
    "tasks",
    [
      b.tasks([
        { done: true, words: "a" },
        { done: false, words: "b" },
      ]),
    ],
    '<ul><li class="task"><input type="checkbox" disabled checked aria-label="Done"> a</li><li class="task"><input type="checkbox" disabled aria-label="To do"> b</li></ul>',
  ],
  [
    "code with its language",
    [b.codeBlock("a <b>\n", "ts"), b.codeBlock("", 'x"> y')],
    '<pre><code class="language-ts">a &lt;b&gt;</code></pre><pre><code class="language-x&quot;&gt;-y"></code></pre>',
  ],
  [
    "a table",
    [b.table(["a", "b"], [["c", "d"]], ["right"])],
    '<div class="table"><table><thead><tr><th scope="col" class="right">a</th><th scope="col">b</th></tr></thead><tbody><tr><td class="right">c</td><td>d</td></tr></tbody></table></div>',
  ],
  [
    "a table of a head alone",
    [b.table(["a"], [])],
    '<div class="table"><table><thead><tr><th scope="col">a</th></tr></thead></table></div>',
  ],
  ["a quote and a rule", [b.quote(b.paragraph("a")), b.rule], "<blockquote><p>a</p></blockquote><hr>"],
  [
    "a live link",
    [b.paragraph(b.link('http://x/?a="&b', "c"))],
    `<p><a href="http://x/?a=&quot;&amp;b" ${rel}>c</a></p>`,
  ],
  [
    "other addresses as text",
    [b.paragraph(b.link("javascript:alert(1)", "a"), b.link("//x.y", "b"), b.link(" data:x"), b.link("x:y", " "))],
    "<p>a (javascript:alert(1))b (//x.y) data:x x:y</p>",
  ],
  [
    "pictures as links with their words",
    [b.paragraph(image("http://x", "a"), image("http://y", ""))],
    `<p><a href="http://x" ${rel}>a</a><a href="http://y" ${rel}>http://y</a></p>`,
  ],
  [
    "a picture in a link, and one from nowhere",
    [b.paragraph(b.link("http://x", image("http://y", "a")), image("file:///z", "b"))],
    `<p><a href="http://x" ${rel}>a (http://y)</a>b (file:///z)</p>`,
  ],
  [
    "a link in a link as text",
    [b.paragraph(b.link("http://x", b.link("http://y", "a")))],
    `<p><a href="http://x" ${rel}>a (http://y)</a></p>`,
  ],
  ["a person", [b.paragraph(b.person("U1", "<Ann>"))], '<p><span class="person" dir="auto">&lt;Ann&gt;</span></p>'],
  [
    "a time",
    [b.paragraph(b.time(at, "date-time", "Mon 15 Mar, 09:00"))],
    '<p><time datetime="2027-03-15T09:00:00Z" data-show="date-time">Mon 15 Mar, 09:00</time></p>',
  ],
  [
    "mentions as text",
    quoteOf("@everyone <!channel> <@U1>"),
    "<blockquote><p>@everyone &lt;!channel&gt; &lt;@U1&gt;</p></blockquote>",
  ],
  [
    "lone surrogates, replaced",
    [{ kind: "paragraph", children: [{ kind: "text", value: "\ud800" }] }],
    "<p>\ufffd</p>",
  ],
];

describe("HTML", () => {
  it.each(rows)("shows %s", (_name, doc, html) => expect(renderHtml(doc)).toBe(html));

  it("has only tags and attributes we wrote, and every word, for any document", () => {
    const missing = (doc: Doc): ReadonlySet<string> => {
      const shown = new Set(wordsOf(readHtml(renderHtml(doc))));
      return leafWords(doc).difference(shown);
    };
    expect(missing(everyNode)).toEqual(new Set());
    always(docs, (doc) => expect(missing(doc)).toEqual(new Set()), 100);
  });

  it("has only tags and attributes we wrote for any Markdown", () => {
    const holds = (text: string): void => {
      expect(readHtml(renderHtml(parseMarkdown(text))).includes("\0")).toBe(false);
      expect(/<a /u.test(renderHtml(quoteOf(text)))).toBe(false);
    };
    always(markdown, holds, 400);
    always(
      markdown.map((text) => `<script>${text}</script><img src=x onerror="${text}">`),
      holds,
      100,
    );
  });
});
