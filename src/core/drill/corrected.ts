import type { QuestionId } from "../keys.ts";
import type { Drill } from "./drill.ts";

/** Of which part of a question the text has changed. */
export type Correction = Readonly<{ question: boolean; answer: boolean }>;

/**
 * A drill whose question has another text now, marked where people have seen the one before: in the question from the moment
 * it is out, in the answer only once the reveal has begun. Null for a drill that does not show that question.
 */
export function correctedDrill(drill: Drill | null, id: QuestionId, changed: Correction): Drill | null {
  if (drill === null || drill.stage === "missed" || drill.stage === "skipped" || drill.question !== id) return null;
  if (drill.stage === "planned") return drill;
  const question = changed.question || drill.corrected?.question === true;
  if (drill.cutoffAt === null) {
    // Not a word about an answer that nobody has seen.
    return changed.question ? { ...drill, stale: true, corrected: { question, answer: false } } : drill;
  }
  const answer = changed.answer || drill.corrected?.answer === true;
  return { ...drill, revision: drill.revision + 1, corrected: { question, answer } };
}
