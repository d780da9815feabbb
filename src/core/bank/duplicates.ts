import { type Near, nearIndex } from "./near.ts";
import type { Located } from "./problems.ts";
import type { Problem, Question } from "./question.ts";

/** The questions that ask what a prompt asks, in the same words or nearly so; the most similar first. */
export const nearDuplicatesOf = (questions: Iterable<Question>, prompt: string): readonly Near<Question>[] =>
  nearIndex([...questions], (question) => question.prompt)(prompt);

/** Each pair of questions that ask the same, told once, at the second of the two by path, naming the first. */
export function duplicatePrompts(located: readonly Located[]): readonly Problem[] {
  const same = nearIndex(located, ({ question }) => question.prompt);
  return located.flatMap(({ question, lineOf }) =>
    same(question.prompt)
      .map(({ item, near }) => ({ file: item.question.file, near }))
      .filter(({ file }) => file < question.file)
      .map(({ file, near }) => ({
        file: question.file,
        line: lineOf(["prompt"]),
        message: near ? `the prompt is nearly that of ${file}` : `the prompt is that of ${file}`,
        fix: "ask something else, or remove one of the two questions",
      })),
  );
}
