import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paragraph, person } from "../../../src/core/message/build.ts";
import type { Doc } from "../../../src/core/message/doc.ts";
import { parseMarkdown, quoteOf } from "../../../src/core/message/markdown.ts";
import type { Message } from "../../../src/core/message/message.ts";
import { renderMarkdown } from "../../../src/render/discord/markdown.ts";
import { renderMessage } from "../../../src/render/discord/message.ts";
import { always, docs, markdown } from "../../core/message/documents.ts";
import { everyShown, readMarkdown, type Shown, shownWords } from "../../support/discord/draw/read-markdown.ts";
import { addressesIn, linksIn, missingFrom, strangersIn } from "./reading.ts";

/** Pieces of what Discord reads as something else than text. */
const pieces = [
  ..."*_~|`<>@#:[]()\\!-+.1 \n\t",
  "**",
  "__",
  "||",
  "~~",
  "```",
  "``",
  "```js\n",
  "@everyone",
  "@here",
  "<@1>",
  "<@!1>",
  "<@&2>",
  "<#3>",
  "</drill:4>",
  "<a:b:5>",
  "<t:6:R>",
  "<id:home>",
  ":tada:",
  "https://evil.example/x",
  "steam://run",
  "discord.gg/abc",
  "discord.com/invite/abc",
  "[w](https://evil.example)",
  "# ",
  "-# ",
  "> ",
  ">>> ",
  "- ",
  "* ",
  "1. ",
  "\u200B",
  "\u202E",
  "a",
  "word",
  "字",
  "👩‍👩‍👧",
] as const;
const hostile = fc.array(fc.constantFrom(...pieces), { maxLength: 24 }).map((some) => some.join(""));

const kindsIn = (shown: readonly Shown[]): ReadonlySet<string> => new Set(everyShown(shown).map(({ kind }) => kind));

/** What a document's words look like to a reader: every character of them, but blanks. */
const bare = (text: string): string => text.toWellFormed().replaceAll(/[\s\u200B-\u200D\u2060\u2063]+/gu, "");

describe("whatever somebody writes", () => {
  it("is shown letter for letter, and nothing of it is read as a mark", () => {
    always(
      hostile,
      (value) => {
        const shown = readMarkdown(
          renderMarkdown([{ kind: "paragraph", children: [{ kind: "text", value: value.replaceAll("\n", " ") }] }]),
        );
        expect([...kindsIn(shown)].filter((kind) => kind !== "text" && kind !== "break")).toEqual([]);
        expect(bare(shownWords(shown))).toBe(bare(value));
      },
      200,
    );
  });

  it("is shown letter for letter inside marks, in a heading, a list, a quote and a name", () => {
    always(
      hostile.map((value) => value.replaceAll("\n", " ").trim()).filter((value) => bare(value) !== ""),
      (value) => {
        const text = { kind: "text", value } as const;
        const block = paragraph({ kind: "strong", children: [text] }, " ", { kind: "emphasis", children: [text] });
        const doc: Doc = [
          { kind: "heading", level: 2, children: [text] },
          block,
          { kind: "list", start: null, items: [{ checked: null, children: [block] }] },
          { kind: "quote", children: [block, { kind: "quote", children: [paragraph(person("1", value))] }] },
        ];
        const shown = readMarkdown(renderMarkdown(doc));
        const meant = new Set(["text", "break", "heading", "strong", "emphasis", "item", "quote"]);
        expect([...kindsIn(shown)].filter((kind) => !meant.has(kind))).toEqual([]);
        expect(bare(shownWords(shown))).toBe(bare(`${value.repeat(7)}>${value}`));
      },
      200,
    );
  });

  it("stays inside its quote, notifies nobody, links nothing and hides nothing", () => {
    always(
      fc.oneof(hostile, markdown, fc.string({ unit: "binary", maxLength: 60 })),
      (value) => {
        const after = paragraph("after");
        const shown = readMarkdown(renderMarkdown([...quoteOf(value), after]));
        const outside = shown.filter(({ kind }) => kind !== "quote");
        expect(bare(shownWords(outside))).toBe("after");
        expect([...strangersIn(shown), ...linksIn(shown)]).toEqual([]);
      },
      100,
    );
  });
});

describe("the role that a message pings", () => {
  it("is the only one it tells, whatever stands before it and whatever it is called", () => {
    const id = "700000000000000001";
    always(
      fc.record({ value: fc.oneof(hostile, markdown), actions: fc.boolean(), thread: fc.boolean() }),
      ({ value, actions, thread }) => {
        const message: Message = {
          summary: value,
          doc: [...quoteOf(value), { kind: "code", language: null, text: value }, paragraph(value)],
          actions: actions ? [{ kind: "button", id: "answer/1", label: "Answer", style: "primary" }] : [],
          pictures: [],
          thread: thread ? "Title" : null,
          ping: { id, name: value },
        };
        const { content, allowed_mentions } = renderMessage(message, "8zIPjeRI7x6I", id);
        const live = everyShown(readMarkdown(content)).filter((one) => one.kind === "live");
        expect(live.map((one) => one.value)).toEqual([`<@&${id}>`]);
        expect(allowed_mentions).toEqual({ parse: [], roles: [id] });
      },
      200,
    );
  });
});

describe("whatever an author writes", () => {
  it("says every word, links its own addresses alone, and hides nothing", () => {
    always(
      fc.oneof(hostile, markdown),
      (value) => {
        const doc = parseMarkdown(value);
        const shown = readMarkdown(renderMarkdown(doc));
        expect(missingFrom(shownWords(shown), doc)).toEqual([]);
        expect(strangersIn(shown)).toEqual([]);
        const addresses = addressesIn(doc);
        expect(linksIn(shown).filter((url) => !addresses.has(decodeURIComponent(url)) && !addresses.has(url))).toEqual(
          [],
        );
      },
      200,
    );
  });

  it("says every word of any document", () => {
    always(
      docs,
      (doc) => {
        const shown = readMarkdown(renderMarkdown(doc));
        expect(missingFrom(shownWords(shown), doc)).toEqual([]);
        expect(strangersIn(shown)).toEqual([]);
      },
      100,
    );
  });
});
