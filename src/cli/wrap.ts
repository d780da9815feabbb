import { displayWidth } from "../render/display-width.ts";

// What a wrapped line hangs under: blanks, quote marks, and the mark of a list item.
const lead = /^(?:\s|> )*(?:(?:[-*]|\d+\.) +(?:\[[ x]\] )?)?/u;

/** Text cut at blanks to lines of at most `width` columns; what hangs over stands under the text of its list item. */
export const wrap = (text: string, width: number): readonly string[] =>
  text.split("\n").flatMap((line) => wrapLine(line, width));

function wrapLine(line: string, width: number): readonly string[] {
  const [first = ""] = lead.exec(line) ?? [];
  const hanging = first.replace(/[^\s>]/gu, " ");
  const lines: string[] = [];
  let current = first;
  for (const word of line.slice(first.length).split(" ")) {
    const isEmpty = current === first || current === hanging;
    const longer = isEmpty ? current + word : `${current} ${word}`;
    if (!isEmpty && displayWidth(longer) > width) {
      lines.push(current);
      current = hanging + word;
    } else current = longer;
  }
  return [...lines, current];
}
