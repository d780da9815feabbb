import { type Near, nearIndex } from "./near.ts";
import type { Located } from "./problems.ts";
import type { Bank, Problem, Question } from "./question.ts";

const indexes = new WeakMap<Bank, ReturnType<typeof nearIndex<Question>>>();

/**
 * The questions of a bank that ask what a prompt asks, in the same words or nearly so; the most similar first. A bank is
 * indexed when it is asked for the first time: 10,000 questions take half a second.
 */
export function nearDuplicatesOf(bank: Bank, prompt: string): readonly Near<Question>[] {
  const index = indexes.get(bank) ?? nearIndex([...bank.questions.values()], (question) => question.prompt);
  indexes.set(bank, index);
  return index(prompt);
}

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
