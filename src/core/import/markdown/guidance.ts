import type { FoundGuidance } from "../found.ts";
import { bankText, type References } from "./bank-text.ts";
import type { Line } from "./blocks.ts";
import { guides } from "./guiding.ts";
import { headingsAbove, isBlank } from "./page.ts";
import { plainOf } from "./titles.ts";

type Paragraph = Readonly<{ at: number; lines: readonly Line[] }>;

/** An article is guidance from so many of its paragraphs on. */
const LEAST = 3;

/** The paragraphs of an article that tell interviewers what to look for; none where fewer than three do. */
export function guidanceIn(
  lines: readonly Line[],
  references: References,
  topics: readonly string[],
): readonly FoundGuidance[] {
  const guiding = paragraphsOf(lines).filter(({ lines: own }) => guides(own.map((line) => line.text.trim()).join(" ")));
  if (guiding.length < LEAST) return [];
  const above = headingsAbove(lines);
  return guiding.map(({ at, lines: own }): FoundGuidance => {
    const text = bankText(own, references);
    const headings = above[at]?.topics ?? [];
    return {
      line: own[0]?.line ?? 1,
      title: headings.at(-1) ?? firstSentence(text),
      text,
      topics: [...topics, ...headings],
    };
  });
}

const firstSentence = (text: string): string => {
  const words = plainOf(text.replace(/\s+/gu, " ")).replace(/^[-*+]\s+/u, "");
  return /^.{3,200}?[.!?:](?=\s|$)/u.exec(words)?.[0] ?? words;
};

const item = /^\s*(?:[-*+•]|\d{1,4}[.)])\s/u;

/** Paragraphs and items of lists; a paragraph that ends in a colon keeps the list below it. */
function paragraphsOf(lines: readonly Line[]): readonly Paragraph[] {
  const paragraphs: { at: number; lines: Line[]; takesList: boolean }[] = [];
  let open = false;
  for (const [at, line] of lines.entries()) {
    if (line.kind !== "text") {
      open = false;
      continue;
    }
    const last = paragraphs.at(-1);
    const isItem = item.test(line.text.slice(0, 40));
    if (isBlank(line)) {
      open = false;
    } else if (last?.takesList === true && (isItem || open)) {
      last.lines.push(line);
      open = true;
    } else if (open && !isItem && last !== undefined) {
      last.lines.push(line);
      last.takesList = line.text.trimEnd().endsWith(":");
    } else {
      paragraphs.push({ at, lines: [line], takesList: line.text.trimEnd().endsWith(":") });
      open = true;
    }
  }
  return paragraphs;
}
