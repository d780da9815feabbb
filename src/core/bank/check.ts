import { type Vocabulary, vocabularyOf } from "../feedback/vocabulary.ts";
import { answerFaults } from "./check-answer.ts";
import { coverageFaults } from "./check-coverage.ts";
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
  const words = bankWords(questions);
  return [
    ...bank.problems,
    ...located.flatMap((each) => problemsIn(each.question.file, questionFaults(each, words))),
    ...duplicatePrompts(located),
    ...deadTopics(bank, topicsFile),
    ...missingLevels(bank, topicsFile),
  ];
}

/**
 * What `checkBank` would tell of one question more, that stands in no file yet: its lines are 1. `words` are those of the
 * bank that it is to join (`bankWords`).
 */
export const checkQuestion = (question: Question, words: BankWords): readonly Fault[] =>
  questionFaults({ question, lineOf: () => 1 }, words);

/** The words of a bank, which its questions are checked by; 10,000 questions take about a second. */
export const bankWords = (questions: readonly Question[]): BankWords => ({
  common: commonWords(questions),
  vocabulary: vocabularyOf(questions),
});

/** What a whole bank tells of its words: those too frequent to stand for a point alone, and all that it uses. */
export type BankWords = Readonly<{ common: ReadonlySet<string>; vocabulary: Vocabulary }>;

const questionFaults = (located: Located, { common, vocabulary }: BankWords): readonly Fault[] => [
  ...pointFaults(located, common),
  ...coverageFaults(located, vocabulary),
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

/** A level that a topic's entry promises and no question of it has; a topic without questions was told already. */
function missingLevels({ topics, questions }: Bank, file: string): readonly Problem[] {
  const byTopic = Map.groupBy(questions.values(), ({ topic }) => topic);
  return topics.flatMap(({ id, levels = [] }) => {
    const asked = byTopic.get(id);
    if (asked === undefined) return [];
    return levels
      .filter((level) => asked.every((question) => question.level !== level))
      .map((level) => ({
        file,
        line: 1,
        message: `the topic \`${id}\` has no question of the level ${level}`,
        fix: `add one in the folder \`${id}\`, or take the level out of the topic's \`levels\``,
      }));
  });
}
