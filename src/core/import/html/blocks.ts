import { BREAK } from "./inline.ts";

const paragraphEnd = new RegExp(`[^\\S\\n]*(?:${BREAK}[^\\S\\n]*){2,}`, "gu");
const ends = new RegExp(`^[\\s${BREAK}]+|(?<![\\s${BREAK}])[\\s${BREAK}]+$`, "gu");

/** A paragraph whose breaks are those of Markdown: one is a line break, several begin a new paragraph. */
export function paragraphOf(inline: string): string {
  return inline
    .replace(paragraphEnd, "\n\n")
    .split("\n\n")
    .map((part) => withBreaks(part.replace(ends, "")))
    .filter((part) => part !== "")
    .join("\n\n");
}

const withBreaks = (text: string): string =>
  text
    .split(BREAK)
    .map((line) => asText(line.trim()))
    .reduce(joined);

/** What would be a heading, a quote or a line across the page to Markdown, and is none to HTML. */
const asText = (line: string): string => line.replace(/^(?=#{1,6}\s|>|-{3,}$|={3,}$|[~]{3})/u, "\\");

/** People write lists with line breaks; those are lists. */
const beginsItem = (line: string): boolean => /^(?:[-*+]|\d{1,3}[.)])\s/u.test(line);

/** Markdown whose line breaks were tags: what stands in a row of a table stays on its line. */
export function linesOf(markdown: string): string {
  if (!markdown.includes(BREAK)) return markdown;
  const lines = markdown.split("\n");
  return lines.map((line, at) => lineOf(line, lines[at + 1] ?? "")).join("\n");
}

function lineOf(line: string, next: string): string {
  if (!line.includes(BREAK)) return line;
  if (/^[ \t>]*\|/u.test(line)) return line.replaceAll(BREAK, " ").trimEnd();
  const parts = line.split(BREAK).map((part, at) => (at === 0 ? part.trimEnd() : part.trim()));
  const goesOn = parts.at(-1) === "" && next.trim() !== "" && !beginsItem(next.trim());
  const last = parts.findLastIndex((part) => part.trim() !== "");
  return parts.slice(0, last + 1).reduce(joined, "") + (goesOn && last !== -1 ? "\\" : "");
}

function joined(above: string, part: string): string {
  if (above.trim() === "") return part;
  if (part === "") return above.endsWith("\n\n") ? above : `${above}\n\n`;
  if (above.endsWith("\n\n")) return above + part;
  return `${above}${beginsItem(part) ? "\n" : "\\\n"}${part}`;
}

/** Blocks below each other as one text. */
export const together = (blocks: readonly string[]): string => blocks.join("\n\n");

/** Text on one line, for a heading or a cell. */
export const onOneLine = (text: string): string =>
  text.replaceAll(BREAK, " ").replace(/\\\n/gu, " ").replace(/\s+/gu, " ").trim();

/** Every line behind a mark, blank ones too where the mark says so. */
export const behind = (mark: string, text: string): string =>
  text
    .split("\n")
    .map((line) => (line === "" ? mark.trimEnd() : mark + line))
    .join("\n");

/** An item of a list: its blocks as deep as its words, a list in it right below them. */
export function itemOf(marker: string, blocks: readonly string[]): string {
  const text = blocks.reduce((above, block) => `${above}${beginsItem(block) ? "\n" : "\n\n"}${block}`);
  const indent = " ".repeat(marker.length);
  const [first = "", ...more] = text.split("\n");
  return [marker + first, ...more.map((line) => (line === "" ? "" : indent + line))].join("\n");
}

/** Items close together, unless one has several paragraphs. */
export const listOf = (items: readonly string[]): string =>
  items.join(items.some((item) => item.includes("\n\n")) ? "\n\n" : "\n");

/** A table of Markdown. One that only lays things out (a single row or column) is its cells. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const filled = rows.filter((row) => row.some((cell) => cell !== ""));
  const width = filled.reduce((most, row) => Math.max(most, row.length), 0);
  if (filled.length < 2 || width < 2) return together(filled.flat().filter((cell) => cell !== ""));
  const lines = filled.map((row) => rowOf(Array.from({ length: width }, (_, at) => row[at] ?? "")));
  return [lines[0] ?? "", rowOf(Array.from({ length: width }, () => "---")), ...lines.slice(1)].join("\n");
}

const rowOf = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replace(/(?<!\\)\|/gu, "\\|")).join(" | ")} |`;
