import { withPlainLineEnds } from "../../bank/line-ends.ts";
import { type Column, columns, restored } from "../../export/cells.ts";
import { pointsOfLines } from "../../export/points.ts";
import type { ImportSource } from "../found.ts";
import { type Delimiter, type Row, rowsOf } from "../tables/rows.ts";
import type { Own } from "./own.ts";
import { ownQuestion, ownTogether } from "./own-question.ts";

/**
 * Reads what was exported as CSV, also when a spreadsheet has saved it again with another delimiter or its columns in
 * another order; null when the text is none of it.
 */
export function readOwnCsv({ text }: ImportSource): Own | null {
  const plain = withPlainLineEnds(text);
  const delimiter = delimiterOf(plain.slice(0, plain.indexOf("\n") + 1));
  if (delimiter === null) return null;
  const { rows, skipped } = rowsOf(plain, delimiter);
  const [head, ...body] = rows;
  const places = new Map(head?.cells.map((cell, at) => [cell.trim(), at]));
  const read = ownTogether(body.map((row) => questionIn(row, places)));
  return { questions: read.questions, skipped: [...skipped, ...read.skipped] };
}

const delimiters: readonly Delimiter[] = [",", ";", "\t"];

/** What parts the columns of an export's first line, or null where the line is none. */
function delimiterOf(line: string): Delimiter | null {
  const found = delimiters.find((delimiter) => {
    const names = new Set(line.split(delimiter).map((name) => name.replaceAll('"', "").trim()));
    return columns.every((column) => names.has(column));
  });
  return found ?? null;
}

function questionIn({ line, cells }: Row, places: ReadonlyMap<string, number>): Own {
  const cell = (column: Column): string => restored(cells[places.get(column) ?? -1] ?? "");
  const points = pointsOfLines(cell("key points"));
  if (points === null)
    return refused(line, "its key points: begin each line with `must:`, `bonus:`, `alias:` or `reject:`");
  const origin = originIn(cell("origin"));
  if (origin === null)
    return refused(line, "its origin is not as it was exported: leave the column as it is, or empty");
  const { id, title, topic, level } = {
    id: cell("id"),
    title: cell("title"),
    topic: cell("topic"),
    level: cell("level"),
  };
  const texts = { prompt: cell("question"), answer: cell("answer") };
  const lists = {
    tags: linesIn(cell("tags")),
    followUps: linesIn(cell("follow-ups")),
    sources: linesIn(cell("sources")),
  };
  return ownQuestion({ id, title, topic, level, ...texts, ...lists, points, ...origin }, line);
}

const refused = (line: number, reason: string): Own => ({ questions: [], skipped: [{ line, reason }] });

const linesIn = (cell: string): readonly string[] => cell.split("\n").filter((line) => line.trim() !== "");

function originIn(cell: string): Readonly<{ origin?: unknown }> | null {
  if (cell.trim() === "") return {};
  try {
    const origin: unknown = JSON.parse(cell);
    return { origin };
  } catch {
    return null;
  }
}
