import { nameOf, readFiles } from "../adapters/content/import/read-files.ts";
import { readTarget } from "../adapters/content/import/target.ts";
import { walkSources } from "../adapters/content/import/walk.ts";
import { writeAside } from "../adapters/content/import/write-aside.ts";
import { recognised } from "../core/import/formats.ts";
import { readOwn } from "../core/import/own/own.ts";
import { planImport } from "../core/import/plan/plan.ts";
import type { ImportOptions } from "../core/import/plan/proposal.ts";
import { type ImportReport, reportOf } from "../core/import/plan/report.ts";
import { readSource } from "../core/import/read-source.ts";
import { readBank } from "./read-bank.ts";

export type BankImport = Readonly<{
  /** Files and folders with questions. */
  paths: readonly string[];
  /** The folder to write to; null where there is none yet, so that all would be new. */
  out: string | null;
  /** The folders of the shared bank: what is in them is not brought again. */
  elsewhere: readonly string[];
  /** Whether it only says what it would do. */
  dryRun: boolean;
  /** What the questions come from, in place of the files' names; null where those do. */
  source: string | null;
  options: ImportOptions;
  /** Called after each file with how many of them are read. */
  progress: (read: number, files: number) => void;
}>;

/** What an import found, and what it did or would do. */
export type ImportOutcome = Readonly<{
  report: ImportReport;
  /** Files that were passed over, as questions come in no such kind. */
  others: number;
  /** Whether anything was written. */
  written: boolean;
  /** Files that somebody changed while they were being written, which stay as they are. */
  left: readonly string[];
}>;

/**
 * Brings questions from files in other shapes into a folder of the bank. Raises `input.invalid` for files that are not
 * there, `bank.invalid` for a folder that cannot be added to, and `store.unavailable` where it cannot be written; nothing
 * has changed then.
 */
export async function importBank(request: BankImport): Promise<ImportOutcome> {
  const { paths, out, dryRun, source, options, progress } = request;
  const walk = walkSources(paths, out);
  const { reads, skipped } = readFiles({
    walk,
    readers: { recognised, readOwn, read: readSource },
    source,
    progress: (read) => progress(read, walk.files.length),
  });
  const plan = planImport({
    reads,
    options,
    folder: out === null ? { files: [], topics: null } : readTarget(out),
    elsewhere: request.elsewhere.flatMap((folder) => [...readBank(folder).questions.values()]),
    name: nameOf(walk, source),
  });
  const report = reportOf(reads, [...walk.skipped, ...skipped], plan);
  if (out === null || dryRun || plan.writes.length === 0) {
    return { report, others: walk.others, written: false, left: [] };
  }
  const { left } = await writeAside(out, plan.writes);
  return { report, others: walk.others, written: true, left };
}
