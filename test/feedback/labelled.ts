// Reads the labelled answers and holds them against the bank, so that no figure rests on a label of another point.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Question } from "../../src/core/bank/question.ts";
import type { Label } from "./agreement.ts";

const label = z.enum(["covered", "contradicted", "absent"]);
const kind = z.enum([
  "strong",
  "partial",
  "weak",
  "wrong",
  "negation",
  "swapped",
  "keywords",
  "typos",
  "other-language",
  "long",
  "copied",
  "off-topic",
]);
const labelled = z.strictObject({
  question: z.string(),
  kind,
  answer: z.string().regex(/\S/u, "an answer says something"),
  labels: z.array(label),
});
const relabelled = z.strictObject({ file: z.string(), line: z.int().positive(), labels: z.array(label) });

/**
 * An answer with the label of each must point of its question, in their order; null for a point that nobody judged it by.
 * `place` is its file and line.
 */
export type Labelled = Readonly<
  Omit<z.output<typeof labelled>, "kind" | "labels"> & {
    kind: z.output<typeof kind> | "statement";
    labels: readonly (Label | null)[];
    place: string;
  }
>;
type Questions = ReadonlyMap<string, Pick<Question, "points">>;

/** The answers of a folder, file by file. Throws at the first line that does not fit the bank, with its place. */
export function answersIn(folder: string, questions: Questions): readonly Labelled[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl") && name !== "second.jsonl")
    .sort()
    .flatMap((name) => answersOf(name, readFileSync(join(folder, name), "utf8"), questions));
}

/** The answers of one file, given its name and text: one a line. Throws at the first that does not fit the bank. */
export function answersOf(name: string, text: string, questions: Questions): readonly Labelled[] {
  return linesOf(name, text).map(({ place, line }) => {
    const answer = parsed(labelled, place, line);
    const question = questions.get(answer.question);
    if (question === undefined) throw new Error(`${place}: there is no question ${answer.question} → mend its id`);
    const must = question.points.filter((point) => point.must).length;
    if (answer.labels.length !== must) {
      throw new Error(
        `${place}: ${answer.question} has ${must} must points, not ${answer.labels.length} → label each of them`,
      );
    }
    return { ...answer, place };
  });
}

/** The labels given a second time, by the place of the answer. Throws where they fit none of `answers`. */
export function secondLabelsOf(text: string, answers: readonly Labelled[]): ReadonlyMap<string, readonly Label[]> {
  const labels = new Map(answers.map((answer) => [answer.place, answer.labels.length]));
  return new Map(
    linesOf("second.jsonl", text).map(({ place, line }) => {
      const again = parsed(relabelled, place, line);
      const of = `${again.file}:${again.line}`;
      if (labels.get(of) !== again.labels.length) {
        throw new Error(`${place}: ${of} has ${labels.get(of) ?? "no"} labels, not ${again.labels.length} → mend it`);
      }
      return [of, again.labels];
    }),
  );
}

/** The lines of a file, each with its place. */
export function linesOf(name: string, text: string): readonly Readonly<{ place: string; line: string }>[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line, at) => ({ place: `${name}:${at + 1}`, line }));
}

/** What a line says. Throws with its place when it has another shape. */
export function parsed<T>(shape: z.ZodType<T>, place: string, line: string): T {
  try {
    return shape.parse(JSON.parse(line));
  } catch (cause) {
    throw new Error(`${place}: not a line as README.md shows it → mend the line`, { cause });
  }
}
