import type { BenchRow } from "./row.ts";

/** One bench's part of README.md: under what title it stands, when and where it ran, and what came out. */
export type Section = Readonly<{ name: string; title: string; ran: string; rows: readonly BenchRow[] }>;

const begin = (name: string): string => `<!-- begin ${name} -->`;
const end = (name: string): string => `<!-- end ${name} -->`;

/** The page with one section in place of what stands between its markers. Throws when the page lacks them. */
export function withSection(page: string, section: Section): string {
  const from = page.indexOf(begin(section.name));
  const to = page.indexOf(end(section.name), from);
  if (from < 0 || to < 0) throw new Error(`README.md: no markers for ${section.name} → add "${begin(section.name)}"`);
  return `${page.slice(0, from)}${begin(section.name)}\n\n${sectionText(section)}\n${page.slice(to)}`;
}

function sectionText({ title, ran, rows }: Section): string {
  const cells = rows.map(({ what, ours, beside, goal }) => [what, ours, beside, goal].map(cellText));
  return `### ${title}\n\n${ran}\n\n${tableText([["what", "ours", "beside it, same run", "goal"], ...cells])}\n`;
}

/** A Markdown table as the formatter of this project leaves it: columns padded to their longest cell. */
function tableText([head = [], ...body]: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...body].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n");
}

const cellText = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
