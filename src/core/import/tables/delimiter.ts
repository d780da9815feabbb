import { namedColumns } from "./header.ts";
import { type Delimiter, type Row, rowsOf } from "./rows.ts";

const SAMPLE_CHARS = 20_000;
const HEADER_ROWS = 10;

/** What parts the cells of a text with plain line ends; null where nothing does. Tabs have the first word. */
export function delimiterOf(text: string): Delimiter | null {
  const sample = sampleOf(text);
  if (evenness(rowsOf(sample, "\t").rows) >= 0.5) return "\t";
  const others: readonly Delimiter[] = [",", ";", "|"];
  const read = others.map((delimiter) => ({ delimiter, rows: rowsOf(sample, delimiter).rows }));
  const named = read.find(({ rows }) =>
    rows.slice(0, HEADER_ROWS).some(({ cells }) => cells.length > 1 && namedColumns(cells) !== null),
  );
  if (named !== undefined) return named.delimiter;
  const [best] = read.toSorted((one, other) => evenness(other.rows) - evenness(one.rows));
  return best !== undefined && evenness(best.rows) > 0 ? best.delimiter : null;
}

/** The first lines, none of them cut. */
function sampleOf(text: string): string {
  if (text.length <= SAMPLE_CHARS) return text;
  const end = text.lastIndexOf("\n", SAMPLE_CHARS);
  return end === -1 ? text.slice(0, SAMPLE_CHARS) : text.slice(0, end);
}

/** The share of the rows that have as many cells as most have; nought where that is one. */
function evenness(rows: readonly Row[]): number {
  const counts = Map.groupBy(rows, ({ cells }) => cells.length);
  const [most] = [...counts].toSorted((one, other) => other[1].length - one[1].length || other[0] - one[0]);
  return most === undefined || most[0] < 2 ? 0 : most[1].length / rows.length;
}
