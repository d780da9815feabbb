import { answerFaults } from "./check-answer.ts";
import { pointFaults } from "./check-points.ts";
import { duplicatePrompts } from "./duplicates.ts";
import { type Fault, type LineOf, type Located, problemsIn } from "./problems.ts";
import type { Bank, Problem, Question } from "./question.ts";
import { commonWords } from "./words.ts";

/** A whole bank as its authors see it. `topicsFile` is where its topics are listed. */
export type CheckInput = Readonly<{
  bank: Bank;
  topicsFile: string;
  linesOf: (question: Question) => LineOf;
}>;

/**
 * Holds a bank against the rules for authors, beyond what parsing refuses: every problem at once, those of reading
 * first. A bank with such problems still works; the shipped one has none.
 */
export function checkBank({ bank, topicsFile, linesOf }: CheckInput): readonly Problem[] {
  const questions = [...bank.questions.values()];
  const located = questions.map((question): Located => ({ question, lineOf: linesOf(question) }));
  const common = commonWords(questions);
  return [
    ...bank.problems,
    ...located.flatMap((each) => problemsIn(each.question.file, questionFaults(each, common))),
    ...duplicatePrompts(located),
    ...deadTopics(bank, topicsFile),
  ];
}

const questionFaults = (located: Located, common: ReadonlySet<string>): readonly Fault[] => [
  ...pointFaults(located, common),
  ...answerFaults(located),
  ...listFault(located, "followUps", 1, 3),
  ...listFault(located, "sources", 1, 6),
];

function listFault({ question, lineOf }: Located, list: "followUps" | "sources", least: number, most: number): Fault[] {
  const { length } = question[list];
  if (length >= least && length <= most) return [];
  const message = `too ${length < least ? "few" : "many"} \`${list}\`: ${length}`;
  return [{ line: lineOf([list]), message, fix: `write ${least} to ${most}` }];
}

/** A topic that people can choose and that then has nothing to ask. */
function deadTopics({ topics, questions }: Bank, file: string): readonly Problem[] {
  const alive = new Set([...questions.values()].map((question) => question.topic));
  return topics
    .filter(({ id }) => !alive.has(id))
    .map(({ id }) => ({
      file,
      line: 1,
      message: `the topic \`${id}\` has no questions`,
      fix: `add one in the folder \`${id}\`, or take the topic out of the list`,
    }));
}
