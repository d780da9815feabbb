import type { checkBanks } from "../compose/check-banks.ts";
import type { Problem } from "../core/bank/question.ts";
import { counted } from "./counted.ts";

type Check = ReturnType<typeof checkBanks>;

/** The most notes of one kind that a person is told of. */
const shownOfAKind = 7;

/** The problems for a person, each with the place to click on and the fix; then the notes, and the figures last. */
export function bankCheckText({ problems, notes, folders, topics }: Check): string {
  const figures = folders.map(({ folder, questions, drafts }) =>
    [`${folder}: ${counted(questions, "question")}`, ...(drafts === 0 ? [] : [counted(drafts, "draft")])].join(", "),
  );
  const all = [counted(topics, "topic"), counted(problems.length, "problem"), ...notesCount(notes)].join(", ");
  const [only, ...more] = figures;
  const last = more.length === 0 ? [`${only ?? ""}, ${all}`] : [...figures, `in all ${all}`];
  const parts = [problems.map(problemText), notesLines(notes), last];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

const notesCount = (notes: readonly Problem[]): readonly string[] =>
  notes.length === 0 ? [] : [counted(notes.length, "note")];

const problemText = ({ file, line, message, fix }: Problem): string => `${file}:${line}: ${message}\n  → ${fix}`;

/** Notes of one kind are mended in the same way, so that is told once for all of them. */
function notesLines(notes: readonly Problem[]): readonly string[] {
  const kinds = [...Map.groupBy(notes, ({ fix }) => fix)];
  return kinds.flatMap(([fix, several]) => [
    `${counted(several.length, "note")}: ${fix}`,
    ...several.slice(0, shownOfAKind).map(({ file, line, message }) => `  ${file}:${line}: ${message}`),
    ...(several.length > shownOfAKind ? [`  and ${several.length - shownOfAKind} more: --json lists them all`] : []),
  ]);
}
