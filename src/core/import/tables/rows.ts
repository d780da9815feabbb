import Papa from "papaparse";
import type { Skipped } from "../found.ts";

/** A row of a table, and the line it begins in. */
export type Row = Readonly<{ line: number; cells: readonly string[] }>;

/** A table's rows, those without any text left out, and what could not be read of it. */
export type Rows = Readonly<{ rows: readonly Row[]; skipped: readonly Skipped[] }>;

/** What parts the cells of a table. */
export type Delimiter = "," | ";" | "\t" | "|";

/**
 * Cuts a text with plain line ends into rows and cells (RFC 4180). Where tabs part the cells and the quotes do not come
 * out even, they are text: Quizlet and people who type write them so.
 */
export function rowsOf(text: string, delimiter: Delimiter | ":" | " "): Rows {
  const read = parsed(text, delimiter, false);
  if (read.skipped.length === 0 || delimiter !== "\t") return read;
  return parsed(text, delimiter, true);
}

function parsed(text: string, delimiter: string, plain: boolean): Rows {
  const { data, errors } = Papa.parse<string[]>(text, {
    delimiter,
    newline: "\n",
    ...(plain ? { fastMode: true } : {}),
  });
  const lines: number[] = [];
  let line = 1;
  for (const cells of data) {
    lines.push(line);
    line += 1 + cells.reduce((sum, cell) => sum + breaksIn(cell), 0);
  }
  const skipped = errors.flatMap(({ type, row }) =>
    type === "Quotes" ? [{ line: lines[row ?? 0] ?? 1, reason: uneven }] : [],
  );
  const rows = data.map((cells, at) => ({ line: lines[at] ?? 1, cells }));
  return { rows: rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== "")), skipped: once(skipped) };
}

const uneven = 'quotes that do not come out even: write `""` for a quote in a quoted cell';

const breaksIn = (text: string): number => (text.includes("\n") ? text.split("\n").length - 1 : 0);

const once = (skipped: readonly Skipped[]): readonly Skipped[] => [
  ...new Map(skipped.map((each) => [each.line, each])).values(),
];
