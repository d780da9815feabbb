import { describe, expect, it } from "vitest";
import { code, list, paragraph, strong, table } from "../../../src/core/message/build.ts";
import type { Doc } from "../../../src/core/message/doc.ts";
import { renderBlocks } from "../../../src/render/slack/blocks.ts";
import { validateMessage } from "../../support/slack/payload/validate.ts";

const message = { blocks: 50, table: true };
const kinds = (doc: Doc, surface = message): readonly string[] => renderBlocks(doc, surface).map(({ type }) => type);
const wide = (columns: number) =>
  table(
    Array.from({ length: columns }, (_, at) => `h${at}`),
    [[]],
  );
const tall = (rows: number, cell = "a") =>
  table(
    ["h"],
    Array.from({ length: rows }, () => [cell]),
  );

describe("a table", () => {
  it("has its head first, words as they are, marks as rich text, a space in an empty cell", () => {
    const rich = (...elements: object[]) => ({
      type: "rich_text",
      elements: [{ type: "rich_text_section", elements }],
    });
    expect(
      renderBlocks(
        [
          table(
            ["a", "b"],
            [
              [code("c"), ""],
              ["x < y", strong("d")],
            ],
            ["right"],
          ),
        ],
        message,
      ),
    ).toEqual([
      {
        type: "table",
        rows: [
          [
            { type: "raw_text", text: "a" },
            { type: "raw_text", text: "b" },
          ],
          [rich({ type: "text", text: "c", style: { code: true } }), rich({ type: "text", text: " " })],
          [rich({ type: "text", text: "x < y" }), rich({ type: "text", text: "d", style: { bold: true } })],
        ],
        column_settings: [
          { align: "right", is_wrapped: true },
          { align: "left", is_wrapped: true },
        ],
      },
    ]);
  });

  it("is drawn up to 99 rows below the head, 20 columns and 10,000 characters, else listed", () => {
    expect(kinds([tall(99)])).toEqual(["table"]);
    expect(kinds([tall(100)])).toEqual(["rich_text"]);
    expect(kinds([wide(20)])).toEqual(["table"]);
    expect(kinds([wide(21)])).toEqual(["rich_text"]);
    expect(kinds([tall(1, "a".repeat(9_999))])).toEqual(["table"]);
    expect(kinds([tall(1, "a".repeat(10_000))])).toEqual(["rich_text"]);
    expect(validateMessage({ text: "x", blocks: renderBlocks([tall(99), wide(21)], message) })).toEqual([]);
  });

  it("is listed from the second one on, and in a form", () => {
    expect(kinds([tall(100), tall(1), paragraph("a"), tall(1)])).toEqual([
      "rich_text",
      "table",
      "rich_text",
      "rich_text",
    ]);
    expect(renderBlocks([tall(2)], { blocks: 50, table: false })).toEqual(
      renderBlocks([list([[paragraph(strong("h"), ": a")], [paragraph(strong("h"), ": a")]])], message),
    );
  });
});
