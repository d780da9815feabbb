import { TEXT_CHARS } from "../../bank/limits.ts";
import { beginsAnswer, fenceAfter } from "../../bank/sections.ts";
import { cleanLine, cleanText } from "../../message/clean.ts";

/** Markdown as it may stand in a file of the bank: no control characters, no blank lines around it, code closed. */
export function wholeText(markdown: string): string {
  const text = cleanText(markdown)
    .replace(/^(?:[ \t]*\n)+/, "")
    .trimEnd();
  let open: string | null = null;
  for (const line of text.split("\n")) open = fenceAfter(open, line);
  return open === null ? text : `${text}\n${open}`;
}

/** The same for a prompt: a line that would begin the answer becomes a heading of another level. */
export function wholePrompt(markdown: string): string {
  let open: string | null = null;
  const lines = wholeText(markdown)
    .split("\n")
    .map((line) => {
      const before = open;
      open = fenceAfter(open, line);
      return before === null && beginsAnswer(line) ? `#${line}` : line;
    });
  return lines.join("\n");
}

/** Texts one below the other, those without any left out. */
export const stacked = (...texts: readonly string[]): string => texts.filter((text) => text !== "").join("\n\n");

/** A text on one line, cut after a word with `…` where it has more than `most` characters. */
export function shortLine(text: string, most: number): string {
  const line = cleanLine(text).replace(/\s+/gu, " ").trim();
  if (line.length <= most) return line;
  const cut = line.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/u, "");
  const border = cut.lastIndexOf(" ");
  return `${(border > most / 2 ? cut.slice(0, border) : cut).replace(/[\s,;:–-]+$/u, "")}…`;
}

/** A title as the bank takes it. */
export const titleFrom = (text: string): string => shortLine(text, TEXT_CHARS.title);
