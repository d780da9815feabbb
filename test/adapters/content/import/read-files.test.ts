import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { nameOf, readFiles } from "../../../../src/adapters/content/import/read-files.ts";
import { walkSources } from "../../../../src/adapters/content/import/walk.ts";
import { recognised } from "../../../../src/core/import/formats.ts";
import type { ImportSource } from "../../../../src/core/import/found.ts";
import { aFound, nothingFound } from "../../../core/import/some-found.ts";
import { aFolder } from "../places.ts";

const readers = {
  recognised,
  readOwn: () => null,
  read: ({ text }: ImportSource) => ({ ...nothingFound, questions: [aFound(text)] }),
};
function read(files: Readonly<Record<string, string | Uint8Array>>, source: string | null = null) {
  const root = aFolder(Object.fromEntries(Object.entries(files).map(([name, text]) => [`g/${name}`, text])));
  const counted: number[] = [];
  const walk = walkSources([join(root, "g")]);
  const { reads, skipped } = readFiles({ walk, readers, source, progress: (count) => counted.push(count) });
  return {
    texts: reads.map(({ name, found }) => [name, found.questions[0]?.answer]),
    sources: reads.map((each) => each.source),
    skipped: skipped.map(({ file, reason }) => `${file}: ${reason}`),
    counted,
  };
}
const is = (text: string) => `It is ${text}, of course.`;

describe("readFiles", () => {
  it("fault 56: reads no file over 5 MB, and counts it as done", () => {
    const { texts, skipped, counted } = read({ "a.md": new Uint8Array(5_000_001), "b.md": "x" });
    expect([texts, skipped, counted]).toEqual([
      [["g/b.md", is("x")]],
      ["g/a.md: the file is larger than 5 MB: shorten it, or split it into several"],
      [1, 2],
    ]);
  });

  it("fault 57: names the byte of text that is no UTF-8", () => {
    expect(read({ "a.md": Buffer.from("Prüfung", "latin1") }).skipped).toEqual([
      "g/a.md: the file is not valid UTF-8 at byte 2: save it as UTF-8",
    ]);
  });

  it("fault 58: takes a byte order mark, CRLF and NEL, and names UTF-16", () => {
    const utf16 = Buffer.from("\ufeffx", "utf16le");
    const { texts, skipped } = read({ "a.md": "\ufeffa\r\nb\u0085c\rd", "b.csv": utf16 });
    expect([texts, skipped]).toEqual([
      [["g/a.md", is("a\nb\nc\nd")]],
      ["g/b.csv: the file is UTF-16: save it as UTF-8"],
    ]);
  });

  it("fault 64: says what to export instead of a package, however large it is", () => {
    const zip = Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(5_000_001)]);
    const deck = "an Anki package, which is not read yet: in Anki, File > Export > Notes in Plain Text (.txt)";
    const archive = "a zip archive, which is not read yet: unpack it, and import the folder";
    expect(read({ "a.txt": zip.subarray(0, 99), "b.apkg": zip, "c.zip": zip.subarray(0, 99) }).skipped).toEqual([
      `g/a.txt: ${archive}`,
      `g/b.apkg: ${deck}`,
      `g/c.zip: ${archive}`,
    ]);
  });

  it("calls a folder's files by their own names, after that of the whole", () => {
    const files = { "a.md": "x", "b.md": "y" };
    expect([read(files).sources, read(files, "Guide").sources]).toEqual([
      ["g/a.md", "g/b.md"],
      ["Guide: g/a.md", "Guide: g/b.md"],
    ]);
    const root = aFolder({ "a.md": "x" });
    const walk = walkSources([join(root, "a.md")]);
    const [one] = readFiles({ walk, readers, source: "Guide", progress: () => undefined }).reads;
    expect([one?.name, one?.source, nameOf(walk, null), nameOf(walk, "Guide")]).toEqual([
      "a.md",
      "Guide",
      "a.md",
      "Guide",
    ]);
  });

  it("keeps the end of a name that is too long to be written", () => {
    const name = `${"long/".repeat(19)}${"n".repeat(240)}.md`;
    const [source = ""] = read({ [name]: "x" }).sources;
    expect([source.length, source.slice(0, 2), source.endsWith(`${"n".repeat(240)}.md`)]).toEqual([300, "…/", true]);
  });

  it("takes a bank's own export whole", () => {
    const root = aFolder({ "bank.csv": "x" });
    const own = { questions: [], skipped: [{ line: 2, reason: "no id" }] };
    const walk = walkSources([root]);
    const { reads } = readFiles({
      walk,
      readers: { ...readers, readOwn: () => own },
      source: null,
      progress: () => undefined,
    });
    expect(reads.map((each) => [each.own, each.found.questions, each.found.skipped])).toEqual([
      [[], [], [{ line: 2, reason: "no id" }]],
    ]);
  });
});
