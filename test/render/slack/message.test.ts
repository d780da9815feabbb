import type { KnownBlock } from "@slack/types";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { heading, paragraph, time, type Words } from "../../../src/core/message/build.ts";
import { parseMarkdown, quoteOf } from "../../../src/core/message/markdown.ts";
import type { Action, Message } from "../../../src/core/message/message.ts";
import { renderMessage } from "../../../src/render/slack/message.ts";
import { pingsIn } from "../../adapters/slack/shown.ts";
import { always, markdown } from "../../core/message/documents.ts";
import { validateMessage } from "../../support/slack/payload/validate.ts";

const at = Temporal.Instant.from("2027-03-15T15:00:00Z");
const say = (changes: Partial<Message> = {}): Message => ({
  summary: "Locks: What is a lock?",
  doc: [heading(2, "Locks"), paragraph("What is a lock?"), paragraph("Reveal: ", time(at, "time", "16:00"))],
  actions: [{ kind: "button", id: "answer/2027-03-15", label: "Answer", style: "primary" }],
  pictures: [],
  thread: null,
  ...changes,
});
const textOf = (message: Message): string => renderMessage(message, null)[0].text;
const controls = (actions: readonly Action[]): readonly KnownBlock[] =>
  renderMessage(say({ doc: [], actions }), null)[0].blocks;

describe("a message", () => {
  it("has three forms: blocks, its words with the controls, its words alone", () => {
    const button = {
      type: "button",
      action_id: "answer/2027-03-15",
      text: { type: "plain_text", text: "Answer", emoji: false },
      style: "primary",
    };
    const text = "Locks\n\nWhat is a lock?\n\nReveal: <!date^1805122800^{time}|16:00>";
    const section = (elements: object[]) => ({
      type: "rich_text",
      elements: [{ type: "rich_text_section", elements }],
    });
    expect(renderMessage(say(), null)).toEqual([
      {
        text,
        blocks: [
          { type: "header", text: { type: "plain_text", text: "Locks", emoji: false } },
          section([{ type: "text", text: "What is a lock?" }]),
          section([
            { type: "text", text: "Reveal: " },
            { type: "date", timestamp: 1_805_122_800, format: "{time}", fallback: "16:00" },
          ]),
          { type: "actions", elements: [button] },
        ],
      },
      {
        text,
        blocks: [
          { type: "section", text: { type: "mrkdwn", text, verbatim: true } },
          { type: "actions", elements: [button] },
        ],
      },
      { text, blocks: [] },
    ]);
  });

  it("has block ids that begin with its mark, or none", () => {
    const ids = (mark: string | null) =>
      renderMessage(say(), mark).map(({ blocks }) => blocks.map(({ block_id }) => block_id));
    expect(ids("key")).toEqual([["key.0", "key.1", "key.2", "key.3"], ["key.0", "key.1"], []]);
    expect(ids(null)).toEqual([[undefined, undefined, undefined, undefined], [undefined, undefined], []]);
  });

  it.each([
    [
      "the document alone where it opens with the summary",
      say({ doc: [paragraph("a & b: c")], summary: "a, b" }),
      "a &amp; b: c",
    ],
    [
      "the summary first where it says something else",
      say({ doc: [paragraph("b")], summary: "a <1>" }),
      "a &lt;1&gt;\n\nb",
    ],
    [
      "the summary too where the document opens with a longer word",
      say({ doc: [paragraph("ab")], summary: "a" }),
      "a\n\nab",
    ],
    [
      "the summary in place of a heading that it begins with",
      say({ doc: [heading(2, "Reference answer"), paragraph("b")], summary: "Reference answer: a" }),
      "Reference answer: a\n\nb",
    ],
    ["the summary of a message without words", say({ doc: [], summary: "a" }), "a"],
    ["a dash where there is nothing at all", say({ doc: [], summary: " " }), "–"],
    [
      "no summary that would make it too long",
      say({ doc: [paragraph("b".repeat(3_900))], summary: "a".repeat(120) }),
      "b".repeat(3_900),
    ],
    [
      "the words of a picture that is not there",
      say({
        doc: [paragraph("a")],
        summary: "a",
        pictures: [{ name: "p", type: "image/png", bytes: new Uint8Array(), alt: "Seven days" }],
      }),
      "a\n\nSeven days",
    ],
  ])("has as its text %s", (_name, message, text) => {
    expect(textOf(message)).toBe(text);
  });

  it("is cut in its text where it was not cut to fit: after a word, and never inside an entity or a date", () => {
    const cut = (...words: readonly Words[]): string => textOf(say({ doc: [paragraph(...words)], summary: "" }));
    expect(cut("字字 ".repeat(600))).toBe(`${"字字 ".repeat(571).trim()}…`);
    expect(cut("&".repeat(801))).toBe(`${"&amp;".repeat(799)}…`);
    expect(cut("a".repeat(3_990), time(at, "time", "16:00"))).toBe(`${"a".repeat(3_990)}…`);
  });
});

