import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Doc } from "../../src/core/message/doc.ts";
import { parseMarkdown } from "../../src/core/message/markdown.ts";
import { splitDoc } from "../../src/core/message/split.ts";
import { renderHtml } from "../../src/render/html.ts";
import { renderPlain } from "../../src/render/plain.ts";
import { wordsOf } from "../core/message/documents.ts";
import { readHtml } from "./strict-html.ts";

const root = new URL("../../", import.meta.url);
const files = globSync("content/*/*.md", { cwd: root }).sort();
const bodyOf = (file: string): string =>
  readFileSync(new URL(file, root), "utf8").replace(/^---\n[\s\S]*?\n---\n/u, "");
const within = (limit: number) => (doc: Doc) => renderPlain(doc, 36).length <= limit;

describe("every shipped question", () => {
  it("is found", () => expect(files.length > 0).toBe(true));

  it.each(files)("%s loses no word", (file) => {
    const source = bodyOf(file);
    const doc = parseMarkdown(source);
    const written = new Set(
      wordsOf(
        source
          .normalize("NFC")
          .replace(/^\s*\d+[.)] /gmu, "")
          .replace(/^(\s*`{3,})\w+/gmu, "$1"),
      ),
    );
    expect(written.difference(new Set(wordsOf(renderPlain(doc))))).toEqual(new Set());
    expect(written.difference(new Set(wordsOf(readHtml(renderHtml(doc)))))).toEqual(new Set());
  });

  it.each(files)("%s is split at 2,000 and at 300 characters without loss", (file) => {
    const doc = parseMarkdown(bodyOf(file));
    for (const limit of [2_000, 300]) {
      const parts = splitDoc(doc, within(limit));
      expect(parts.filter((part) => !within(limit)(part))).toEqual([]);
      const said = new Set(parts.flatMap((part) => wordsOf(renderPlain(part, 36))));
      expect(new Set(wordsOf(renderPlain(doc, 36))).difference(said)).toEqual(new Set());
      expect(parts.map((part) => splitDoc(part, within(limit)))).toEqual(parts.map((part) => [part]));
    }
  });
});
