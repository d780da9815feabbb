// Reads the statements by which the phrases of the bank were written, and holds them against the bank.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Question } from "../../src/core/bank/question.ts";
import type { Label } from "./agreement.ts";
import { type Labelled, linesOf, parsed } from "./labelled.ts";

const texts = z.array(z.string().regex(/\S/u, "a statement says something"));
const labels = ["covered", "contradicted", "absent"] as const satisfies readonly Label[];
const ofOnePoint = z.strictObject({
  question: z.string(),
  /** The place of the must point among the must points of its question, from 1. */
  point: z.int().positive(),
  covered: texts,
  contradicted: texts,
  absent: texts,
});

/** A text about one point. Every third of a point's was kept back from whoever wrote the phrases. */
export type Statement = Labelled & Readonly<{ isKept: boolean }>;

/** The statements of a folder, each as an answer with a label for one point. Throws at the first line that does not fit the bank, with its place. */
export function statementsIn(
  folder: string,
  questions: ReadonlyMap<string, Pick<Question, "points">>,
): readonly Statement[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => linesOf(name, readFileSync(join(folder, name), "utf8")))
    .flatMap(({ place, line }) => statementsOf(place, line, questions));
}

/** The statements of one line, which stands at `place`. Throws when it does not fit the bank. */
export function statementsOf(
  place: string,
  line: string,
  questions: ReadonlyMap<string, Pick<Question, "points">>,
): readonly Statement[] {
  const { question, point, ...given } = parsed(ofOnePoint, place, line);
  const must = questions.get(question)?.points.filter((one) => one.must).length ?? 0;
  if (point > must) throw new Error(`${place}: ${question} has ${must} must points, not ${point} → mend the place`);
  return labels.flatMap((label) =>
    given[label].map((answer, at) => ({
      question,
      kind: "statement" as const,
      answer,
      labels: Array.from({ length: must }, (_, of) => (of === point - 1 ? label : null)),
      place,
      isKept: at % KEPT === KEPT - 1,
    })),
  );
}

/** One of so many is kept back. */
const KEPT = 3;
