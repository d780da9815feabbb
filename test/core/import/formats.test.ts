import { describe, expect, it } from "vitest";
import { recognised } from "../../../src/core/import/formats.ts";

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const zip = (entry: string): string => `PK\x03\x04${"\0".repeat(26)}${entry}`;

describe("a file that is no text", () => {
  const rows: readonly (readonly [name: string, begin: string, format: string | null])[] = [
    ["deck.apkg", zip("collection.anki21b"), "an Anki package"],
    ["deck.zip", zip("collection.anki2"), "an Anki package"],
    ["deck.zip", zip("meta"), "an Anki package"],
    ["collection.anki2", "SQLite format 3\0", "an Anki package"],
    ["some.db", "SQLite format 3\0", "a SQLite database"],
    ["quiz.XLSX", zip("[Content_Types].xml"), "a spreadsheet"],
    ["guide.docx", zip("[Content_Types].xml"), "a document of a word processor"],
    ["guide.zip", zip("word/document.xml"), "a document of a word processor"],
    ["course.zip", zip("imsmanifest.xml"), "a QTI package"],
    ["notes.zip", zip("notes/a.md"), "a zip archive"],
    ["empty.zip", "PK\x05\x06", "a zip archive"],
    ["guide.pdf", "%PDF-1.7", "a PDF"],
    ["guide.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of a word processor"],
    ["old.bin", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an old office program"],
    ["guide.rtf", "{\\rtf1", "a document of a word processor"],
    ["a.tar", `${"\0".repeat(257)}ustar`, "a packed archive"],
    ["a.png", "\x89PNG", "a picture, a sound or a video"],
    ["notes.md", "# PK", null],
    ["notes.key", "# keys", null],
    ["", "", null],
  ];
  it.each(rows)("%s is told by its bytes", (name, begin, format) => {
    expect(recognised(name, bytes(begin))?.format ?? null).toBe(format);
  });

  it("has a word on what to export instead", () => {
    expect(recognised("deck.apkg", bytes(zip("media")))).toEqual({
      format: "an Anki package",
      instead: "in Anki, File > Export > Notes in Plain Text (.txt)",
    });
  });
});
