import { withPlainLineEnds } from "../../bank/line-ends.ts";
import type { Found, FoundQuestion, ImportSource, Skipped } from "../found.ts";
import { asks } from "../markdown/asks.ts";
import { titleOf } from "../markdown/titles.ts";
import { type Card, cardOf, cellsOf } from "./card.ts";
import { type Columns, columnsOf, fitted } from "./columns.ts";
import { delimiterOf } from "./delimiter.ts";
import { namedColumns, type Role } from "./header.ts";
import { type Delimiter, type Row, rowsOf } from "./rows.ts";

/**
 * Reads a table as spreadsheets and Quizlet save it: parted by tabs, commas, semicolons or bars, a question a row, by the
 * names of its columns or by what is in them. Never throws.
 */
export function readTable({ text }: ImportSource): Found {
  const { body, delimiter } = partedBy(withPlainLineEnds(text));
  const read = rowsOf(body, delimiter);
  const columns = columnsOf(delimiter === "\t" ? joinedLines(read.rows) : read.rows);
  const cards = withSections(columns.rows.map((row) => cardIn(row, columns, delimiter)));
  const questions = cards.flatMap((card) => (card.kind === "question" ? [card.question] : []));
  const kept = columns.isNamed || columns.named.length > 1 ? questions : questions.filter(isAsked);
  const skipped = cards.flatMap((card) => (card.kind === "skipped" ? [card.skipped] : []));
  return {
    questions: kept,
    drafts: [],
    skipped: [
      ...read.skipped,
      ...skipped,
      ...(kept.length > 0 ? unnamed(columns) : skipped.length > 0 ? [] : [nothing]),
    ],
    licence: said(columns, "licence"),
    author: said(columns, "author"),
  };
}

const isAsked = ({ title }: FoundQuestion): boolean => asks(titleOf(title).text);

const nothing: Skipped = {
  line: 1,
  reason: "a table without questions: name its columns in the first line, for example `question` and `answer`",
};

/** Excel writes and reads `sep=;` as a first line. */
function partedBy(text: string): Readonly<{ body: string; delimiter: Delimiter }> {
  const [whole, named] = /^"?sep=([,;|\t])"?(?:\n|$)/iu.exec(text) ?? [];
  if (whole === undefined) return { body: text, delimiter: delimiterOf(text) ?? "\t" };
  const delimiter = named === ";" || named === "\t" || named === "|" ? named : ",";
  // The line stays, empty, so that the others keep their numbers.
  return { body: `\n${text.slice(whole.length)}`, delimiter };
}

/** Quizlet writes a text of several lines as it is: lines without a tab belong to the text above them. */
function joinedLines(rows: readonly Row[]): readonly Row[] {
  const joined: { line: number; cells: string[] }[] = [];
  for (const { line, cells } of rows) {
    const above = joined.at(-1);
    const last = above?.cells.length ?? 0;
    if (cells.length > 1 || above === undefined || last < 2) joined.push({ line, cells: [...cells] });
    else above.cells[last - 1] = `${above.cells[last - 1] ?? ""}\n${cells[0] ?? ""}`;
  }
  return joined;
}

type Read = Readonly<{ card: Card; isAlone: boolean }>;

/** Where most rows have answers, one that has nothing but some words that ask nothing is a heading of those below it. */
function withSections(read: readonly Read[]): readonly Card[] {
  const answered = read.filter(({ card }) => card.kind === "question" && card.question.answer !== null).length;
  let section: string | null = null;
  return read.map(({ card, isAlone }): Card => {
    if (card.kind !== "question") return card;
    const { question } = card;
    if (isAlone && !asks(question.title) && answered * 2 >= read.length) {
      section = question.title;
      return {
        kind: "skipped",
        skipped: { line: question.line, reason: "asks nothing: taken as a topic of what is below" },
      };
    }
    if (section === null || question.topics.length > 0) return card;
    return { kind: "question", question: { ...question, topics: [section] } };
  });
}

function cardIn({ line, cells }: Row, columns: Columns, delimiter: Delimiter): Read {
  const offers = columns.named.some(({ role }) => role === "choice" || role === "wrong");
  const texts = cellsOf(fitted(cells, columns, delimiter), columns.named);
  return { card: cardOf({ rule: "csv", line, offers, cells: texts }), isAlone: texts.length === 1 };
}

/** What all rows say alike of where they come from. */
function said({ named, rows }: Columns, role: Role): string | null {
  const at = named.findIndex((column) => column.role === role);
  const values = new Set(
    at === -1 ? [] : rows.map(({ cells }) => cells[at]?.trim() ?? "").filter((cell) => cell !== ""),
  );
  const [value] = values;
  return value !== undefined && values.size === 1 ? value : null;
}

/** Columns that are left out since nothing says what is in them. */
function unnamed({ named, rows, isNamed }: Columns): readonly Skipped[] {
  const unused = named.flatMap(({ role }, at) =>
    role === "nothing" && rows.some(({ cells }) => /\p{L}{3}/u.test(cells[at] ?? "")) ? [at + 1] : [],
  );
  if (isNamed || unused.length === 0) return [];
  const [has, is] = unused.length === 1 ? ["has no name", "is"] : ["have no names", "are"];
  const reason = `column ${unused.join(", ")} ${has} and ${is} left out: name the columns in a first line`;
  return [{ line: rows[0]?.line ?? 1, reason }];
}

const SAMPLE_LINES = 100;

/** Whether a text is a table, by its name or by its first lines: named columns, or a tab in nearly every line. */
export function isTable(name: string, text: string): boolean {
  if (/\.(?:csv|tsv|tab|psv)$/iu.test(name)) return true;
  if (/\.(?:md|markdown|mdx)$/iu.test(name)) return false;
  const lines = text
    .slice(0, 20_000)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(0, SAMPLE_LINES);
  const tabs = lines
    .map((line) => (/^(?!\d{1,4}[.)]\t|[•*]\t)[^\s#>|-]/u.test(line) ? line.split("\t").length - 1 : 0))
    .filter((count) => count > 0);
  if (tabs.length >= 2 && tabs.length * 10 >= lines.length * 4 && new Set(tabs).size === 1) return true;
  const [first = ""] = lines;
  const named = [",", ";"].some((delimiter) => {
    const cells = first.split(delimiter).map((cell) => cell.replace(/^\s*"|"\s*$/gu, ""));
    return cells.length > 1 && namedColumns(cells) !== null;
  });
  return named || /^"?sep=[,;|\t]"?$/iu.test(first);
}
