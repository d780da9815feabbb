import { describe, expect, it } from "vitest";
import { manages, type Standing } from "../../../src/core/commands/permissions.ts";
import type { PersonId } from "../../../src/core/keys.ts";

const someone = "U1" as PersonId;
const nobody: Standing = {
  person: someone,
  standing: "member",
  byPlatform: false,
  configuredBy: null,
  named: [],
  byRole: false,
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
    ["an operator who is a guest does not", { operators: new Set(["U1"]), standing: "guest" }, false],
    ["an operator of another workspace does not", { operators: new Set(["U1"]), standing: "outsider" }, false],
    ["an operator who left does not", { operators: new Set(["U1"]), standing: "gone" }, false],
    ["a person with a named role does", { byRole: true }, true],
    ["a guest with a named role does not", { byRole: true, standing: "guest" }, false],
    ["a guest does not, whatever the platform says", { byPlatform: true, standing: "guest" }, false],
    ["nobody of another workspace does, whatever the platform says", { byPlatform: true, standing: "outsider" }, false],
    ["a guest does not, though they set it up", { configuredBy: someone, standing: "guest" }, false],
    ["a guest does not, though somebody named them", { named: ["U1"], standing: "guest" }, false],
  ])("%s", (_name, given, expected) => expect(manages({ ...nobody, ...given })).toBe(expected));
});
