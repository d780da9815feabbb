import { describe, expect, it } from "vitest";
import { commands, completions, parseCommand, personNamed, roleNamed } from "../../../src/core/commands/grammar.ts";

describe("what is typed after /drill", () => {
  it.each([
    ["a command", "status", { kind: "command", name: "status", words: "" }],
    ["with words after it", "now http", { kind: "command", name: "now", words: "http" }],
    ["however it is spaced", "  search   retry   storm ", { kind: "command", name: "search", words: "retry storm" }],
    ["in capitals", "PAUSE until 2027-04-01", { kind: "command", name: "pause", words: "until 2027-04-01" }],
    ["nothing is help", "", { kind: "command", name: "help", words: "" }],
    ["blanks are help", "   ", { kind: "command", name: "help", words: "" }],
  ])("%s", (_name, text, expected) => expect(parseCommand(text)).toEqual(expected));

  it("every name is read as itself", () => {
    expect(commands.map(({ name }) => parseCommand(name))).toEqual(
      commands.map(({ name }) => ({ kind: "command", name, words: "" })),
    );
  });

  const nearest = (text: string): string | null => {
    const parsed = parseCommand(text);
    return parsed.kind === "unknown" ? (parsed.nearest?.name ?? null) : `carried out: ${parsed.name}`;
  };

  it.each([
    ["a half-typed name is not carried out", "stat", "status"],
    ["the first that begins so is meant", "re", "reveal"],
    ["one letter off", "sttop", "stop"],
    ["two letters off", "rezum", "resume"],
    ["more than half of a short word is nothing", "xyz", null],
    ["nothing close", "frobnicate", null],
    ["something very long", "status".repeat(10_000), null],
  ])("%s", (_name, text, expected) => expect(nearest(text)).toBe(expected));

  it("what nobody knows is shown again, at most forty characters of it", () => {
    expect(parseCommand("x".repeat(50))).toEqual({ kind: "unknown", typed: "x".repeat(40), nearest: null });
  });
});

describe("completions", () => {
  it.each([
    ["re", ["reveal", "resume", "review"]],
    ["RES", ["resume"]],
    [" sk", ["skip"]],
    ["zz", []],
  ])("%s", (typed, expected) => expect(completions(typed).map(({ name }) => name)).toEqual(expected));

  it("nothing typed completes to everything, in the order of help", () => {
    expect(completions("")).toEqual(commands);
  });
});

describe("a person named in a command", () => {
  it.each([
    ["<@U1>", "U1"],
    ["<@!123>", "123"],
    ["<@U1|ada>", "U1"],
    ["@ada", "ada"],
    ["U1", "U1"],
    [" U1 ", "U1"],
    ["", null],
    ["two words", null],
    ["<@U1", null],
    ["../../U1", null],
  ])("%s", (words, expected) => expect(personNamed(words)).toBe(expected));
});

describe("a role named in a command", () => {
  it.each([
    ["<@&123>", { id: "123", name: "123" }],
    ["<@&123|senior engineers>", { id: "123", name: "senior engineers" }],
    [" <@&R1|> ", { id: "R1", name: "R1" }],
    ["<@U1>", null],
    ["@seniors", null],
    ["<@&1/2>", null],
    ["", null],
  ])("%s", (words, expected) => expect(roleNamed(words)).toEqual(expected));
});
