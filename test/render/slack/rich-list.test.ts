import type { KnownBlock } from "@slack/types";
import { expect, it } from "vitest";
import { list, paragraph, rule } from "../../../src/core/message/build.ts";
import type { Block } from "../../../src/core/message/doc.ts";
import { parseMarkdown } from "../../../src/core/message/markdown.ts";
import { renderBlocks } from "../../../src/render/slack/blocks.ts";

/** One line for each item: where it stands, what counts it, what it says. */
function outline(blocks: readonly KnownBlock[]): readonly string[] {
  return blocks
    .flatMap((block) => (block.type === "rich_text" ? block.elements : []))
    .flatMap((element) => {
      const text = (words: typeof element.elements): string =>
        words.map((word) => ("text" in word ? word.text : "")).join("");
      if (element.type !== "rich_text_list")
        return [`${element.type.replace("rich_text_", "")}: ${text(element.elements)}`];
      const offset = "offset" in element ? Number(element.offset) : 0;
      const mark = (at: number): string => (element.style === "ordered" ? `${offset + at + 1}.` : "-");
      return element.elements.map(
        ({ elements }, at) => `${"  ".repeat(element.indent ?? 0)}${mark(at)} ${text(elements)}`,
      );
    });
}

type Row = readonly [name: string, markdown: string, lines: readonly string[]];
const rows: readonly Row[] = [
  ["items of one list together", "- a\n- b", ["- a", "- b"]],
  ["a list from any number on", "7. a\n8. b", ["7. a", "8. b"]],
  ["a list from 0 on, which Slack cannot count", "0. a\n1. b", ["- 0. a", "- 1. b"]],
  ["lists in lists", "- a\n  - b\n    1. c\n- d", ["- a", "  - b", "    1. c", "- d"]],
  ["numbers that go on after a list inside", "1. a\n   - b\n2. c\n3. d", ["1. a", "  - b", "2. c", "3. d"]],
  [
    "numbers that go on after code and a quote",
    "1. a\n   ```\n   b\n   ```\n2. c\n   > d\n3. e",
    ["1. a", "preformatted: b", "2. c", "quote: d", "3. e"],
  ],
  ["the further paragraphs of an item on lines of it", "- a\n\n  b\n\n- c", ["- a\nb", "- c"]],
  ["tasks with their boxes", "- [x] a\n- [ ] b", ["- ☑ a", "- ☐ b"]],
  ["an item that opens with code", "- ```\n  a\n  ```", ["-  ", "preformatted: a"]],
  ["an empty item", "-\n- a", ["-  ", "- a"]],
  ["a table inside as a list of its rows", "- a\n\n  | b | c |\n  |---|---|\n  | d | e |", ["- a", "  - b: d\nc: e"]],
];

it.each(rows)("a list shows %s", (_name, markdown, lines) => {
  expect(outline(renderBlocks(parseMarkdown(markdown), { blocks: 50, table: true }))).toEqual(lines);
});

it("a list shows no deeper than Slack has them", () => {
  const nested = Array.from({ length: 11 }, (_, deep) => deep).reduceRight<Block>(
    (inner, deep) => list([[paragraph(String(deep)), ...(deep === 10 ? [] : [inner])]]),
    rule,
  );
  expect(outline(renderBlocks([nested], { blocks: 50, table: true })).slice(-3)).toEqual(
    [8, 9, 10].map((deep) => `${" ".repeat(16)}- ${deep}`),
  );
});
