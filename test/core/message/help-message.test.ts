import { describe, expect, it } from "vitest";
import { commands, commandsWhere, parseCommand } from "../../../src/core/commands/grammar.ts";
import { helpMessage, unknownMessage } from "../../../src/core/message/help-message.ts";
import { readable } from "../../support/readable.ts";

const unknown = (typed: string): string => {
  const parsed = parseCommand(typed);
  return parsed.kind === "unknown" ? readable(unknownMessage(parsed.typed, parsed.nearest).doc) : "known";
};

describe("help", () => {
  it("says each command in one line", () => {
    expect(readable(helpMessage(commands).doc).split("\n")).toEqual([
      "Daily Drill",
      "One interview question every working day, answered here, revealed together.",
      "/drill setup [ping @group] Choose time zone, days, times, topics and levels for this channel (managers)",
      "/drill now [topic] Ask today's question now (managers)",
      "/drill reveal Reveal the open question now (managers)",
      "/drill skip Drop today's question while nobody has answered (managers)",
      "/drill another Swap today's question while nobody has answered (managers)",
      "/drill pause [until DATE] No questions for a while (managers)",
      "/drill resume Questions again (managers)",
      "/drill stop End the plan after its reveal (managers)",
      "/drill holidays Dates without a question (managers)",
      "/drill managers add|remove|list [person] Who else may do all this (managers)",
      "/drill preview [number] The next dates, with days off",
      "/drill answer Answer the open question through the form",
      "/drill me Your figures and your streak",
      "/drill away until DATE Days that do not count for your streak",
      "/drill topics What the bank holds",
      "/drill search words Find questions by their words",
      "/drill suggest Suggest a question of your own",
      "/drill flag [date] Say what is the matter with a question",
      "/drill review What people suggested and flagged, for you to decide (managers)",
      "/drill status The last and the next question, and why none today",
      "/drill help This list",
    ]);
  });
});

describe("where nobody can be pinged", () => {
  it("help does not say how", () => {
    const here = readable(helpMessage(commandsWhere({ pings: false })).doc).split("\n");
    expect(here[2]).toBe("/drill setup Choose time zone, days, times, topics and levels for this channel (managers)");
    expect(here.slice(3)).toEqual(
      readable(helpMessage(commandsWhere({ pings: true })).doc)
        .split("\n")
        .slice(3),
    );
  });
});

describe("a command that is none", () => {
  it.each([
    [
      "a slip of the finger gets the nearest with its line of help",
      "paus",
      'I do not know "paus".\nDid you mean /drill pause [until DATE]? No questions for a while.',
    ],
    [
      "a command without words too",
      "stat",
      'I do not know "stat".\nDid you mean /drill status? The last and the next question, and why none today.',
    ],
    ["something else is sent to help", "frobnicate", 'I do not know "frobnicate".\n/drill help lists what I can do.'],
  ])("%s", (_name, typed, expected) => expect(unknown(typed)).toBe(expected));
});
