import type { Problem } from "../core/bank/question.ts";
import { counted } from "./counted.ts";

/** What `drill bank check` found in a folder. */
export type BankCheck = Readonly<{ questions: number; topics: number; problems: readonly Problem[] }>;

/** The problems for a person, each with the place to click on and the fix, and the figures last. */
export function bankCheckText(folder: string, { questions, topics, problems }: BankCheck): string {
  const found = problems.map(({ file, line, message, fix }) => `${file}:${line}: ${message}\n  → ${fix}`);
  const figures = `${folder}: ${counted(questions, "question")}, ${counted(topics, "topic")}, ${counted(problems.length, "problem")}`;
  return [...found, ...(found.length === 0 ? [] : [""]), figures].join("\n");
}
