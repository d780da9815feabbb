import { describe, expect, it } from "vitest";
import { commands } from "../../../src/core/commands/grammar.ts";
import { refusalText } from "../../../src/core/message/refusal-text.ts";
import { spoken, unmarked } from "../../../src/core/message/spoken.ts";
import { words } from "../../../src/core/message/words.ts";

/** Every sentence of the bot, those made by functions with "7" in each place. */
function sentences(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") return sentences(value("7", "7", "7"));
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(sentences);
  return [];
}

describe("the bot's words", () => {
  it("name only commands that there are", () => {
    const named = sentences(words).flatMap((sentence) =>
      [...sentence.matchAll(/`\/drill (\w+)/g)].map(([, name]) => name),
    );
    const known = commands.map(({ name }) => name as string);
    expect(named.filter((name) => !/^7+$/.test(name ?? "") && !known.includes(name ?? ""))).toEqual([]);
    expect(named.length).toBeGreaterThan(10);
  });

  it("never call anybody wrong", () => {
    expect(sentences(words).filter((sentence) => /\bwrong\b|\bincorrect\b|\bfailed\b/i.test(sentence))).toEqual([]);
  });

  it.each([
    ["one question", words.setup.reach(1, "12 March"), "1 question: until 12 March"],
    ["several", words.setup.reach(14, "12 March"), "14 questions: until 12 March"],
    ["without an end", words.setup.reach(14, null), "14 questions"],
    ["one entry", words.holidays.saved(1), "Saved: 1 entry."],
    ["no entry", words.holidays.saved(0), "No days off."],
    ["one question of a topic", words.topics.line("HTTP", 1, 0), "HTTP: 1 question, 0 asked here"],
    ["one problem", words.status.problems(1), "The bank has 1 problem:"],
    ["one left", words.setup.lowBank(1).split(" for ")[0], "1 question is left"],
  ])("counts: %s", (_name, said, expected) => expect(said).toBe(expected));
});

describe("a sentence with commands in it", () => {
  it("shows them as code and everything else as text", () => {
    expect(spoken("Say `/drill pause` or `/drill stop`.")).toEqual([
      "Say ",
      { kind: "code", value: "/drill pause" },
      " or ",
      { kind: "code", value: "/drill stop" },
      ".",
    ]);
  });

  it("leaves a single backtick and other markup alone", () => {
    expect(spoken("a ` b *c* [d](e)")).toEqual(["a ` b *c* [d](e)"]);
  });

  it("has no marks in it for notifications", () => {
    expect(unmarked("Say `/drill pause`.")).toBe("Say /drill pause.");
  });
});

describe("why a platform refused", () => {
  it.each([
    ["not-a-member", "I am not in the channel; invite me"],
    ["something newer", "something newer"],
    ["constructor", "constructor"],
  ])("%s", (why, expected) => expect(refusalText(why)).toBe(expected));
});
