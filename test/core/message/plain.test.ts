import { describe, expect, it } from "vitest";
import {
  code,
  codeBlock,
  heading,
  lineBreak,
  link,
  list,
  paragraph,
  person,
  quote,
  rule,
  strong,
  table,
  time,
} from "../../../src/core/message/build.ts";
import { cleanLine, cleanText } from "../../../src/core/message/clean.ts";
import type { Inline } from "../../../src/core/message/doc.ts";
import { plainInline, plainLines, plainText } from "../../../src/core/message/plain.ts";

const at = Temporal.Instant.from("2027-03-15T09:00:00Z");
const image = (alt: string): Inline => ({ kind: "image", url: "http://i.j/p.png", alt });

type Row = readonly [name: string, children: readonly Inline[], expected: string];
const rows: readonly Row[] = [
  ["emphasis without its marks", [strong("a ", code("b"))], "a b"],
  ["a break as a space", [{ kind: "text", value: "a" }, lineBreak, { kind: "text", value: "b" }], "a b"],
  ["a link with its address", [link("http://x", "a")], "a (http://x)"],
  ["an address once", [link("http://x")], "http://x"],
  ["a mail address once", [link("mailto:a@b.c", "a@b.c")], "a@b.c"],
  ["an image with its words", [image("a")], "a (http://i.j/p.png)"],
  ["an image without words", [image(" ")], "http://i.j/p.png"],
  ["a person", [person("U1", "Ann")], "Ann"],
  ["a time", [time(at, "time", "09:00")], "09:00"],
];

describe("plain text on one line", () => {
  it.each(rows)("shows %s", (_name, children, expected) => expect(plainInline(children)).toBe(expected));

  it("can keep breaks", () => expect(plainLines([strong("a\nb")])).toBe("a\nb"));

  it("holds every block of a document", () => {
    const doc = [
      heading(1, "a"),
      paragraph("b\nc"),
      list(["d", "e"]),
      rule,
      quote(paragraph("f")),
      codeBlock("g\n h", "ts"),
      table(["i", "j"], [["k"]]),
    ];
    expect(plainText(doc)).toBe("a b c d; e f g h i, j; k,");
  });
});

describe("clean text", () => {
  const dirty: readonly (readonly [string, string])[] = [
    ["a\r\nb\rc\u2028d", "a\nb\nc\nd"],
    ["a\u0000\u001b[2J\u009b\u007f", "a\ufffd\ufffd[2J\ufffd\ufffd"],
    ["\ud800a\udc00", "\ufffda\ufffd"],
    ["e\u0301\t", "\u00e9\t"],
  ];
  it.each(dirty)("%j is %j", (from, to) => expect(cleanText(from)).toBe(to));

  it("can be one line", () => expect(cleanLine("a\n\r\nb")).toBe("a b"));
});
