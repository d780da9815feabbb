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
  return `${page.slice(0, from)}${begin(section.name)}\n${sectionText(section)}\n${page.slice(to)}`;
}

function sectionText({ title, ran, rows }: Section): string {
  const lines = rows.map(({ what, ours, beside, goal }) => line([what, ours, beside, goal]));
  return [
    `### ${title}`,
    "",
    ran,
    "",
    line(["what", "ours", "beside it, same run", "goal"]),
    line(["---", "---", "---", "---"]),
    ...lines,
  ].join("\n");
}

const line = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
