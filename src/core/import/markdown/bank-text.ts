import { markdownWithoutHtml } from "../html-text.ts";
import type { Line } from "./blocks.ts";
import { isNavigation } from "./chrome.ts";
import { plainOf, titleOf } from "./titles.ts";

/** Where reference links of a file lead: label in small letters to address. */
export type References = ReadonlyMap<string, string>;

const definition = /^ {0,3}\[([^[\]^][^[\]]{0,200})\]:\s*<?([^\s<>]{1,2000})>?(?:\s+["'(].*)?$/u;

/** The lines without definitions of links, and what these define. */
export function withoutDefinitions(
  lines: readonly Line[],
): Readonly<{ lines: readonly Line[]; references: References }> {
  const references = new Map<string, string>();
  const kept = lines.filter((line) => {
    if (line.kind !== "text" || !line.text.includes("]:")) return true;
    const [, label, address] = definition.exec(line.text) ?? [];
    if (label === undefined || address === undefined) return true;
    references.set(label.toLowerCase(), address);
    return false;
  });
  return { lines: kept, references };
}

/**
 * Lines of a file as a Markdown text of the bank: no HTML, no local links, no marks of one editor, no way back to the
 * top; folds are their words. Blank lines and rules around it go.
 */
export function bankText(lines: readonly Line[], references: References): string {
  const shown = lines.filter((line) => !isNavigation(line)).map((line) => shownLine(line, references));
  const trimmed = withoutEdges(outdentedAll(shown));
  return withoutEdges(markdownWithoutHtml(trimmed.join("\n")).split("\n"))
    .join("\n")
    .trimEnd();
}

function shownLine({ kind, text, level }: Line, references: References): string {
  switch (kind) {
    case "code":
      return text;
    case "close":
      return "";
    case "open":
      return `\n**${plainOf(titleOf(text).markdown)}**\n`;
    case "heading":
      return `${"#".repeat(Math.max(level, 3))} ${withReferences(text, references)}`;
    case "text":
      return withoutEditorMarks(withReferences(text, references));
  }
}

const reference = /(!?)\[([^[\]]*)\]\[([^[\]]*)\]|(?<![\](\\!])\[([^[\]^]+)\](?![[(:])/gu;

/** `[text][label]` as a link where the label leads to the web, else as its words. */
function withReferences(text: string, references: References): string {
  if (references.size === 0 || !text.includes("[")) return text;
  return text.replace(reference, (whole: string, bang: string, words?: string, label?: string, short?: string) => {
    const address = references.get((label || words || short || "").toLowerCase());
    const shown = words ?? short ?? "";
    if (address === undefined) return whole;
    return `${bang ?? ""}[${shown}](${address})`;
  });
}

/** Obsidian's links, pictures, block ids and call-outs as the text that they show. */
function withoutEditorMarks(text: string): string {
  const bare = text.replace(/^(\s*>\s?)\[!(\w+)\][-+]?[ \t]*/u, (_whole, quote: string, kind: string) => {
    const rest = text
      .slice(text.indexOf("]") + 1)
      .replace(/^[-+]/u, "")
      .trim();
    return rest === "" ? `${quote}**${kind}**` : quote;
  });
  return bare
    .replace(/%%[^%]*%%/gu, "")
    .replace(/!\[\[(?:[^[\]|]*\|)?([^[\]|]*)\]\]/gu, "[picture: $1]")
    .replace(/(?<!\[)\[\[(?:[^[\]|]*\|)?([^[\]|]+)\]\](?!\()/gu, "$1")
    .replace(/(?<=\S)\s\^[\w-]{3,40}$/u, "");
}

/** The lines without the indentation that all of them share, as the rest of a list's item has it. */
function outdentedAll(lines: readonly string[]): readonly string[] {
  let least = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const indent = line.search(/[^ ]/u);
    if (indent !== -1 && indent < least) least = indent;
  }
  return least === 0 || least === Number.POSITIVE_INFINITY ? lines : lines.map((line) => line.slice(least));
}

const edge = /^\s*(?:(?:[-*_]\s?){3,}|(?:<br\s*\/?>\s*)+|\\|>)?\s*$/iu;

/** Without blank lines, rules and line breaks at either end. */
function withoutEdges(lines: readonly string[]): readonly string[] {
  const isEdge = (line: string): boolean => line.length < 200 && edge.test(line);
  const first = lines.findIndex((line) => !isEdge(line));
  if (first === -1) return [];
  return lines.slice(first, lines.findLastIndex((line) => !isEdge(line)) + 1);
}

const unwritten =
  /^(?:(?:(?:the )?answer )?(?:to be|tba|tbd|tbc|todo|to do|to-do|wip|n\/?a|none|empty|pending|coming soon|work in progress|in progress|under construction|unanswered|not answered(?: yet)?|no answer(?: yet)?|add (?:your )?answer(?: here)?|(?:your )?answers? (?:here|goes here|pending|needed|wanted|coming soon)|needs (?:an )?answer|write (?:your )?answer here|fill (?:me|this) in|help wanted|contribute|placeholder|lorem ipsum|xxx+|\?+|\.{2,}|…+|-+|нужен ответ|待补充|待完善|暂无|(?:todo|fixme|tbd)\s?[:–-].*|to be (?:completed|added|answered|done|written|filled|continued|updated|determined|announced|decided).*|fixme|coming soon.*)[\s.!…:]*)$/iu;
const link = /!?\[[^[\]]*\]\((?:[^()]|\([^()]*\))*\)|<https?:\/\/[^<>\s]*>|https?:\/\/\S+|\[picture(?:: [^[\]]*)?\]/giu;
const pointing =
  /^(?:\W|\b(?:see|read|more|here|source|sources|link|links|answer|also|check|out|this|article|video|watch|reference|references|refer|to|on|the|full|details|at|visit|in|and|learn|about|it|page|docs?|documentation|blog|post|credit|via|from|for|solution|explanation|click|me)\b)*$/iu;

/** Whether a text answers anything: "TODO", bare links and pictures, an empty element do not. */
export function isAnswer(text: string): boolean {
  if (text.length > 2_000) return true;
  if (/^\s*(?:`{3,}|~{3,})/mu.test(text)) return text.replace(/[`~\s]/gu, "") !== "";
  const hasLink = link.test(text);
  link.lastIndex = 0;
  const words = plainOf(text.replace(link, " "))
    .replace(/^[-*+>#\s|]+/gmu, "")
    .trim();
  if (hasLink && pointing.test(words)) return false;
  return /[\p{L}\p{N}`]/u.test(words.replace(/^\p{Extended_Pictographic}+|[\s*_]/gu, "")) && !unwritten.test(words)
    ? true
    : /^[^\s\p{P}]{1,3}$/u.test(words);
}
