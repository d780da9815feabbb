import { describe, expect, it } from "vitest";
import * as b from "../../../src/core/message/build.ts";
import type { Doc } from "../../../src/core/message/doc.ts";
import { parseMarkdown, quoteOf } from "../../../src/core/message/markdown.ts";
import { fallbackText } from "../../../src/render/slack/fallback-text.ts";
import { always, docs, markdown } from "../../core/message/documents.ts";
import { everyNode } from "../../support/every-node.ts";
import { missingFrom, readText } from "./read-blocks.ts";

const at = Temporal.Instant.from("2027-03-15T09:00:00Z");

describe("the text of a message", () => {
  it("escapes Slack's marks wherever they stand", () => {
    expect(fallbackText(quoteOf("<!here> & <@U1|a> https://x.y?a&b"))).toBe(
      "&gt; &lt;!here&gt; &amp; &lt;@U1|a&gt; https://x.y?a&amp;b".replace("&gt; ", "> "),
    );
    expect(fallbackText([b.codeBlock("a<b", "ts"), b.paragraph(b.code("<c>"), b.person("U1", "<!d>"))])).toBe(
      "```\na&lt;b\n```\n\n&lt;c&gt;&lt;!d&gt;",
    );
    expect(
      fallbackText([
        b.paragraph({ kind: "image", url: "https://x?a&b", alt: "<c>" }),
        b.paragraph(b.link("https://x?a&b", "<d>")),
      ]),
    ).toBe("&lt;c&gt; (https://x?a&amp;b)\n\n&lt;d&gt; (https://x?a&amp;b)");
  });

  it("gives times in the zone of who reads, with words that cannot end the token", () => {
    expect(
      fallbackText([b.paragraph("Reveal: ", b.time(at, "time", "10:00"), b.time(at, "relative", "a|b^<c>"))]),
    ).toBe("Reveal: <!date^1805101200^{time}|10:00><!date^1805101200^{ago}|a b &lt;c&gt;>");
  });

  it("says which weekday a day is, unless it is near", () => {
    expect(fallbackText([b.paragraph("Reveal: ", b.time(at, "date-time", "Mon 15 Mar, 10:00"))])).toBe(
      "Reveal: <!date^1805101200^{date_long_pretty}, {time}|Mon 15 Mar, 10:00>",
    );
  });

  it("lists the rows of a table, since there are no columns in it", () => {
    expect(fallbackText([b.table(["a", "<b>"], [["c", ""]])])).toBe("- a: c\n  &lt;b&gt;: –");
  });

  it("says every word and holds nothing that Slack would read, for any document", () => {
    const missing = (doc: Doc): readonly string[] => missingFrom(readText(fallbackText(doc)), doc);
    expect(missing(everyNode)).toEqual([]);
    always(docs, (doc) => expect(missing(doc)).toEqual([]), 100);
    always(markdown, (text) => expect(missing(quoteOf(text))).toEqual([]), 150);
    always(markdown, (text) => expect(missing(parseMarkdown(text))).toEqual([]), 150);
  });
});
