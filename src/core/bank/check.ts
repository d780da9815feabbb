import { type Vocabulary, vocabularyOf } from "../feedback/vocabulary.ts";
import { answerFaults } from "./check-answer.ts";
import { coverageFaults } from "./check-coverage.ts";
import { pointCountFaults, pointFaults } from "./check-points.ts";
import type { Draft } from "./draft.ts";
import { duplicatePrompts } from "./duplicates.ts";
import { type Fault, type LineOf, type Located, problemsIn } from "./problems.ts";
import type { Bank, Problem, Question } from "./question.ts";
import { commonWords } from "./words.ts";

/**
 * A whole bank as its authors see it. `topicsFile` is where its topics are listed. A team's bank (`isTeams`) may have
 * questions without points, which work as they are, and questions that ask the same, which are notes.
 */
export type CheckInput = Readonly<{
  bank: Bank;
  drafts: readonly Draft[];
  topicsFile: string;
  isTeams: boolean;
  linesOf: (question: Question) => LineOf;
}>;

/**
 * Holds a bank against the rules for authors, beyond what parsing refuses: every problem at once, those of reading
 * first. A bank with such problems still works; the shipped one has none.
 */
export function checkBank({ bank, drafts, topicsFile, isTeams, linesOf }: CheckInput): readonly Problem[] {
  const questions = [...bank.questions.values()];
  const located = questions.map((question): Located => ({ question, lineOf: linesOf(question) }));
  const held = isTeams ? located.filter(({ question }) => question.points.length > 0) : located;
  const words = held.length > 0 ? bankWords(questions) : noWords;
  return [
    ...bank.problems,
    ...held.flatMap((each) => problemsIn(each.question.file, questionFaults(each, words))),
    ...(isTeams ? [] : duplicatePrompts(located)),
    ...deadTopics(bank, drafts, topicsFile),
    ...missingLevels(bank, topicsFile),
  ];
}

/**
 * What `checkBank` would tell of a question that stands in no file yet, as far as a form takes it: aliases and follow-ups
 * are written later. Its lines are 1.
 */
export function checkEntered(question: Question): readonly Fault[] {
  const located: Located = { question, lineOf: () => 1 };
  return [
    ...pointCountFaults(located),
    ...coverageFaults(located, vocabularyOf([question])),
    ...answerFaults(located),
    ...listFault(located, "sources", 1, 6),
  ];
}

/** What a whole bank tells of its words: those too frequent to stand for a point alone, and all that it uses. */
type BankWords = Readonly<{ common: ReadonlySet<string>; vocabulary: Vocabulary }>;

const bankWords = (questions: readonly Question[]): BankWords => ({
  common: commonWords(questions),
  vocabulary: vocabularyOf(questions),
});

const noWords: BankWords = { common: new Set(), vocabulary: vocabularyOf([]) };

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

/** A topic that people can choose and that then has nothing to ask; one with drafts is on its way. */
function deadTopics({ topics, questions }: Bank, drafts: readonly Draft[], file: string): readonly Problem[] {
  const alive = new Set([...questions.values(), ...drafts].map(({ topic }) => topic));
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
