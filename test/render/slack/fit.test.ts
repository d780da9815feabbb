import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as b from "../../../src/core/message/build.ts";
import type { Doc } from "../../../src/core/message/doc.ts";
import { parseMarkdown, quoteOf } from "../../../src/core/message/markdown.ts";
import { partsOf } from "../../../src/core/message/parts.ts";
import { renderPlain } from "../../../src/render/plain.ts";
import { fit as fitDoc } from "../../../src/render/slack/fit.ts";
import { renderMessage, type SlackMessage } from "../../../src/render/slack/message.ts";
import { always, docs, markdown } from "../../core/message/documents.ts";
import { validateMessage } from "../../support/slack/payload/validate.ts";
import { missingFrom, readBlocks, readText } from "./read-blocks.ts";

const buttons = Array.from(
  { length: 26 },
  (_, at) => ({ kind: "button", id: `a/${at}`, label: "Press", style: "plain" }) as const,
);
/** A document as all the messages it becomes, with as many controls as there may be, each in its three forms. */
const sent = (doc: Doc): readonly (readonly SlackMessage[])[] =>
  partsOf({ summary: "S", doc, actions: buttons, pictures: [], thread: null }, fitDoc).map((message) =>
    renderMessage(message, "m"),
  );

const bytes = (text: string): number => new TextEncoder().encode(text).length;
const kinds = (parts: readonly Doc[]): readonly string[] => parts.map((part) => part.map(({ kind }) => kind).join(" "));
const table = (name: string, rows = 1) =>
  b.table(
    [name],
    Array.from({ length: rows }, (_, at) => [`${name}${at}`]),
  );

describe("fitting", () => {
  it("keeps one table a message, and a heading with it", () => {
    const doc = [
      b.paragraph("a"),
      table("b"),
      b.paragraph("c"),
      b.heading(3, "d"),
      table("e"),
      b.paragraph("f"),
      table("g"),
    ];
    expect(kinds(fitDoc(doc))).toEqual(["paragraph table paragraph", "heading table paragraph", "table"]);
  });

  it("repeats the head of a table that is too long for one message", () => {
    const parts = fitDoc([table("row", 150)]);
    const rows = parts.flatMap((part) =>
      part.map((block) => (block.kind === "table" ? [renderPlain([block]).split("\n")[0], block.rows.length] : [])),
    );
    expect(rows).toEqual([[["row", 99]], [["row", 51]]].flat());
  });

  it("lists a table that is too wide in any part, and does not count it", () => {
    const wide = b.table(
      Array.from({ length: 21 }, (_, at) => `h${at}`),
      [[]],
    );
    expect(kinds(fitDoc([wide, table("a"), wide]))).toEqual(["table table table"]);
  });

  it("cuts before 49 blocks", () => {
    expect(fitDoc(Array.from({ length: 100 }, () => b.paragraph("a"))).map((part) => part.length)).toEqual([48, 48, 4]);
  });

  it("counts the bytes of the text, of which an edit takes 4,000", () => {
    expect(fitDoc([b.paragraph("a".repeat(3_800))]).length).toBe(1);
    expect(fitDoc([b.paragraph("a".repeat(3_801))]).length).toBe(2);
    expect(fitDoc([b.paragraph("字".repeat(1_266))]).length).toBe(1);
    expect(fitDoc([b.paragraph("字".repeat(1_267))]).length).toBe(2);
    expect(fitDoc([b.paragraph("<".repeat(951))]).length).toBe(2);
  });

  it("counts the layout too: many small marks take more than their words", () => {
    const marked = b.paragraph(...Array.from({ length: 400 }, (_, at) => (at % 2 === 0 ? "a" : b.strong("b"))));
    expect(fitDoc([marked]).length).toBe(2);
  });

  it("splits code, lists and quotes that are too long, with language and numbers", () => {
    const code = fitDoc([
      b.codeBlock(Array.from({ length: 200 }, (_, at) => `select ${at} from something_long`).join("\n"), "sql"),
    ]);
    expect(code.map(([block]) => (block?.kind === "code" ? block.language : null))).toEqual(["sql", "sql"]);
    const list = fitDoc([b.numbered(Array.from({ length: 100 }, () => "x".repeat(75)))]);
    expect(list.map(([block]) => (block?.kind === "list" ? block.start : null))).toEqual([1, 48, 95]);
    expect(kinds(fitDoc(quoteOf(`${"word ".repeat(1_000)}`)))).toEqual(["quote", "quote"]);
  });
});

describe("the parts of any document", () => {
  // Not shrunk: with documents as long as these that takes longer than looking at one.
  const big = fc.noShrink(fc.array(docs, { minLength: 3, maxLength: 6 }).map((several) => several.flat()));

  const check = (doc: Doc): void => {
    const parts = fitDoc(doc);
    expect(parts.map((part) => fitDoc(part))).toEqual(parts.map((part) => [part]));
    const messages = sent(doc);
    for (const forms of messages) {
      for (const form of forms) {
        const payload = form.blocks.length === 0 ? { text: form.text } : form;
        expect(validateMessage(payload)).toEqual([]);
        expect(bytes(form.text) <= 4_000).toBe(true);
      }
    }
    for (const form of [0, 1] as const) {
      expect(missingFrom(messages.map((forms) => readBlocks(forms[form]?.blocks)).join("\n"), doc)).toEqual([]);
    }
    expect(missingFrom(messages.map(([first]) => readText(first?.text ?? "")).join("\n"), doc)).toEqual([]);
  };

  it("are taken by Slack in each form, and together say every word in each", () => {
    always(big, check, 8);
  });

  it("and so are those of any Markdown, with strange characters", () => {
    always(markdown, (text) => check([...parseMarkdown(text), ...quoteOf(text)]), 60);
    always(
      fc.string({ unit: "binary", maxLength: 60 }),
      (text) => check([...parseMarkdown(text), ...quoteOf(text)]),
      60,
    );
  });

  it("are as few as they can be, of 300 long answers too", () => {
    const doc = Array.from({ length: 300 }, (_, at) => [
      b.paragraph(b.strong(`${at}`)),
      ...quoteOf("A word and `code`.\n".repeat(50)),
    ]).flat();
    expect(fitDoc(doc).length).toBe(150);
  });
});
