import { describe, expect, it } from "vitest";
import { manages, type Standing } from "../../../src/core/commands/permissions.ts";
import type { PersonId } from "../../../src/core/keys.ts";

const someone = "U1" as PersonId;
const nobody: Standing = {
  person: someone,
  byPlatform: false,
  fullMember: true,
  configuredBy: null,
  named: [],
  operators: new Set(),
};

describe("who manages a channel", () => {
  it.each<readonly [string, Partial<Standing>, boolean]>([
    ["a member does not", {}, false],
    ["whom the platform makes a manager does", { byPlatform: true }, true],
    ["who set it up does", { configuredBy: someone }, true],
    ["who somebody else set it up does not", { configuredBy: "U2" as PersonId }, false],
    ["a named person does", { named: ["U0", "U1"] }, true],
    ["a person whose id only begins like a named one does not", { named: ["U12"] }, false],
    ["an operator does", { operators: new Set(["U1"]) }, true],
    ["an operator does as a guest too", { operators: new Set(["U1"]), fullMember: false }, true],
    ["a guest does not, whatever the platform says", { byPlatform: true, fullMember: false }, false],
    ["a guest does not, though they set it up", { configuredBy: someone, fullMember: false }, false],
    ["a guest does not, though somebody named them", { named: ["U1"], fullMember: false }, false],
  ])("%s", (_name, given, expected) => expect(manages({ ...nobody, ...given })).toBe(expected));
});
