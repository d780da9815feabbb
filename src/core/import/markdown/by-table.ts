import { asks } from "./asks.ts";
import { type Line, MATCHED_CHARS } from "./blocks.ts";
import { levelIn } from "./level-words.ts";
import { type Above, headingsAbove, type Mark } from "./page.ts";
import { tagsIn } from "./read-body.ts";
import { plainOf, titleOf } from "./titles.ts";

type Row = Readonly<{ cells: readonly string[]; line: number; place: number }>;
type Table = Readonly<{ head: readonly string[]; rows: readonly Row[] }>;

/** Which column holds what; -1 for none. */
type Columns = Readonly<{ question: number; answer: number; topic: number; level: number; tags: number }>;

const headings: Readonly<Record<keyof Columns, RegExp>> = {
  question: /^(?:interview )?(?:questions?|front|prompt|term|q|pregunta|frage|вопрос|问题|質問)s?$/iu,
  answer:
    /^(?:(?:short |sample |model )?(?:answers?|back|definition|response|solution|explanation|a|ans|respuesta|antwort|ответ|答案|回答))s?$/iu,
  topic: /^(?:topics?|category|deck|subject|section|area|theme)$/iu,
  level: /^(?:difficulty(?: level)?|level|seniority)$/iu,
  tags: /^(?:tags?|keywords?|labels?)$/iu,
};

/** The rows of tables that ask: by the names of their columns, or because most of a column does. */
export function tableMarks(lines: readonly Line[]): readonly Mark[] {
  const above = headingsAbove(lines);
  return tablesOf(lines).flatMap((table): readonly Mark[] => {
    const columns = columnsOf(table);
    if (columns === null) return [];
    return table.rows.flatMap((row) => markOf(row, columns, above[row.place] ?? { topics: [], level: null }) ?? []);
  });
}

const delimiter = /^\s{0,3}\|?(?:\s{0,20}:?-+:?\s{0,20}\|){1,40}(?:\s{0,20}:?-+:?\s{0,20})?$/u;

function tablesOf(lines: readonly Line[]): readonly Table[] {
  const tables: Table[] = [];
  for (let at = 1; at < lines.length; at += 1) {
    const line = lines[at];
    const head = lines[at - 1];
    if (line?.kind !== "text" || head?.kind !== "text" || !head.text.includes("|") || head.text.length > MATCHED_CHARS)
      continue;
    if (line.text.length > MATCHED_CHARS || !delimiter.test(line.text.trimEnd())) continue;
    const rows: Row[] = [];
    for (at += 1; at < lines.length; at += 1) {
      const row = lines[at];
      if (row?.kind !== "text" || !row.text.includes("|")) break;
      rows.push({ cells: cellsOf(row.text), line: row.line, place: at });
    }
    tables.push({ head: cellsOf(head.text).map(plainOf), rows });
  }
  return tables;
}

/** The cells of a row; a bar in code or behind a backslash is a part of one. */
function cellsOf(text: string): readonly string[] {
  const cells: string[] = [];
  let cell = "";
  let inCode = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? "";
    if (char === "`") inCode = !inCode && text.includes("`", at + 1);
    if (char === "\\" && text[at + 1] === "|") {
      cell += "|";
      at += 1;
    } else if (char === "|" && !inCode) {
      cells.push(cell.trim());
      cell = "";
    } else {
      cell += char;
    }
  }
  cells.push(cell.trim());
  if (cells[0] === "") cells.shift();
  if (cells.at(-1) === "") cells.pop();
  return cells;
}

function columnsOf({ head, rows }: Table): Columns | null {
  const named = (key: keyof Columns): number => head.findIndex((title) => headings[key].test(title.trim()));
  const rest = { topic: named("topic"), level: named("level"), tags: named("tags") };
  const question = named("question");
  if (question !== -1) {
    const answer = named("answer");
    return { question, answer, ...rest };
  }
  const most = askingColumn(rows);
  if (most === null) return null;
  const answer = named("answer") === -1 ? longest(rows, most, new Set(Object.values(rest))) : named("answer");
  return { question: most, answer, ...rest };
}

/** The column in which most cells ask, where half of the rows do and there are two of them; else null. */
function askingColumn(rows: readonly Row[]): number | null {
  const counts = new Map<number, number>();
  for (const [column, cell] of rows.flatMap(({ cells }) => [...cells.entries()])) {
    if (asks(titleOf(cell).text)) counts.set(column, (counts.get(column) ?? 0) + 1);
  }
  const [best] = [...counts].toSorted((one, other) => other[1] - one[1] || one[0] - other[0]);
  return best === undefined || rows.length < 2 || best[1] * 2 < rows.length ? null : best[0];
}

/** The column behind the question's with the most text, where it has some words. */
function longest(rows: readonly Row[], question: number, others: ReadonlySet<number>): number {
  const lengths = new Map<number, number>();
  for (const { cells } of rows) {
    for (const [column, cell] of cells.entries()) {
      if (column > question && !others.has(column)) lengths.set(column, (lengths.get(column) ?? 0) + cell.length);
    }
  }
  const [best] = [...lengths].toSorted((one, other) => other[1] - one[1]);
  return best === undefined || best[1] < 3 * rows.length ? -1 : best[0];
}

function markOf({ cells, line }: Row, columns: Columns, above: Above): Mark | null {
  const title = titleOf(cells[columns.question] ?? "");
  if (title.text === "") return null;
  const at = (column: number): string => (column === -1 ? "" : (cells[column] ?? ""));
  const topic = plainOf(at(columns.topic));
  const text = (value: string): Line => ({ kind: "text", text: value, line, level: 0 });
  const tags = tagsIn(plainOf(at(columns.tags)));
  return {
    rule: "table",
    title,
    line,
    body: [
      text("Answer:"),
      text(at(columns.answer)),
      ...(tags.length > 0 ? [text(`#${tags.map((tag) => tag.replace(/\s+/gu, "-")).join(" #")}`)] : []),
    ],
    topics: topic === "" ? above.topics : [...above.topics, topic],
    level: levelIn(plainOf(at(columns.level))) ?? title.level ?? above.level,
  };
}
