import { describe, expect, it } from "vitest";
import { type Row, rowsOf, sameRow, summariesOf } from "../../../../src/adapters/playground/page/rows.ts";
import { message, page, whisper } from "./made-up.ts";

const minute = 60_000;
const day = 86_400_000;
const noon = Date.UTC(2026, 10, 24, 12);
const keys = (rows: readonly Row[]): readonly string[] =>
  rows.map((row) => (row.kind === "day" ? "day" : row.message.id));
const onlyMessages = (rows: readonly Row[]) => rows.filter((row) => row.kind === "message");

describe("the rows of the channel", () => {
  it("leave out replies and others' whispers, and put whispers at their time", () => {
    const messages = [
      message({ id: "a", at: noon }),
      message({ id: "r", at: noon + 1, thread: "a" }),
      message({ id: "b", at: noon + 3 }),
    ];
    const whispers = [
      { whisper: whisper("w"), placedAt: noon + 2 },
      { whisper: { ...whisper("x"), to: "bea" }, placedAt: noon + 2 },
    ];
    expect(keys(rowsOf(page({ messages, whispers }), null))).toEqual(["day", "a", "w", "b"]);
  });

  it("draw a line between days", () => {
    const messages = [message({ id: "a", at: noon }), message({ id: "b", at: noon + day })];
    expect(keys(rowsOf(page({ messages }), null))).toEqual(["day", "a", "day", "b"]);
  });

  it.each([
    ["joins the same author within five minutes", "ada", noon + 4 * minute, true],
    ["starts anew after five minutes", "ada", noon + 5 * minute, false],
    ["starts anew for another author", "bea", noon + minute, false],
    ["never joins the bot's messages", "bot", noon + minute, false],
  ] as const)("%s", (_name, author, at, compact) => {
    const first = message({ id: "a", at: noon, author: author === "bot" ? "bot" : "ada" });
    const rows = onlyMessages(rowsOf(page({ messages: [first, message({ id: "b", at, author })] }), null));
    expect(rows.map((row) => row.compact)).toEqual([false, compact]);
  });

  it("know whose they are, and who wrote them", () => {
    const messages = [message({ id: "a" }), message({ id: "b", author: "bea" }), message({ id: "c", deleted: true })];
    const rows = onlyMessages(rowsOf(page({ messages }), null));
    expect(rows.map((row) => [row.own, row.author?.id])).toEqual([
      [true, "ada"],
      [false, "bea"],
      [false, "ada"],
    ]);
  });
});

describe("the rows of a thread", () => {
  it("begin with the message it hangs on", () => {
    const messages = [
      message({ id: "q", author: "bot" }),
      message({ id: "r", at: 1, thread: "q" }),
      message({ id: "s", at: 2, thread: "t" }),
    ];
    const rows = onlyMessages(rowsOf(page({ messages }), "q"));
    expect(rows.map((row) => [row.message.id, row.root, row.pointable])).toEqual([
      ["q", true, false],
      ["r", false, true],
    ]);
  });

  it("offer no answer under a person's message", () => {
    const messages = [message({ id: "q", author: "bea" }), message({ id: "r", at: 1, thread: "q" })];
    expect(onlyMessages(rowsOf(page({ messages }), "q")).map((row) => row.pointable)).toEqual([false, false]);
  });
});

describe("thread summaries", () => {
  it("count replies, name up to four authors in order, and keep the latest instant", () => {
    const authors = ["ada", "bea", "ada", "cem", "dia", "eve"];
    const summaries = summariesOf(authors.map((author, at) => message({ id: `r${at}`, thread: "q", author, at })));
    expect([...summaries]).toEqual([["q", { count: 6, lastAt: 5, authors: ["ada", "bea", "cem", "dia"] }]]);
  });

  it("make a row look different when a reply comes or goes", () => {
    const messages = [message({ id: "q" })];
    const [, before] = rowsOf(page({ messages }), null);
    const [, same] = rowsOf(page({ messages }), null);
    const replied = [message({ id: "r", thread: "q", at: 1 }), message({ id: "s", thread: "q", at: 2 })];
    const [, now] = rowsOf(page({ messages: [...messages, ...replied] }), null);
    const [, fewer] = rowsOf(page({ messages: [...messages, ...replied.slice(1)] }), null);
    if (!before || !same || !now || !fewer) throw new Error("four rows were expected");
    expect([sameRow(before, before), sameRow(before, now)]).toEqual([true, false]);
    expect(sameRow(before, same)).toBe(true);
    // One of two went: the latest instant is the same, the count is not.
    expect(sameRow(now, fewer)).toBe(false);
  });
});
