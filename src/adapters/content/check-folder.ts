import { join } from "node:path";
import { bankOf } from "../../core/bank/bank.ts";
import { checkBank } from "../../core/bank/check.ts";
import { FILE_BYTES } from "../../core/bank/limits.ts";
import { linesOfQuestion } from "../../core/bank/parse.ts";
import type { Problem } from "../../core/bank/question.ts";
import { openFolder } from "./folder.ts";
import { readText } from "./read-text.ts";

/** What `drill bank check` says of a folder; without problems the bank is sound. */
export type FolderCheck = Readonly<{ questions: number; topics: number; problems: readonly Problem[] }>;

/** Reads a folder of questions and holds it against the rules for authors. Never throws for what is in it. */
export function checkFolder(path: string): FolderCheck {
  const bank = bankOf([openFolder({ path, namespace: null, mustExist: true }).contents()]);
  const problems = checkBank({
    bank,
    topicsFile: join(path, "topics.yaml"),
    // Read a second time only for a question that has something wrong: the bank keeps no texts of files.
    linesOf: ({ file }) => lazily(() => linesOfQuestion(textOf(file))),
  });
  return { questions: bank.questions.size, topics: bank.topics.length, problems };
}

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
