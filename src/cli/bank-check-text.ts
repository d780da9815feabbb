import type { checkBanks } from "../compose/check-banks.ts";
import type { Problem } from "../core/bank/question.ts";
import { counted } from "./counted.ts";

type Check = ReturnType<typeof checkBanks>;

/** The most notes of one kind, and in all, that a person is told of. */
const shownOfAKind = 5;
const shown = 30;

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

/** Notes of one kind differ in their place alone, so each kind is told once. */
function notesLines(notes: readonly Problem[]): readonly string[] {
  const kinds = [...Map.groupBy(notes, ({ message, fix }) => `${message}\n  → ${fix}`)];
  const lines = kinds.slice(0, shown).map(([said, several]) => {
    const places = several.slice(0, shownOfAKind).map(({ file, line }) => `${file}:${line}`);
    const more = several.length - places.length;
    return `note: ${places.join(", ")}${more > 0 ? ` and ${more} more` : ""}: ${said}`;
  });
  return kinds.length > shown
    ? [...lines, `and notes of ${kinds.length - shown} further kinds: --json lists them all`]
    : lines;
}
