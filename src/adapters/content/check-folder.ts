import { join } from "node:path";
import { type BankFolder, bankOf, bankWithOwn } from "../../core/bank/bank.ts";
import { checkBank } from "../../core/bank/check.ts";
import type { Draft } from "../../core/bank/draft.ts";
import { FILE_BYTES } from "../../core/bank/limits.ts";
import { bankNotes, type NotedFolder } from "../../core/bank/notes.ts";
import { linesOfQuestion } from "../../core/bank/parse.ts";
import type { LineOf } from "../../core/bank/problems.ts";
import type { Bank, Problem, Question } from "../../core/bank/question.ts";
import { openFolder } from "./folder.ts";
import { readText } from "./read-text.ts";

/** A folder to check: one that all share, or that of a workspace. `isTeams` is false for the shipped bank alone. */
export type CheckPlace = Readonly<{
  path: string;
  namespace: string | null;
  workspace: string | null;
  isTeams: boolean;
}>;

/** The figures of one folder. */
export type FolderFigures = Readonly<{ folder: string; questions: number; drafts: number }>;

/** What `drill bank check` says of folders. Without problems they are sound; notes keep nothing from working. */
export type FoldersCheck = Readonly<{
  questions: number;
  topics: number;
  problems: readonly Problem[];
  drafts: number;
  notes: readonly Problem[];
  folders: readonly FolderFigures[];
}>;

/**
 * Reads folders of questions and holds them against the rules for authors; topics that the folders of `known` list count
 * as listed. Never throws for what is in them.
 */
export function checkFolders(places: readonly CheckPlace[], known: readonly string[] = []): FoldersCheck {
  const base = bankOf(known.map((path) => openFolder({ path, namespace: null, mustExist: true }).contents()));
  const checked = places.map((place) => checkedFolder(place, base));
  const sum = (figure: "questions" | "drafts") => checked.reduce((all, { figures }) => all + figures[figure], 0);
  return {
    questions: sum("questions"),
    topics: new Set(checked.flatMap(({ noted }) => noted.topics.map(({ id }) => id))).size,
    problems: checked.flatMap(({ problems }) => problems),
    drafts: sum("drafts"),
    notes: bankNotes(checked.map(({ noted }) => noted)),
    folders: checked.map(({ figures }) => figures),
  };
}

type Checked = Readonly<{ problems: readonly Problem[]; noted: NotedFolder; figures: FolderFigures }>;

function checkedFolder({ path, namespace, workspace, isTeams }: CheckPlace, base: Bank): Checked {
  const folder = openFolder({ path, namespace, mustExist: true });
  const [contents, drafts] = [folder.contents(), folder.drafts()];
  const bank = ownPart(base, contents, isTeams);
  const topicsFile = join(path, "topics.yaml");
  const problems = checkBank({ bank, drafts, topicsFile, isTeams, linesOf: linesIn });
  const located = [...bank.questions.values()].map((question) => ({ question, lineOf: linesIn(question) }));
  const noted = { topicsFile, workspace, isTeams, topics: bank.topics, located, drafts };
  return { problems, noted, figures: figuresOf(path, bank, drafts) };
}

const figuresOf = (folder: string, { questions }: Bank, drafts: readonly Draft[]): FolderFigures => ({
  folder,
  questions: questions.size,
  drafts: drafts.length,
});

/** What a folder adds to the bank that it lies over. */
function ownPart(base: Bank, contents: BankFolder, isTeams: boolean): Bank {
  if (!isTeams) return bankOf([contents]);
  const { questions, problems } = bankWithOwn({ ...base, problems: [] }, contents);
  const own = new Set(contents.questions);
  return {
    questions: new Map([...questions].filter(([, question]) => own.has(question))),
    topics: contents.topics,
    problems,
  };
}

/** Read a second time only for a question that has something wrong: the bank keeps no texts of files. */
const linesIn = ({ file }: Question): LineOf => lazily(() => linesOfQuestion(textOf(file)));
/** Empty when the file has just gone: its problems are then told at its first line. */
function textOf(file: string): string {
  const read = readText(file, FILE_BYTES);
  return read.kind === "text" ? read.text : "";
}

function lazily<A, R>(make: () => (argument: A) => R): (argument: A) => R {
  let made: ((argument: A) => R) | null = null;
  return (argument) => {
    made ??= make();
    return made(argument);
  };
}
