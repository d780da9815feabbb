import { describe, expect, it } from "vitest";
import { displayWidth, pad } from "../../src/render/display-width.ts";

type Row = readonly [name: string, text: string, columns: number];
const rows: readonly Row[] = [
  ["nothing", "", 0],
  ["ASCII", "abc ~", 5],
  ["accents in one character", "é", 1],
  ["accents in two", "e\u0301", 1],
  ["1,000 combining marks", `a${"\u0301".repeat(1_000)}`, 1],
  ["Han", "字典", 4],
  ["Hangul, whole and in letters", "한\u1112\u1161\u11ab", 4],
  ["full and half width", "Ａｱ", 3],
  ["emoji", "🙂", 2],
  ["a family", "👩‍👩‍👧", 2],
  ["a skin tone", "👍🏽", 2],
  ["a flag", "🇪🇺", 2],
  ["a sign shown as emoji", "❤️", 2],
  ["the same sign as text", "❤", 1],
  ["a keycap", "1️⃣", 2],
  ["zero-width and direction marks", "a\u200b\u202eb\u2069", 2],
  ["box drawing and dashes", "–│…", 3],
  ["a rare Han character", "𠮷", 2],
];

describe("display width", () => {
  it.each(rows)("counts %s", (_name, text, columns) => expect(displayWidth(text)).toBe(columns));

  it("pads on either side", () => {
    expect(pad("字", 5, null)).toBe("字   ");
    expect(pad("字", 5, "right")).toBe("   字");
    expect(pad("字", 5, "center")).toBe(" 字  ");
    expect(pad("long", 2, "right")).toBe("long");
  });
});
