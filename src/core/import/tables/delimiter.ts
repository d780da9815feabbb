import { namedColumns } from "./header.ts";
import { type Delimiter, type Row, rowsOf } from "./rows.ts";

/** From this share of rows on a delimiter is one; Quizlet's texts of several lines have rows without any. */
const EVEN = 0.4;
const SAMPLE_CHARS = 20_000;
const HEADER_ROWS = 10;

/** What parts the cells of a text with plain line ends; null where nothing does. Tabs have the first word. */
export function delimiterOf(text: string): Delimiter | null {
  const sample = sampleOf(text);
  if (evenness(rowsOf(sample, "\t").rows) >= EVEN) return "\t";
  const others: readonly Delimiter[] = [",", ";", "|"];
  const read = others.map((delimiter) => ({ delimiter, rows: rowsOf(sample, delimiter).rows }));
  const named = read.find(({ rows }) =>
    rows.slice(0, HEADER_ROWS).some(({ cells }) => cells.length > 1 && namedColumns(cells) !== null),
  );
  if (named !== undefined) return named.delimiter;
  const [best] = read.toSorted((one, other) => evenness(other.rows) - evenness(one.rows));
  return best !== undefined && evenness(best.rows) >= EVEN ? best.delimiter : null;
}

/** The first lines, none of them cut. */
function sampleOf(text: string): string {
  if (text.length <= SAMPLE_CHARS) return text;
  const end = text.lastIndexOf("\n", SAMPLE_CHARS);
  return end === -1 ? text.slice(0, SAMPLE_CHARS) : text.slice(0, end);
}

/** The share of the rows that have as many cells as most have, of those with several. */
function evenness(rows: readonly Row[]): number {
  const several = rows.filter(({ cells }) => cells.length > 1);
  const counts = [...Map.groupBy(several, ({ cells }) => cells.length).values()].map((alike) => alike.length);
  return rows.length === 0 ? 0 : Math.max(0, ...counts) / rows.length;
}
