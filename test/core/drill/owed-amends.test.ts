import { describe, expect, it } from "vitest";
import { owed } from "../../../src/core/drill/owed.ts";
import { anOpenDrill, aRevealedDrill, aSkippedDrill } from "../../support/drills.ts";

const now = Temporal.Instant.from("2027-03-15T16:00:00Z");
const before = now.subtract({ minutes: 10 });
const later = now.add({ milliseconds: 1 });

describe("what is owed to messages that do not show their drill as it is", () => {
  it.each([
    ["a revealed drill that says what is stored wants nothing", aRevealedDrill(), []],
    ["one whose question is not marked yet is shown", aRevealedDrill({ stale: true }), ["show"]],
    ["one that changed since is amended", aRevealedDrill({ revision: 3, shown: 2 }), ["amend"]],
    ["one whose thread could not be read is looked at when it is time", aRevealedDrill({ rereadAt: now }), ["amend"]],
    ["and not before", aRevealedDrill({ rereadAt: later }), []],
    ["a skipped one is shown", { ...aSkippedDrill(), stale: true }, ["show"]],
    ["an open one that was swapped is shown", anOpenDrill({ stale: true, revealAt: later }), ["show"]],
    [
      "once its reveal has begun it is not shown as open again",
      anOpenDrill({ stale: true, cutoffAt: before }),
      ["reveal"],
    ],
  ] as const)("%s", (_name, drill, expected) => {
    expect(owed(now, null, [drill]).map(({ kind }) => kind)).toEqual(expected);
  });

  it("comes behind reveals and questions", () => {
    const drills = [aRevealedDrill({ revision: 1 }), anOpenDrill({ revealAt: before })];
    expect(owed(now, null, drills).map(({ kind }) => kind)).toEqual(["reveal", "amend"]);
  });
});
