import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Config } from "../config.ts";
import { workspaceKey } from "../core/keys.ts";
import type { BankSource } from "../ports/bank.ts";

/** What is in the shared bank. `problems` counts them by folder, those without any left out. */
export type BankFigures = Readonly<{
  questions: number;
  topics: number;
  problems: readonly Readonly<{ folder: string; count: number }>[];
}>;

/** The folder of the questions that come with the bot, relative where the bot was started in its own folder. */
export function shippedBank(): string {
  const path = fileURLToPath(new URL("../../content", import.meta.url));
  const short = relative(process.cwd(), path);
  return short.startsWith("..") ? path : short;
}

/** Counts what all workspaces share. */
export function figuresOf(bank: BankSource, { bankDirs }: Pick<Config, "bankDirs">): BankFigures {
  // A workspace that has no folder of its own, as no platform is called so.
  const { questions, problems } = bank.forWorkspace(workspaceKey("shared", "shared"));
  const folders = [shippedBank(), ...bankDirs.map(({ path }) => path)];
  const counts = folders.map((folder) => ({
    folder,
    count: problems.filter(({ file }) => file === folder || file.startsWith(`${folder}/`)).length,
  }));
  return {
    questions: questions.size,
    topics: new Set([...questions.values()].map(({ topic }) => topic)).size,
    problems: counts.filter(({ count }) => count > 0),
  };
}
