import type { QuestionId } from "../keys.ts";
import type { Bank, Level, Problem, Question, Topic } from "./question.ts";

/** What one folder of questions holds, once read. */
export type BankFolder = Readonly<{
  topics: readonly Topic[];
  questions: readonly Question[];
  problems: readonly Problem[];
}>;

/** What a plan draws from: topic ids and levels, where an empty list means all, and never what `except` names. */
export type BankFilter = Readonly<{
  topics: readonly string[];
  levels: readonly Level[];
  except?: ReadonlySet<QuestionId>;
}>;

/**
 * One bank of the shared folders, in their order. Of two questions with one id the first by path is in the bank and the
 * other is a problem; so is a question whose topic no folder lists.
 */
export function bankOf(folders: readonly BankFolder[]): Bank {
  return overlay({ questions: new Map(), topics: [], problems: [] }, folders);
}

/**
 * A workspace's bank: the shared one, and its own folder over it. A question of its own folder replaces the shared one
 * with the same id.
 */
export const bankWithOwn = (shared: Bank, own: BankFolder): Bank => overlay(shared, [own]);

function overlay(base: Bank, folders: readonly BankFolder[]): Bank {
  const topics = mergedTopics([base.topics, ...folders.map((folder) => folder.topics)]);
  const listed = new Set(topics.map((topic) => topic.id));
  const questions = new Map(base.questions);
  const problems = [...base.problems];
  const added = new Map<string, Question>();
  for (const folder of folders) {
    problems.push(...folder.problems);
    for (const question of folder.questions) {
      const before = added.get(question.id);
      if (before !== undefined) problems.push(sameId(question, before));
      else if (!listed.has(question.topic)) problems.push(unlisted(question));
      else added.set(question.id, question);
    }
  }
  for (const [id, question] of added) questions.set(id, question);
  return { questions, topics, problems };
}

/** The first folder that lists a topic names it. */
function mergedTopics(lists: readonly (readonly Topic[])[]): readonly Topic[] {
  const byId = new Map<string, Topic>();
  for (const topic of lists.flat()) if (!byId.has(topic.id)) byId.set(topic.id, topic);
  return [...byId.values()];
}

const sameId = (question: Question, before: Question): Problem => ({
  file: question.file,
  line: question.line,
  message: `the id \`${question.id}\` is taken by ${before.file}:${before.line}`,
  fix: "give one of the two files another name",
});

const unlisted = (question: Question): Problem => ({
  file: question.file,
  line: question.line,
  message: `the topic \`${question.topic}\` is not listed`,
  fix: `add it to topics.yaml: \`- { id: ${question.topic}, title: …, line: … }\``,
});

/** The questions that a filter lets through, in the bank's order. */
export function filtered(bank: Bank, filter: BankFilter): readonly Question[] {
  const topics = new Set(filter.topics);
  const levels = new Set(filter.levels);
  return [...bank.questions.values()].filter(
    ({ id, topic, level }) =>
      (topics.size === 0 || topics.has(topic)) &&
      (levels.size === 0 || levels.has(level)) &&
      filter.except?.has(id) !== true,
  );
}
