import { asks } from "../markdown/asks.ts";
import { levelIn } from "../markdown/level-words.ts";
import { type Named, namedColumns, type Role } from "./header.ts";
import type { Row } from "./rows.ts";

/** The columns of a table, named or guessed, and the rows below their names. */
export type Columns = Readonly<{ named: readonly Named[]; rows: readonly Row[]; isNamed: boolean }>;

const HEADER_ROWS = 10;

/** The columns by their names, which may stand below a few lines of explanation; else by what is in them. */
export function columnsOf(rows: readonly Row[]): Columns {
  const heads = rows.slice(0, HEADER_ROWS).map(({ cells }) => namedColumns(cells));
  const says = heads.map((named) => named?.filter(({ role }) => role !== "nothing" && role !== "other").length ?? 0);
  const at = says.indexOf(Math.max(1, ...says));
  const named = heads[at];
  if (named !== undefined && named !== null) return { named, rows: rows.slice(at + 1), isNamed: true };
  return { named: guessed(rows), rows, isNamed: false };
}

const column = (role: Role): Named => ({ role, name: "", key: null });
const SAMPLE_ROWS = 200;

/**
 * Without names the question is the column that mostly asks, else the first that is no number, and the answer the next.
 * A column before it that says the same again and again is a topic; behind the answer a column of levels is one.
 */
function guessed(rows: readonly Row[]): readonly Named[] {
  const sample = rows.slice(0, SAMPLE_ROWS);
  const width = proseWidth(sample, usualWidth(sample));
  const columns = Array.from({ length: width }, (_, at) => sample.map(({ cells }) => cells[at]?.trim() ?? ""));
  const asking = columns.findIndex((cells) => share(cells, asks) >= 0.5);
  const first = columns.findIndex((cells) => share(cells, isNumber) < 0.5);
  // Of two columns the first asks; of more, none can be known to.
  if (asking === -1 && width > 2) return columns.map(() => column("nothing"));
  const question = asking === -1 ? Math.max(first, 0) : asking;
  return columns.map((cells, at) => {
    if (at === question) return column("question");
    if (at === question + 1) return column("answer");
    if (share(cells, (cell) => levelIn(cell) !== null) >= 0.5) return column("level");
    return column(at < question && isTopic(cells) ? "topic" : "nothing");
  });
}

/** How many cells most rows have; rows of one cell count only where there are no others. */
function usualWidth(rows: readonly Row[]): number {
  const counts = Map.groupBy(
    rows.filter(({ cells }) => cells.length > 1),
    ({ cells }) => cells.length,
  );
  const [most] = [...counts].toSorted((one, other) => other[1].length - one[1].length || one[0] - other[0]);
  return most?.[0] ?? 1;
}

/** Cells that begin with a blank are what nobody quoted: `a comma, and more`. They belong to the column before them. */
function proseWidth(rows: readonly Row[], width: number): number {
  const begins = Array.from({ length: width }, (_, at) => {
    const filled = rows.map(({ cells }) => cells[at] ?? "").filter((cell) => cell.trim() !== "");
    return share(filled, (cell) => /^\s/u.test(cell)) >= 0.8;
  });
  const first = begins.findIndex((begin, at) => begin && at >= 2);
  return first !== -1 && begins.slice(first).every(Boolean) ? first : width;
}

const isNumber = (cell: string): boolean => /^[#\d.)\s]{1,8}$/u.test(cell);
const isTopic = (cells: readonly string[]): boolean =>
  share(cells, isNumber) < 0.5 && cells.every((cell) => cell.length <= 60) && new Set(cells).size * 2 <= cells.length;

function share(cells: readonly string[], is: (cell: string) => boolean): number {
  return cells.length === 0 ? 0 : cells.filter(is).length / cells.length;
}

/** A row with as many cells as there are columns: cells too many belong to the last, where nobody quoted its commas. */
export function fitted(cells: readonly string[], { named }: Columns, delimiter: string): readonly string[] {
  const last = named.length - 1;
  if (cells.length <= named.length || last < 1) return cells;
  const more = cells.slice(last);
  return more.slice(1).every((cell) => cell.trim() === "")
    ? cells.slice(0, named.length)
    : [...cells.slice(0, last), more.join(delimiter)];
}
