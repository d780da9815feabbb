import type { FoundQuestion, Rule, Skipped } from "../found.ts";
import { isAnswer } from "../markdown/bank-text.ts";
import { levelIn } from "../markdown/level-words.ts";
import { tagsIn } from "../markdown/read-body.ts";
import { plainOf, titleOf } from "../markdown/titles.ts";
import { cellText } from "./cell.ts";
import type { Named, Role } from "./header.ts";
import { choosing, lettered, type Offered } from "./offered.ts";

/** What a row of a table is: a question, nothing worth a word, or something that should be told. */
export type Card =
  | Readonly<{ kind: "question"; question: FoundQuestion }>
  | Readonly<{ kind: "skipped"; skipped: Skipped }>
  | Readonly<{ kind: "empty" }>;

export type CardRow = Readonly<{
  rule: Rule;
  line: number;
  /** Whether the table has columns for choices. */
  offers: boolean;
  /** What stands in each column that has something; the names of the columns tell what it is. */
  cells: readonly (readonly [column: Named, text: string])[];
}>;

/** Reads a row whose cells are Markdown already. */
export function cardOf(row: CardRow): Card {
  const { line, cells } = row;
  const [asked = inColumns(row, "title")[0] ?? "", ...askedToo] = inColumns(row, "question");
  if (titleIn(asked) === "") return cells.length === 0 ? { kind: "empty" } : skipped(line, "a row without a question");
  const offered = offeredIn(row);
  const chosen = offered.length < 2 ? null : choosing(offered, keyIn(row));
  const letter = row.offers && chosen === null ? /^\(?(?:[a-h]|[1-8])\)?$/iu.exec(keyIn(row))?.[0] : undefined;
  if (letter !== undefined) return skipped(line, `the answer is ${letter}, and there are no choices`);
  if (chosen?.kind === "wrong") return skipped(line, chosen.reason);
  const prompt = stacked(withoutNumber(asked), ...askedToo, chosen?.list ?? "");
  const answer = stacked(...answersIn(row, chosen?.answer ?? null), ...inColumns(row, "explanation"));
  return { kind: "question", question: questionOf(row, { asked, prompt, answer, choices: chosen !== null }) };
}

type Texts = Readonly<{ asked: string; prompt: string; answer: string; choices: boolean }>;

function questionOf(row: CardRow, { asked, prompt, answer, choices }: Texts): FoundQuestion {
  const { rule, line } = row;
  const title = titleOf(shielded(firstLine(asked)));
  const [named] = inColumns(row, "question").length > 0 ? inColumns(row, "title") : [];
  const tags = inColumns(row, "tags").flatMap((text) => tagsIn(plainOf(text.replace(/\\?\n/gu, ", "))));
  const topics = inColumns(row, "topic").flatMap(topicsIn);
  const [level] = inColumns(row, "level").map((text) => levelIn(plainOf(text)));
  return {
    rule,
    line,
    title: titleIn(named ?? "") || titleIn(asked),
    prompt,
    answer: isAnswer(answer) ? withOthers(answer, row) : null,
    guidance: stacked(...inColumns(row, "guidance")) || null,
    choices,
    topics: topics.length > 0 ? topics : tags,
    tags,
    level: level ?? title.level ?? levelOf(tags),
    followUps: inColumns(row, "followUps").flatMap(linesOf),
  };
}

/** What stands in the columns of a kind. */
const inColumns = ({ cells }: CardRow, role: Role): readonly string[] =>
  cells.flatMap(([column, text]) => (column.role === role ? [text] : []));

/** `Web::HTTP` and `Web > HTTP` are two, the wider first. */
const topicsIn = (text: string): readonly string[] =>
  plainOf(text)
    .split(/\s*(?:::|>|»|→)\s*/u)
    .filter((topic) => topic !== "");

const skipped = (line: number, reason: string): Card => ({ kind: "skipped", skipped: { line, reason } });
const stacked = (...texts: readonly string[]): string => texts.filter((text) => text !== "").join("\n\n");
const firstLine = (text: string): string =>
  (text.split("\n").find((line) => line.trim() !== "") ?? "").replace(/\\$/u, "");

/** The first line that says something, on one line and without its number; empty where none does. */
function titleIn(text: string): string {
  const line = text.split("\n").find((each) => /[\p{L}\p{N}]/u.test(each) && !/^\s*(?:`{3}|~{3})/u.test(each)) ?? "";
  return titleOf(shielded(line.replace(/\\$|^[-*+•]\s+(?=\S)/gu, ""))).text || plainOf(line);
}

/** Tags that are left are what the text speaks of; in code no reader takes them for markup. */
const shielded = (line: string): string =>
  line
    .split(/(`[^`]*`)/u)
    .map((part) => (part.startsWith("`") ? part : part.replace(/<\/?[a-z][^<>`]*>/giu, "`$&`")))
    .join("");

/** `12. What …?` in a cell is the question and its number, `- What …?` the question and a bullet. */
function withoutNumber(text: string): string {
  const bare = text.includes("\n") ? text : text.replace(/^[-*+•]\s+(?=\S)/u, "");
  const first = firstLine(bare);
  const { counted, markdown } = titleOf(shielded(first));
  return counted === null || markdown === "" ? bare : bare.replace(first, () => markdown);
}

function offeredIn(row: CardRow): readonly Offered[] {
  const wrong = inColumns(row, "wrong");
  if (wrong.length > 0) return lettered([...inColumns(row, "correct"), ...wrong]);
  return row.cells.flatMap(([{ role, key }, text]) => (role === "choice" && key !== null ? [{ key, text }] : []));
}

/** What says which choice is right: its own column, else the answer's. */
const keyIn = (row: CardRow): string => inColumns(row, "correct")[0] ?? inColumns(row, "answer")[0] ?? "";

/** The answers of a row, those after the first under the names of their columns. `chosen` stands in for the key. */
function answersIn(row: CardRow, chosen: string | null): readonly string[] {
  const answers = row.cells.filter(([{ role }]) => role === "answer");
  const correct = inColumns(row, "correct");
  if (chosen !== null) return [chosen, ...(correct.length > 0 ? answers.map(([, text]) => text) : [])];
  return [...correct, ...answers.map(([column, text], at) => (at === 0 ? text : labelled(column, text)))];
}

/** Below an answer what else the row says, where its column has a name. */
const withOthers = (answer: string, { cells }: CardRow): string =>
  stacked(answer, ...cells.flatMap(([column, text]) => (column.role === "other" ? [labelled(column, text)] : [])));

const labelled = ({ name }: Named, text: string): string =>
  name === "" ? text : `**${plainOf(name).replace(/[:：]+$/u, "")}:** ${text}`;

const levelOf = (tags: readonly string[]): FoundQuestion["level"] =>
  tags.map(levelIn).find((level) => level !== null) ?? null;

const linesOf = (text: string): readonly string[] =>
  text
    .split(/\\?\n/u)
    .map((line) => line.replace(/^\s*(?:[-*+]|\d{1,3}[.)])\s+/u, "").trim())
    .filter((line) => line !== "");

/** The cells of a row that hold something, as Markdown. `read` makes Markdown of a cell. */
export const cellsOf = (cells: readonly string[], named: readonly Named[], read = cellText): CardRow["cells"] =>
  named.flatMap((column, at) => {
    const text = column.role === "nothing" ? "" : read(cells[at] ?? "");
    return text === "" ? [] : [[column, text] as const];
  });
