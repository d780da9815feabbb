import { describe, expect, it } from "vitest";
import * as b from "../../../src/core/message/build.ts";
import type { Action, Message } from "../../../src/core/message/message.ts";
import { unseen } from "../../../src/render/discord/mark.ts";
import { renderMessage } from "../../../src/render/discord/message.ts";
import { validateMessage } from "../../support/discord/payload/validate.ts";

const at = Temporal.Instant.from("2027-03-15T15:00:00Z");
const answer: Action = { kind: "button", id: "answer/2027-03-15", label: "Answer", style: "primary" };
const say = (changes: Partial<Message> = {}): Message => ({
  summary: "Locks: What is a lock?",
  doc: [
    b.heading(2, "Locks"),
    b.paragraph("What is a lock?"),
    b.paragraph(b.emphasis("Data · mid")),
    b.paragraph("Reveal: ", b.time(at, "time", "16:00")),
  ],
  actions: [answer],
  pictures: [],
  thread: "Locks",
  ...changes,
});
const mark = "8zIPjeRI7x6I";
const long = (chars: number) => b.paragraph("a".repeat(chars));
const sizes = (message: Message) => {
  const { content, embeds } = renderMessage(message, null);
  return [content.length, ...embeds.map(({ description }) => description?.length)];
};

describe("a message", () => {
  it("that opens a thread says what is asked as its text, and what is said about it in an embed", () => {
    expect(renderMessage(say(), mark)).toEqual({
      content: "## Locks\nWhat is a lock?",
      embeds: [{ description: "-# Data · mid\nReveal: <t:1805122800:t>", color: 0x0f6464 }],
      components: [
        {
          type: 1,
          components: [{ type: 2, style: 1, label: "Answer", custom_id: "8zIPjeRI7x6I:answer/2027-03-15" }],
        },
      ],
      allowed_mentions: { parse: [] },
    });
  });

  it("of any other kind is text, and names its delivery at the end where it has no controls", () => {
    const message = say({ doc: [b.paragraph("Revealed: Locks")], actions: [], thread: null });
    expect(renderMessage(message, mark)).toEqual({
      content: `Revealed: Locks${unseen(mark)}`,
      embeds: [],
      components: [],
      allowed_mentions: { parse: [] },
    });
    expect(renderMessage(message, null).content).toBe("Revealed: Locks");
    expect(renderMessage({ ...message, actions: [answer] }, mark).content).toBe("Revealed: Locks");
  });

  it("that is too long for a text is an embed under its summary, without the heading that the summary begins with", () => {
    const { content, embeds } = renderMessage(
      say({ summary: "Reference answer: *Locks*", doc: [b.heading(2, "Reference answer"), long(2_000)], thread: null }),
      mark,
    );
    expect(content).toBe("**Reference answer: \\*Locks\\*\u200B**");
    expect(embeds).toEqual([{ description: "a".repeat(2_000), color: 0x0f6464 }]);
  });

  it("takes the room that it has: 1,951 characters of text, 4,096 in an embed, 6,000 in two", () => {
    const say_ = (chars: number) => say({ summary: "S", doc: [long(chars)], thread: null });
    expect(sizes(say_(1_951))).toEqual([1_951]);
    expect(sizes(say_(1_952))).toEqual(["**S**".length, 1_952]);
    expect(sizes(say_(4_096))).toEqual(["**S**".length, 4_096]);
    expect(sizes(say_(4_097))).toEqual(["**S**".length, 2_998, 1_099]);
    expect(sizes(say_(7_000))).toEqual(["**S**".length, 2_998, 3_000]);
    expect(validateMessage(renderMessage(say_(7_000), mark))).toEqual([]);
  });

  it("shortens a long summary, and begins no block with it", () => {
    const { content } = renderMessage(
      say({ summary: `- ${"word ".repeat(60)}`, doc: [long(2_000)], thread: null }),
      null,
    );
    expect(content).toBe(`**\\- ${"word ".repeat(39).trim()}…**`);
  });

  it.each([
    ["nothing to say", say({ doc: [], actions: [], thread: null }), "–"],
    [
      "a picture",
      say({
        doc: [],
        pictures: [{ name: "p", type: "image/png", bytes: new Uint8Array(), alt: "A week" }],
        thread: null,
      }),
      "-# A week",
    ],
    ["an aside alone", say({ doc: [b.paragraph(b.emphasis("Hidden"))] }), "-# Hidden"],
  ])("with %s says so", (_name, message, expected) => {
    expect(renderMessage(message, null).content).toBe(expected);
    expect(renderMessage(message, null).embeds).toEqual([]);
  });
});

