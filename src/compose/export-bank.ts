import { openFolder } from "../adapters/content/folder.ts";
import { type ExportPlace, writeExport, writeExportFolder } from "../adapters/content/write-export.ts";
import { bankOf } from "../core/bank/bank.ts";
import type { Bank } from "../core/bank/question.ts";
import { ankiOf } from "../core/export/anki.ts";
import { type Choice, chosen } from "../core/export/choose.ts";
import { csvOf } from "../core/export/csv.ts";
import { jsonOf } from "../core/export/json.ts";
import { markdownFiles } from "../core/export/markdown.ts";
import { shippedBank } from "./banks.ts";

export type ExportFormat = "csv" | "json" | "anki" | "markdown";

export type BankExport = Readonly<{
  /** The folder of questions; null for those that come with the bot. */
  folder: string | null;
  choice: Choice;
  /** The HTML of a Markdown text, for notes of Anki. */
  html: (markdown: string) => string;
}>;

/** What is exported: as one text, or as files of a folder, with how many questions they are and how many problems stay behind. */
export type Exported = Readonly<{
  questions: number;
  problems: number;
  contents: string | ReturnType<typeof markdownFiles>;
}>;

/** Writes questions in another format. Raises `input.invalid` for a folder or topic that is not there. */
export function exportBank(format: ExportFormat, { folder, choice, html }: BankExport): Exported {
  const bank = folderBank(folder ?? shippedBank());
  const questions = chosen(bank, choice);
  const counts = { questions: questions.length, problems: bank.problems.length };
  switch (format) {
    case "csv":
      return { ...counts, contents: csvOf(questions) };
    case "json":
      return { ...counts, contents: jsonOf(questions) };
    case "anki":
      return { ...counts, contents: ankiOf({ questions, topics: bank.topics, html }) };
    case "markdown":
      return { ...counts, contents: markdownFiles(questions, bank.topics) };
  }
}

/** A folder's own questions; a workspace's folder lists only topics that the shared bank has not. */
function folderBank(path: string): Bank {
  const own = openFolder({ path, namespace: null, mustExist: true }).contents();
  const shared = openFolder({ path: shippedBank(), namespace: null, mustExist: true }).contents();
  return bankOf([{ ...shared, questions: [], problems: [] }, own]);
}

/** Puts an export in its place. Raises `input.invalid` where something is there already. */
export async function placeExport({ contents }: Exported, place: ExportPlace): Promise<void> {
  if (typeof contents === "string") await writeExport(place, contents);
  else await writeExportFolder(place, contents);
}
