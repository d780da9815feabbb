import type { Dirent } from "node:fs";
import { join } from "node:path";
import type { Draft } from "../../core/bank/draft.ts";
import { FILE_BYTES } from "../../core/bank/limits.ts";
import { NAME_FIX, questionIdOf } from "../../core/bank/names.ts";
import { parseQuestion } from "../../core/bank/parse.ts";
import type { Problem, Question } from "../../core/bank/question.ts";
import { type KeptFile, keepFile } from "./kept-file.ts";
import { listFolder } from "./list-folder.ts";

/** What the file of a question holds. */
type QuestionFile = KeptFile<Question | Draft>;

/** The questions and drafts of one topic, by file name in order, and what in their folder cannot be used. Never changed. */
export type TopicFolder = Readonly<{
  inode: number;
  files: ReadonlyMap<string, QuestionFile>;
  problems: readonly Problem[];
}>;

export type TopicRequest = Readonly<{
  path: string;
  /** The real path of the bank folder, which nothing may lead out of. */
  root: string;
  topic: string;
  namespace: string | null;
  /** How many questions it may hold. */
  room: number;
  before: TopicFolder | null;
  /** File names that may have changed; "all" compares every file's stamp. */
  suspects: ReadonlySet<string> | "all";
}>;

/** The topic's folder as it is now; null when it is gone. Only files that are new or different are read. */
export function refreshTopic(request: TopicRequest): TopicFolder | null {
  const { path, root, room } = request;
  const { directory, refused } = listFolder(path, root);
  if (refused !== null) return { inode: 0, files: new Map(), problems: [folderProblem(path, refused)] };
  if (directory === null) return null;
  const files = new Map<string, QuestionFile>();
  const problems: Problem[] = [];
  for (const entry of directory.entries) {
    const unusable = entryProblem(path, entry, directory.entries);
    if (unusable !== null) problems.push(unusable);
    if (unusable !== null || !isQuestionFile(entry)) continue;
    if (files.size >= room) {
      problems.push(tooMany(path, entry));
      break;
    }
    const kept = refreshFile(request, entry.name);
    if (kept !== null) files.set(entry.name, kept);
  }
  return { inode: directory.inode, files, problems };
}

const folderProblem = (path: string, refused: Readonly<{ message: string; fix: string }>): Problem => ({
  file: path,
  line: 1,
  message: `the folder ${refused.message}`,
  fix: refused.fix,
});

const tooMany = (path: string, entry: Dirent): Problem => ({
  file: join(path, entry.name),
  line: 1,
  message: "this file and those after it are not read: the bank folder holds too many",
  fix: "spread the questions over several folders, named in BANK_DIRS",
});

const isQuestionFile = (entry: Dirent): boolean => entry.isFile() && entry.name.endsWith(".md");

function refreshFile(request: TopicRequest, name: string): QuestionFile | null {
  const { topic, namespace, suspects } = request;
  const before = request.before?.files.get(name) ?? null;
  if (before !== null && suspects !== "all" && !suspects.has(name)) return before;
  const path = join(request.path, name);
  const id = questionIdOf(name.slice(0, -".md".length), namespace);
  if (id === null) return before;
  const parse = (text: string) => {
    const parsed = parseQuestion({ file: path, id, folder: topic, text });
    return { good: parsed.question ?? parsed.draft ?? null, problems: parsed.problems };
  };
  return keepFile({ path, file: path, limit: FILE_BYTES, before, parse });
}

/** Why an entry of a topic's folder cannot be used, or null. Files of other kinds, such as pictures, are passed over. */
function entryProblem(path: string, entry: Dirent, entries: readonly Dirent[]): Problem | null {
  const file = join(path, entry.name);
  const problem = (message: string, fix: string): Problem => ({ file, line: 1, message, fix });
  if (entry.isDirectory())
    return problem("folders inside a topic are not read", "move its files up, or give it a topic");
  const odd = oddEntry(file, entry);
  if (odd !== null) return odd;
  if (!isQuestionFile(entry) || questionIdOf(entry.name.slice(0, -".md".length), null) !== null) return null;
  const twin = caseTwin(entry, entries);
  if (twin !== null)
    return problem(`the name differs from \`${twin}\` by case alone`, "remove or rename one of the two");
  return problem("the file's name cannot be a question's id", NAME_FIX);
}

/** A link, pipe, socket or device has no place in a bank. */
export function oddEntry(file: string, entry: Dirent): Problem | null {
  if (entry.isFile() || entry.isDirectory()) return null;
  const message = entry.isSymbolicLink() ? "a symbolic link is not followed" : "this is not a regular file";
  return { file, line: 1, message, fix: "put the file itself here" };
}

/** Another entry that a file system without case would take for the same. */
export function caseTwin(entry: Dirent, entries: readonly Dirent[]): string | null {
  const lower = entry.name.toLowerCase();
  return entries.find(({ name }) => name !== entry.name && name.toLowerCase() === lower)?.name ?? null;
}
