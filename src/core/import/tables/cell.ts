import { maskedCode } from "../html/code-ranges.ts";
import { markdownWithoutHtml } from "../html-text.ts";

/** The text of a cell as Markdown: no HTML, and lines that stay lines. */
export const cellText = (cell: string): string => lined(markdownWithoutHtml(cell.trim()));

const structure = /^\s*(?:[-*+>|#]|\d{1,3}[.)]\s|`{3}|~{3}|$)|^(?: {4}|\t)/u;

/** In a cell a line ends where its author ended it; Markdown would join it to the next. */
function lined(text: string): string {
  if (!text.includes("\n")) return text;
  const searched = maskedCode(text).split("\n");
  const lines = text.split("\n");
  return lines
    .map((line, at) => {
      const next = lines[at + 1];
      if (next === undefined || structure.test(next) || /^\s*(?:[|#>]|$)|\\$|^\.*$/u.test(searched[at] ?? ""))
        return line;
      return `${line.trimEnd()}\\`;
    })
    .join("\n");
}
