import { describe, expect, it } from "vitest";
import { type BankFolder, bankOf, bankWithOwn, filtered } from "../../../src/core/bank/bank.ts";
import type { Question } from "../../../src/core/bank/question.ts";
import { aQuestion } from "../../support/questions.ts";

const topic = (id: string, title = id) => ({ id, title, line: `About ${id}.` });
const folder = (questions: readonly Question[], topics = [topic("http"), topic("data")]): BankFolder => ({
  topics,
  questions,
  problems: [],
});
const ids = (questions: Iterable<Question>) => [...questions].map(({ id }) => id);

describe("bankOf", () => {
  it("joins folders, their topics in order and each once", () => {
    const bank = bankOf([
      folder([aQuestion("etag")]),
      folder([aQuestion("team:vpn", { topic: "ours" })], [topic("data", "Theirs"), topic("ours")]),
    ]);
    expect(ids(bank.questions.values())).toEqual(["etag", "team:vpn"]);
    expect(bank.topics.map(({ title }) => title)).toEqual(["http", "data", "ours"]);
  });

  it("fault 54: keeps the first of two questions with one id, and names both places", () => {
    const [one, other] = [aQuestion("etag"), aQuestion("etag", { topic: "data" })];
    const bank = bankOf([folder([one, other])]);
    expect(bank.questions.get("etag")).toBe(one);
    expect(bank.problems).toEqual([
      {
        file: "content/data/etag.md",
        line: 1,
        message: "the id `etag` is taken by content/http/etag.md:1",
        fix: "give one of the two files another name",
      },
    ]);
  });

  it("leaves out a question whose topic nobody lists", () => {
    const bank = bankOf([folder([aQuestion("etag"), aQuestion("x", { topic: "misc" })])]);
    expect(ids(bank.questions.values())).toEqual(["etag"]);
    expect(bank.problems.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      "content/misc/x.md: the topic `misc` is not listed",
    ]);
  });
});

describe("bankWithOwn", () => {
  const shared = bankOf([folder([aQuestion("etag"), aQuestion("index", { topic: "data" })])]);
  const own = folder([aQuestion("etag", { title: "Ours" }), aQuestion("vpn", { topic: "ours" })], [topic("ours")]);

  it("replaces the shared question of the same id, and adds the others", () => {
    const bank = bankWithOwn(shared, own);
    expect([...bank.questions.values()].map(({ id, title }) => `${id}: ${title}`)).toEqual([
      "etag: Ours",
      "index: About index",
      "vpn: About vpn",
    ]);
    expect(bank.topics.map(({ id }) => id)).toEqual(["http", "data", "ours"]);
  });

  it("leaves the shared bank as it is", () => {
    bankWithOwn(shared, own);
    expect(shared.questions.get("etag")?.title).toBe("About etag");
    expect(shared.questions.size).toBe(2);
  });
});

describe("filtered", () => {
  const bank = bankOf([
    folder([
      aQuestion("a", { level: "junior" }),
      aQuestion("b", { topic: "data" }),
      aQuestion("c", { level: "senior" }),
    ]),
  ]);
  it.each([
    ["all", [], [], ["a", "b", "c"]],
    ["a topic", ["http"], [], ["a", "c"]],
    ["levels", [], ["mid", "senior"] as const, ["b", "c"]],
    ["both", ["http"], ["senior"] as const, ["c"]],
    ["a topic that is gone", ["gone"], [], []],
  ])("lets %s through", (_name, topics, levels, expected) => {
    expect(ids(filtered(bank, { topics, levels }))).toEqual(expected);
  });
});