describe("whom a message pings", () => {
  const seniors = { id: "700000000000000001", name: "seniors" };

  it("stands at the end of its text, and nobody else is told", () => {
    const { content, allowed_mentions } = renderMessage(say({ ping: seniors }), mark, seniors.id);
    expect(content).toBe("## Locks\nWhat is a lock?\n<@&700000000000000001>");
    expect(allowed_mentions).toEqual({ parse: [], roles: ["700000000000000001"] });
  });

  it("stands before what is unseen, and under the summary of what is too long for a text", () => {
    const plain = say({ doc: [b.paragraph("a")], actions: [], thread: null });
    expect(renderMessage(plain, mark, seniors.id).content).toBe(`a\n<@&700000000000000001>${unseen(mark)}`);
    const whole = say({ summary: "S", doc: [long(1_951)], thread: null });
    const { content, embeds } = renderMessage(whole, mark, seniors.id);
    expect([content, embeds[0]?.description?.length]).toEqual(["**S**\n<@&700000000000000001>", 1_951]);
    expect(validateMessage(renderMessage(say({ doc: [long(1_928)], thread: null }), mark, seniors.id))).toEqual([]);
  });

  it("is nobody unless it is asked for, as with an edit", () => {
    expect(renderMessage(say({ ping: seniors }), mark)).toEqual(renderMessage(say(), mark));
  });

  it.each(["everyone", "@everyone", "1> @everyone", "", " 1", "1\n", "12345678901234567890123", "१"])(
    "%j is no role",
    (id) => {
      expect(renderMessage(say(), mark, id)).toEqual(renderMessage(say(), mark));
    },
  );
});

describe("controls", () => {
  const rows = (actions: readonly Action[]) =>
    renderMessage(say({ actions }), null).components.map((row) => row.components);
  const button = (index: number): Action => ({ kind: "button", id: `b/${index}`, label: "Go", style: "plain" });
  const select = (count: number): Action => ({
    kind: "select",
    id: "hide",
    label: "Hide an answer",
    choices: Array.from({ length: count }, (_, index) => ({
      value: `U${index}`,
      label: index === 0 ? "" : `Ann ${index}`,
    })),
  });

  it("stand five in a row, in five rows at most", () => {
    expect(rows(Array.from({ length: 26 }, (_, at_) => button(at_))).map((row) => row.length)).toEqual([5, 5, 5, 5, 5]);
    expect(rows(Array.from({ length: 25 }, (_, at_) => button(at_))).map((row) => row.length)).toEqual([5, 5, 5, 5, 5]);
    expect(rows(Array.from({ length: 7 }, (_, at_) => button(at_))).map((row) => row.length)).toEqual([5, 2]);
  });

  it("are shortened in their words only", () => {
    const [row = []] = rows([{ kind: "button", id: "forget", label: "Forget everything ".repeat(5), style: "danger" }]);
    expect(row).toEqual([
      { type: 2, style: 4, label: `${"Forget everything ".repeat(4)}Forget…`, custom_id: ":forget" },
    ]);
  });

  it("have menus below the buttons, of 25 choices each, and none without a choice", () => {
    expect(rows([select(2), button(0)])).toEqual([
      [{ type: 2, style: 2, label: "Go", custom_id: ":b/0" }],
      [
        {
          type: 3,
          custom_id: ":hide",
          placeholder: "Hide an answer",
          options: [
            { value: "U0", label: "–" },
            { value: "U1", label: "Ann 1" },
          ],
        },
      ],
    ]);
    expect(rows([select(0)])).toEqual([]);
    const menus = rows([select(26)]).flat();
    expect(
      menus.map((menu) => (menu.type === 3 ? [menu.custom_id, menu.placeholder, menu.options.length] : [])),
    ).toEqual([
      [":hide", "Hide an answer (1–25)", 25],
      [".1:hide", "Hide an answer (26–26)", 1],
    ]);
    expect(validateMessage(renderMessage(say({ actions: [button(0), select(26)] }), mark))).toEqual([]);
  });
});
