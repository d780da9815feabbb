import { describe, expect, it } from "vitest";
import {
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
  tasks,
} from "../../src/core/message/build.ts";
import type { Doc } from "../../src/core/message/doc.ts";
import { renderPlain } from "../../src/render/plain.ts";
import { always, docs, wordsOf } from "../core/message/documents.ts";
import { everyNode } from "../support/every-node.ts";
import { readable } from "../support/readable.ts";

const people = table(
  ["Name", "Zahl"],
  [
    ["字字", "1"],
    ["e\u0301", "22"],
  ],
  [null, "right"],
);

type Row = readonly [name: string, doc: Doc, expected: readonly string[]];
const rows: readonly Row[] = [
  ["blocks with a line between", [heading(1, "A"), paragraph("b\nc"), rule], ["A", "", "b", "c", "", "---"]],
  ["bullets close together", [list(["a", [paragraph("b"), list(["c"])]])], ["- a", "- b", "  - c"]],
  ["long items apart", [list(["a", [paragraph("b"), paragraph("c")]])], ["- a", "", "- b", "", "  c"]],
  ["numbers in line", [numbered(["a", "b\nc"], 9)], ["9.  a", "10. b", "    c"]],
  [
    "tasks",
    [
      tasks([
        { done: true, words: "a" },
        { done: false, words: "b" },
      ]),
    ],
    ["- [x] a", "- [ ] b"],
  ],
  ["an empty item", [list([[]])], ["-"]],
  ["code in a fence with its language", [codeBlock("a\n\nb", "ts")], ["```ts", "a", "", "b", "```"]],
  ["code that holds fences", [codeBlock("````\na", null)], ["`````", "````", "a", "`````"]],
  ["quotes in quotes", [quote(paragraph("a"), quote(paragraph("b")))], ["> a", ">", "> > b"]],
  ["links with their address", [paragraph(link("http://x", strong("a")))], ["a (http://x)"]],
  ["a cell on one line", [table(["a", "b"], [["c\n  d ", "e"]])], ["a    b", "---  -", "c d  e"]],
  ["a table in columns", [people], ["Name  Zahl", "----  ----", "字字     1", "é       22"]],
];

describe("plain text", () => {
  it.each(rows)("shows %s", (_name, doc, expected) => expect(renderPlain(doc).split("\n")).toEqual(expected));

  it("draws a table that fits the columns, and lists its rows otherwise", () => {
    expect(renderPlain([people], 10).split("\n")[1]).toBe("----  ----");
    expect(renderPlain([people], 9).split("\n")).toEqual(["- Name: 字字", "  Zahl: 1", "- Name: é", "  Zahl: 22"]);
    expect(renderPlain([quote(table(["Some head", ""], []), table(["", "b"], [["a", ""]]))], 3).split("\n")).toEqual([
      "> - Some head",
      ">",
      "> - a",
      ">   b: –",
    ]);
  });

  it.each([undefined, 36, 1])("holds every word of any document, tables at most %s wide", (columns) => {
    const wanted = (doc: Doc) => new Set(wordsOf(readable(doc)));
    always(docs, (doc) => expect(wanted(doc).difference(new Set(wordsOf(renderPlain(doc, columns)))).size).toBe(0), 60);
    expect(wanted(everyNode).difference(new Set(wordsOf(renderPlain(everyNode, columns))))).toEqual(new Set());
  });
});
