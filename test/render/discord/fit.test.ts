import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DeliveryKey } from "../../../src/core/keys.ts";
import * as b from "../../../src/core/message/build.ts";
import type { Doc } from "../../../src/core/message/doc.ts";
import { parseMarkdown, quoteOf } from "../../../src/core/message/markdown.ts";
import type { Action } from "../../../src/core/message/message.ts";
import { partsOf } from "../../../src/core/message/parts.ts";
import { fit as fitDoc } from "../../../src/render/discord/fit.ts";
import { markOf } from "../../../src/render/discord/mark.ts";
import { renderMarkdown } from "../../../src/render/discord/markdown.ts";
import { type DiscordMessage, renderMessage } from "../../../src/render/discord/message.ts";
import { always, docs, markdown } from "../../core/message/documents.ts";
import { validateMessage } from "../../support/discord/payload/validate.ts";
import { missingFrom, shownIn, strangersIn, wordsIn } from "./reading.ts";

const mark = markOf("discord/1/2/reveal/2027-03-15/0" as DeliveryKey);
const buttons = Array.from(
  { length: 25 },
  (_, at): Action => ({ kind: "button", id: `a/${at}`, label: "Press", style: "plain" }),
);
/** A document as all the messages it becomes, the last with as many controls as there may be. */
const sent = (doc: Doc): readonly DiscordMessage[] =>
  partsOf({ summary: "S", doc, actions: buttons, pictures: [], thread: null }, fitDoc).map((message) =>
    renderMessage(message, mark),
  );
const kinds = (parts: readonly Doc[]): readonly string[] => parts.map((part) => part.map(({ kind }) => kind).join(" "));

describe("fitting", () => {
  it("counts what goes out, with the marks and in UTF-16 units", () => {
    expect(fitDoc([b.paragraph("a".repeat(4_096))]).length).toBe(1);
    expect(fitDoc([b.paragraph("a".repeat(4_097))]).length).toBe(2);
    expect(fitDoc([b.paragraph("*".repeat(2_048))]).length).toBe(1);
    expect(fitDoc([b.paragraph("*".repeat(2_049))]).length).toBe(2);
    expect(fitDoc([b.paragraph("😀".repeat(2_049))]).length).toBe(2);
    expect(fitDoc([b.paragraph(b.strong("a".repeat(4_092)))]).length).toBe(1);
    expect(fitDoc([b.paragraph(b.strong("a".repeat(4_093)))]).length).toBe(2);
  });

  it("cuts at the border of a block, and takes a heading along", () => {
    const doc = [b.paragraph("a".repeat(4_000)), b.heading(2, "b"), b.paragraph("c".repeat(200))];
    expect(kinds(fitDoc(doc))).toEqual(["paragraph", "heading paragraph"]);
  });

  it("opens a fence again, with its language", () => {
    const code = b.codeBlock(Array.from({ length: 300 }, (_, at) => `select ${at} from something`).join("\n"), "sql");
    const parts = fitDoc([code]).map(renderMarkdown);
    expect(parts.map((part) => [part.slice(0, 7), part.slice(-4), part.match(/select/gu)?.length])).toEqual([
      ["```sql\n", "\n```", 161],
      ["```sql\n", "\n```", 139],
    ]);
  });

  it("repeats the head of a table, and counts a list on", () => {
    const table = b.table(
      ["a", "b"],
      Array.from({ length: 200 }, (_, at) => [`row ${at}`, "x".repeat(20)]),
    );
    const heads = fitDoc([table]).map((part) => renderMarkdown(part).split("\n").slice(1, 2)[0]);
    expect(heads).toEqual(["a        b", "a        b"]);
    const list = b.numbered(Array.from({ length: 100 }, () => "x".repeat(75)));
    expect(fitDoc([list]).map((part) => renderMarkdown(part).split(".")[0])).toEqual(["1", "52"]);
  });

  it("keeps a quote a quote", () => {
    const parts = fitDoc(quoteOf("word ".repeat(1_000))).map(renderMarkdown);
    expect(parts.map((part) => part.split("\n").every((line) => line.startsWith("> ")))).toEqual([true, true]);
  });
});

describe("the parts of any document", () => {
  // Not shrunk: with documents as long as these that takes longer than looking at one.
  const big = fc.noShrink(fc.array(docs, { minLength: 3, maxLength: 6 }).map((several) => several.flat()));

  const check = (doc: Doc): void => {
    const parts = fitDoc(doc);
    expect(parts.map((part) => fitDoc(part))).toEqual(parts.map((part) => [part]));
    const messages = sent(doc);
    expect(messages.flatMap((message) => validateMessage(message))).toEqual([]);
    expect(missingFrom(wordsIn(messages), doc)).toEqual([]);
    expect(messages.flatMap((message) => strangersIn(shownIn(message)))).toEqual([]);
  };

  it("are taken by Discord, together say every word, and hide and notify nothing", () => {
    always(big, check, 8);
  });

  it("and so are those of any Markdown, with strange characters", () => {
    always(markdown, (text) => check([...parseMarkdown(text), ...quoteOf(text)]), 40);
    always(
      fc.string({ unit: "binary", maxLength: 60 }),
      (text) => check([...parseMarkdown(text), ...quoteOf(text)]),
      40,
    );
  });

  it("and those of long answers full of marks", () => {
    always(fc.noShrink(markdown), (text) => check(quoteOf(`${text}\n`.repeat(40))), 6);
  });

  it("are as few as they can be, of 300 long answers too", () => {
    const doc = Array.from({ length: 300 }, (_, at) => [
      b.paragraph(b.strong(`${at}`)),
      ...quoteOf("A word and `code`.\n".repeat(50)),
    ]).flat();
    expect(fitDoc(doc).length).toBe(100);
  });
});