describe("whom a message pings", () => {
  const token = "<!subteam^S0604QSJC>";
  const last: KnownBlock = { type: "section", text: { type: "mrkdwn", text: token, verbatim: true } };
  const ping = { id: "S0604QSJC", name: "seniors" };

  it("stands at its end in each form, above the controls", () => {
    const forms = renderMessage(say({ ping }), null, ping.id);
    const silent = renderMessage(say(), null);
    expect(forms.map(({ text }) => text)).toEqual(silent.map(({ text }) => `${text}\n\n${token}`));
    expect(forms.map(({ blocks }) => blocks)).toEqual(
      silent.map(({ blocks }) => (blocks.length === 0 ? [] : blocks.toSpliced(-1, 0, last))),
    );
    expect(forms.flatMap((form) => validateMessage(form))).toEqual([]);
  });

  it("takes its room from a text that is too long, and a block from too many", () => {
    const [long] = renderMessage(say({ doc: [paragraph("b ".repeat(3_000))], summary: "" }), null, ping.id);
    expect([long.text.length, long.text.endsWith(`b…\n\n${token}`)]).toEqual([3_996, true]);
    const count = (paragraphs: number): number =>
      renderMessage(say({ doc: Array(paragraphs).fill(paragraph("b")), summary: "" }), null, ping.id)[0].blocks.length;
    expect([count(48), count(49)]).toEqual([50, 3]);
  });

  it("is the only one that it tells, whatever else is written", () => {
    always(
      fc.oneof(markdown, fc.string({ unit: fc.constantFrom(..."<!@&>|^`*_~#\n", "here", "subteam", "S1", "U1", " ") })),
      (value) => {
        const doc = [...quoteOf(value), ...parseMarkdown(value), paragraph(value)];
        const forms = renderMessage(say({ summary: value, doc, ping: { ...ping, name: value } }), null, ping.id);
        expect(forms.map(({ text, blocks }) => pingsIn(blocks, text))).toEqual([
          [token, token],
          [token, token],
          [token],
        ]);
      },
      100,
    );
  });

  it("is nobody unless it is asked for, as with an edit", () => {
    expect(renderMessage(say({ ping }), null)).toEqual(renderMessage(say(), null));
  });

  it.each(["here", "!channel", "U1", "S", "s0604", "S1|x", "S1> <!here>", "", "S1\n"])("%j is no user group", (id) => {
    expect(renderMessage(say(), null, id)).toEqual(renderMessage(say(), null));
  });
});

describe("controls", () => {
  it("stand 25 in a block", () => {
    const actions = Array.from(
      { length: 27 },
      (_, index) => ({ kind: "button", id: `b/${index}`, label: "Go", style: "plain" }) as const,
    );
    expect(controls(actions).map((block) => (block.type === "actions" ? block.elements.length : 0))).toEqual([25, 2]);
  });

  it("give back the id as it is, and are shortened in their words only", () => {
    expect(
      controls([
        { kind: "button", id: "hide/2027-03-15/0.1", label: `${"Forget everything ".repeat(5)}`, style: "danger" },
      ]),
    ).toEqual([
      {
        type: "actions",
        elements: [
          {
            type: "button",
            action_id: "hide/2027-03-15/0.1",
            text: { type: "plain_text", text: `${"Forget everything ".repeat(4).trim()}…`, emoji: false },
            style: "danger",
          },
        ],
      },
    ]);
  });

  it("have menus, in groups beyond 100 choices, and none without a choice", () => {
    const select = (count: number): Action => ({
      kind: "select",
      id: "hide",
      label: "Hide an answer",
      choices: Array.from({ length: count }, (_, index) => ({
        value: `U${index}`,
        label: index === 0 ? "" : `Ann & ${index}`,
      })),
    });
    const option = (value: string, text: string) => ({ text: { type: "plain_text", text, emoji: false }, value });
    expect(controls([select(2)])).toEqual([
      {
        type: "actions",
        elements: [
          {
            type: "static_select",
            action_id: "hide",
            placeholder: { type: "plain_text", text: "Hide an answer", emoji: false },
            options: [option("U0", "–"), option("U1", "Ann &amp; 1")],
          },
        ],
      },
    ]);
    expect(controls([select(0)])).toEqual([]);
    const [menu] = controls([select(250)]).flatMap((block) => (block.type === "actions" ? block.elements : []));
    const groups = menu?.type === "static_select" ? (menu.option_groups ?? []) : [];
    expect(groups.map(({ label, options }) => [label.text, options.length])).toEqual([
      ["1–100", 100],
      ["101–200", 100],
      ["201–250", 50],
    ]);
  });
});
