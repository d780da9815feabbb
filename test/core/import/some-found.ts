import type { Question } from "../../../src/core/bank/question.ts";
import type { Found, FoundQuestion } from "../../../src/core/import/found.ts";
import { type ImportPlan, type ImportRequest, planImport } from "../../../src/core/import/plan/plan.ts";
import type { ImportOptions, SourceRead } from "../../../src/core/import/plan/proposal.ts";
import type { StandingFile } from "../../../src/core/import/plan/standing.ts";

/** A question as a reader finds it: `words` decide its texts unless they are given. */
export const aFound = (words: string, given: Partial<FoundQuestion> = {}): FoundQuestion => ({
  rule: "headings",
  line: 1,
  title: `What is ${words}?`,
  prompt: `What is ${words}?`,
  answer: `It is ${words}, of course.`,
  guidance: null,
  choices: false,
  topics: ["HTTP"],
  tags: [],
  level: null,
  followUps: [],
  ...given,
});

export const nothingFound: Found = { questions: [], drafts: [], skipped: [], licence: null, author: null };

/** A file that was read. */
export const aRead = (name: string, found: Partial<Found>, given: Partial<SourceRead> = {}): SourceRead => ({
  name,
  source: name,
  licence: null,
  found: { ...nothingFound, ...found },
  own: null,
  ...given,
});

export const noOptions: ImportOptions = { topic: null, level: null, licence: null, author: null };

type Folder = ImportRequest["folder"];
export const emptyFolder: Folder = { files: [], topics: null };

export const plan = (reads: readonly SourceRead[], given: Partial<Omit<ImportRequest, "reads">> = {}): ImportPlan =>
  planImport({ reads, options: noOptions, folder: emptyFolder, elsewhere: noQuestions, name: "guide", ...given });

const noQuestions: readonly Question[] = [];

/** The folder once a plan has been carried out. */
export function written(folder: Folder, { writes }: ImportPlan): Folder {
  const files = new Map(folder.files.map(({ path, text }) => [path, text]));
  let { topics } = folder;
  for (const { path, text } of writes) {
    if (path === "topics.yaml") topics = text;
    else files.set(path, text);
  }
  return { topics, files: [...files].map(([path, text]): StandingFile => ({ path, text })) };
}

/** What became of each proposal: its path and outcome. */
export const outcomes = ({ placed }: ImportPlan): readonly string[] =>
  placed.map(({ path, outcome }) => `${outcome} ${path}`);
