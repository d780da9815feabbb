import { describe, expect, it } from "vitest";
import {
  readSending,
  readTyping,
  suggestNames,
  suggestRest,
} from "../../../../src/adapters/playground/page/commands.ts";

const commands = [
  { name: "setup", usage: "", help: "Plan", manager: true },
  { name: "search", usage: "words", help: "Find", manager: false },
  { name: "me", usage: "", help: "Figures", manager: false },
];

describe("what is being written", () => {
  it.each([
    ["", { kind: "words" }],
    [" ", { kind: "words" }],
    ["hello /drill", { kind: "words" }],
    ["/", { kind: "name", typed: "" }],
    ["/dri", { kind: "name", typed: "" }],
    ["/drill", { kind: "name", typed: "" }],
    ["/drill ", { kind: "name", typed: "" }],
    ["/drill se", { kind: "name", typed: "se" }],
    ["/drills", { kind: "words" }],
    ["/drill search ", { kind: "rest", name: "search", rest: "" }],
    ["/drill search two wo", { kind: "rest", name: "search", rest: "two wo" }],
    ["/drill search\nmore", { kind: "words" }],
  ])("reads %j", (text, expected) => {
    expect(readTyping(text)).toEqual(expected);
  });
});

describe("suggestions", () => {
  it("offer names by their beginning, with a space where something follows", () => {
    expect(suggestNames(commands, "SE")).toEqual([
      { text: "/drill setup", label: "/drill setup", usage: "", detail: "Plan", tag: "Managers" },
      { text: "/drill search ", label: "/drill search", usage: "words", detail: "Find", tag: null },
    ]);
  });

  it.each([
    ["", "api", "/drill now api "],
    ["a", "api", "/drill now api "],
    ["api mi", "mid", "/drill now api mid "],
    ["a", "now api", "/drill now api "],
  ])("after %j put %j where it belongs", (rest, value, text) => {
    expect(suggestRest("now", rest, [{ value, label: "A choice" }])).toEqual([
      { text, label: "A choice", usage: "", detail: "", tag: null },
    ]);
  });
});

describe("what is sent", () => {
  it.each([
    ["  hello  ", { kind: "say", text: "hello" }],
    ["/drill", { kind: "command", text: "" }],
    ["/drill  search two words ", { kind: "command", text: "search two words" }],
    ["/drill suggest\nline two", { kind: "command", text: "suggest\nline two" }],
    ["/dril now", { kind: "unknown", word: "/dril" }],
    ["/etc/hosts is a file", { kind: "say", text: "/etc/hosts is a file" }],
    [" /shrug", { kind: "say", text: "/shrug" }],
  ])("reads %j", (text, expected) => {
    expect(readSending(text)).toEqual(expected);
  });
});
