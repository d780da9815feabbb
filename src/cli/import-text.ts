import type { ImportOutcome } from "../compose/import-bank.ts";
import type { EditedFile, FileReport, ImportReport } from "../core/import/plan/report.ts";
import { table } from "../core/message/build.ts";
import { cleanLine } from "../core/message/clean.ts";
import { drawTable } from "../render/text-table.ts";
import { counted } from "./counted.ts";

/** What was asked for. */
export type ImportAsked = Readonly<{ paths: readonly string[]; out: string | null; dryRun: boolean }>;

/** The most lines of a list; a person who has read them mends those first. */
const shown = 20;

/** What an import found and did, for a person: the totals, a line a file, what was skipped and why, what is next. */
export function importText(outcome: ImportOutcome, asked: ImportAsked): string {
  const { report } = outcome;
  const parts = [
    [totalsText(report), othersText(outcome.others)],
    report.files === 0 ? [] : fileTable(report.byFile),
    listed("Skipped:", report.skipped, placeText),
    listed("Found twice, or there already:", report.duplicates, ({ file, line, of }) => `${file}:${line} is ${of}`),
    listed("Notes:", report.notes, placeText),
    listed("Edited by hand since they were imported, so left as they are:", report.edited, editedText),
    listed("Changed by somebody meanwhile, so left as they are:", outcome.left, (path) => path),
    [...doneText(outcome, asked), nextText(outcome, asked)],
  ];
  return parts
    .map((lines) => lines.filter((line) => line !== "").join("\n"))
    .filter((part) => part !== "")
    .join("\n\n");
}

function totalsText({ files, found, answered, choices, guidance, drafts }: ImportReport): string {
  const more = [
    `${answered} answered`,
    ...(found > answered ? [`${found - answered} not`] : []),
    ...(choices > 0 ? [`${choices} multiple choice`] : []),
    ...(guidance > drafts ? [`${guidance - drafts} with guidance`] : []),
  ];
  const alone = drafts > 0 ? ` Besides, ${counted(drafts, "piece")} of guidance without a question.` : "";
  return `${counted(found, "question")} in ${counted(files, "file")}: ${more.join(", ")}.${alone}`;
}

const othersText = (others: number): string =>
  others === 0 ? "" : `${counted(others, "file")} of other kinds passed over.`;

function fileTable(files: readonly FileReport[]): readonly string[] {
  const figures = (file: FileReport) =>
    [file.found, file.answered, file.choices, file.guidance, file.drafts, file.skipped].map(String);
  const rows = files.slice(0, shown).map((file) => [file.file, ...figures(file), file.rule ?? "–"]);
  const head = ["File", "Found", "Answered", "Choices", "Guidance", "Drafts", "Skipped", "Rule"];
  const right = head.map((_, column) => (column === 0 || column === head.length - 1 ? null : ("right" as const)));
  return [...drawTable(table(head, rows, right)).lines, ...moreText(files.length)];
}

/** A list with its first lines, each as one line. */
function listed<T>(title: string, items: readonly T[], textOf: (item: T) => string): readonly string[] {
  if (items.length === 0) return [];
  return [title, ...items.slice(0, shown).map((item) => `  ${cleanLine(textOf(item))}`), ...moreText(items.length)];
}

const moreText = (all: number): readonly string[] =>
  all > shown ? [`  and ${all - shown} more: --json lists them all`] : [];

const placeText = ({ file, line, reason }: ImportReport["skipped"][number]): string => `${file}:${line}: ${reason}`;

const editedText = ({ path, file, line, sourceChanged }: EditedFile): string =>
  sourceChanged ? `${path} (${file}:${line} changed too: compare the two)` : path;

function doneText({ report, written, left }: ImportOutcome, { out }: ImportAsked): readonly string[] {
  if (report.new + report.updated + report.unchanged + report.edited.length === 0) return [];
  const figures = [`${report.new} new`, `${report.updated} updated`, `${report.unchanged} unchanged`].join(", ");
  const to = out === null ? "" : ` to ${out}`;
  const less = left.length === 0 ? "" : `, ${left.length} of them left`;
  const isDue = report.new + report.updated > 0;
  return [
    `${written ? "Written" : isDue ? "Would be written" : "Nothing to write"}${to}: ${figures}${less}.`,
    ...needsText(report.needs),
    ...(report.topics.length === 0 ? [] : [`New topics: ${report.topics.slice(0, shown).join(", ")}.`]),
  ];
}

function needsText(needs: ImportReport["needs"]): readonly string[] {
  const each = Object.entries(needs).filter(([, count]) => count > 0);
  if (each.length === 0) return [];
  const said = each.map(([need, count]) => `${count} ${count === 1 ? need : need.replace("needs", "need")}`);
  return [`Drafts, which are not asked yet: ${said.join(", ")}.`];
}

function nextText({ report, written }: ImportOutcome, { paths, out, dryRun }: ImportAsked): string {
  if (report.found + report.drafts === 0) return "→ nothing to import: see above why";
  if (written) return `→ \`drill bank check ${out}\` says what is left to do; a running bot has them by now`;
  if (report.new + report.updated === 0) return "→ all of it is there, or somebody has edited it";
  const command = `drill bank import ${paths.map(quoted).join(" ")} --out ${out === null ? "FOLDER" : quoted(out)}`;
  const where = out === null ? "; a workspace's own folder is data/bank/PLATFORM/WORKSPACE" : "";
  return dryRun || out === null ? `→ \`${command}\` writes them${where}` : "";
}

/** As a shell takes it. */
const quoted = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);
