import { type DraftNeed, draftNeeds } from "../../bank/draft.ts";
import { type Rule, rules } from "../found.ts";
import type { Duplicate } from "./doubles.ts";
import type { ImportNote, ImportPlan, Placed } from "./plan.ts";
import type { SourceRead } from "./proposal.ts";

/** How much of what was found, in one file or in all. */
export type Counts = Readonly<{
  found: number;
  answered: number;
  /** Questions and drafts with a word on how to judge answers. */
  guidance: number;
  /** Multiple-choice questions. */
  choices: number;
  /** Guidance without a question. */
  drafts: number;
}>;

/** One file that was read: its figures, and the rule that read most of it, null where nothing was found. */
export type FileReport = Counts & Readonly<{ file: string; skipped: number; rule: Rule | null }>;

/** A file that somebody edited since it was imported. */
export type EditedFile = Readonly<{ path: string; file: string; line: number; sourceChanged: boolean }>;

/** What an import found and does, as `--json` prints it. Files that are written to are relative to their folder. */
export type ImportReport = Readonly<{
  /** How many were read. */
  files: number;
  found: number;
  answered: number;
  guidance: number;
  choices: number;
  drafts: number;
  duplicates: readonly Duplicate[];
  skipped: readonly ImportNote[];
  rule: Rule | null;
  rules: Readonly<Partial<Record<Rule, number>>>;
  notes: readonly ImportNote[];
  byFile: readonly FileReport[];
  /** How many files of the folder. */
  new: number;
  updated: number;
  unchanged: number;
  edited: readonly EditedFile[];
  /** How many of all these are drafts, by what they need. */
  needs: Readonly<Record<DraftNeed, number>>;
  /** Those that the list of topics gets. */
  topics: readonly string[];
}>;

/** The report of a plan. `passedOver` is what was not read at all, and why. */
export function reportOf(
  reads: readonly SourceRead[],
  passedOver: readonly ImportNote[],
  plan: ImportPlan,
): ImportReport {
  const byFile = reads.map(fileReport);
  const sum = (figure: keyof Counts): number => byFile.reduce((all, each) => all + each[figure], 0);
  const counts = rulesOf(reads);
  const outcome = (wanted: Placed["outcome"]) => plan.placed.filter((each) => each.outcome === wanted);
  const skipped = reads.flatMap(({ name, found }) => found.skipped.map((each) => ({ file: name, ...each })));
  return {
    files: reads.length,
    found: sum("found"),
    answered: sum("answered"),
    guidance: sum("guidance"),
    choices: sum("choices"),
    drafts: sum("drafts"),
    duplicates: plan.duplicates,
    skipped: [...passedOver, ...skipped, ...plan.refused],
    rule: mostOf(counts),
    rules: counts,
    notes: plan.notes,
    byFile,
    new: outcome("new").length,
    updated: outcome("updated").length,
    unchanged: outcome("unchanged").length,
    edited: outcome("edited").map(({ path, proposal: { file, line }, sourceChanged }) => ({
      path,
      file,
      line,
      sourceChanged,
    })),
    needs: needsOf(plan.placed),
    topics: plan.topics.map(({ id }) => id),
  };
}

function needsOf(placed: readonly Placed[]): ImportReport["needs"] {
  const [answer, question, shortening] = draftNeeds.map(
    (need) => placed.filter(({ proposal }) => proposal.draft === need).length,
  );
  return { "needs an answer": answer ?? 0, "needs a question": question ?? 0, "needs shortening": shortening ?? 0 };
}

function fileReport(read: SourceRead): FileReport {
  const { name, found, own } = read;
  const { questions, drafts } = found;
  const whole = own?.length ?? 0;
  return {
    file: name,
    found: questions.length + whole,
    answered: questions.filter(({ answer }) => answer !== null).length + whole,
    guidance: questions.filter(({ guidance }) => guidance !== null).length + drafts.length,
    choices: questions.filter(({ choices }) => choices).length,
    drafts: drafts.length,
    skipped: found.skipped.length,
    rule: mostOf(rulesOf([read])),
  };
}

function rulesOf(reads: readonly SourceRead[]): Readonly<Partial<Record<Rule, number>>> {
  const counts: Partial<Record<Rule, number>> = {};
  const count = (rule: Rule, more: number): void => {
    if (more > 0) counts[rule] = (counts[rule] ?? 0) + more;
  };
  for (const { found, own } of reads) {
    for (const { rule } of found.questions) count(rule, 1);
    count("guidance", found.drafts.length);
    count("own", own?.length ?? 0);
  }
  return counts;
}

/** The rule that read most, the first of those that read as much. */
function mostOf(counts: Readonly<Partial<Record<Rule, number>>>): Rule | null {
  let most: Rule | null = null;
  for (const rule of rulesIn(counts)) if (most === null || (counts[rule] ?? 0) > (counts[most] ?? 0)) most = rule;
  return most;
}

const rulesIn = (counts: Readonly<Partial<Record<Rule, number>>>): readonly Rule[] =>
  rules.filter((rule) => counts[rule] !== undefined);
