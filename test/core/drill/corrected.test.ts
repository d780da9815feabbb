import { describe, expect, it } from "vitest";
import { type Correction, correctedDrill } from "../../../src/core/drill/corrected.ts";
import type { Drill } from "../../../src/core/drill/drill.ts";
import type { QuestionId } from "../../../src/core/keys.ts";
import { anOpenDrill, aRevealedDrill, aSkippedDrill } from "../../support/drills.ts";

const open = anOpenDrill();
const revealed = aRevealedDrill();
const closed = anOpenDrill({ cutoffAt: revealed.cutoffAt });
const id = open.question;

const question: Correction = { question: true, answer: false };
const answer: Correction = { question: false, answer: true };
const both: Correction = { question: true, answer: true };

/** What a correction changes of a drill. */
function changes(drill: Drill, changed: Correction): unknown {
  const after = correctedDrill(drill, id, changed);
  if (after === null) return null;
  const kept: Record<string, unknown> = { ...drill };
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => kept[name] !== value));
}

describe("a corrected question", () => {
  it.each<readonly [name: string, drill: Drill, changed: Correction, changes: unknown]>([
    ["marks an open drill", open, question, { stale: true, corrected: question }],
    ["says nothing of its answer there", open, answer, {}],
    ["says nothing of its answer there, also beside the question", open, both, { stale: true, corrected: question }],
    ["marks what a reveal that has begun shows", closed, answer, { revision: 1, corrected: answer }],
    ["marks what a reveal shows", revealed, both, { revision: 1, corrected: both }],
    ["keeps the marks of before", { ...revealed, corrected: answer }, question, { revision: 1, corrected: both }],
    ["keeps the mark of an open drill", { ...open, corrected: question }, answer, {}],
    ["does not touch a drill that was skipped", aSkippedDrill(), both, null],
  ])("%s", (_name, drill, changed, expected) => {
    expect(changes(drill, changed)).toEqual(expected);
  });

  it("is none of a drill with another question, or of no drill", () => {
    expect(correctedDrill(revealed, "another" as QuestionId, both)).toBe(null);
    expect(correctedDrill(null, id, both)).toBe(null);
  });
});
