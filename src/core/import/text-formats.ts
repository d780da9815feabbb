import type { Unread } from "./formats.ts";
import type { ImportSource } from "./found.ts";
import { JSON_DEPTH, jsonShape } from "./own/json-shape.ts";

const csv = "export it as CSV with the columns `question` and `answer`";
const HEAD_CHARS = 20_000;

/** What a text is that is told by its shape and not read; null for all others. */
export function textFormat({ name, text }: ImportSource): Unread | null {
  const head = text
    .slice(0, HEAD_CHARS)
    .replace(/^\ufeff/, "")
    .trimStart();
  const small = name.toLowerCase();
  if (/^[[{]/u.test(head)) return jsonFormat(small, head, text);
  if (head.startsWith("<")) return markupFormat(head);
  if (small.endsWith(".gift") || isGift(head)) return { format: "GIFT", instead: csv };
  if (isLogseq(head)) return { format: "cards of Logseq", instead: csv };
  if (/^\\documentclass\b/mu.test(head)) return { format: "LaTeX", instead: "save it as Markdown" };
  return null;
}

// `[x] done`, `[[a note]]` and `[a](b)` are Markdown, `{{c1::…}}` is a note.
const jsonStart =
  /^(?:\{\s*(?:"(?:[^"\\\n]|\\.)*"\s*:|\}\s*$)|\[\s*(?:\{\s*["}]|"(?:[^"\\\n]|\\.)*"\s*[,\]]\s*(?:[,"\]]|$)))/u;

function jsonFormat(name: string, head: string, text: string): Unread | null {
  if (!jsonStart.test(head) && !/\.(?:json|jsonl|ndjson|ipynb)$/u.test(name)) return null;
  if (jsonShape(text).depth > JSON_DEPTH) {
    return { format: `JSON nested more than ${JSON_DEPTH} levels deep`, instead: csv };
  }
  if (/"correct_answer"/u.test(head) && /"incorrect_answers"/u.test(head)) {
    return { format: "JSON of the Open Trivia Database", instead: `${csv}; its licence is CC BY-SA 4.0` };
  }
  if (/"nbformat"/u.test(text) && name.endsWith(".ipynb"))
    return { format: "a Jupyter notebook", instead: "save it as Markdown" };
  if (/"(?:kahoot|quizMaster)"/iu.test(head)) return { format: "JSON of Kahoot", instead: csv };
  return { format: "JSON that Daily Drill did not export", instead: csv };
}

const markups: readonly (readonly [pattern: RegExp, format: string, instead: string])[] = [
  [/<quiz[\s>][\s\S]*?<question\s/u, "Moodle XML", csv],
  [/<(?:questestinterop|assessmentItem|assessmentTest|qti-assessment-item)[\s>]/u, "QTI", csv],
  [/<opml[\s>]/u, "OPML", "export it as Markdown"],
  [/^(?:<!doctype html|<html[\s>])/iu, "an HTML page", "save its text as Markdown"],
  [/^(?:<\?xml|<[a-z][\w:-]*\s+xmlns)/iu, "XML", csv],
];

/** Markdown may begin with a tag too. */
function markupFormat(head: string): Unread | null {
  const found = markups.find(([pattern]) => pattern.test(head));
  return found === undefined ? null : { format: found[1], instead: found[2] };
}

/** `$CATEGORY:`, or questions that end in `{` with `=right` and `~wrong` below. */
function isGift(head: string): boolean {
  if (/^\$CATEGORY:/mu.test(head)) return true;
  const named = /^::[^:\n]{1,200}::/mu.test(head);
  const braced = /\{\s*(?:=|~|TRUE\}|FALSE\}|T\}|F\}|#)/u.test(head);
  const listed = /\{[ \t]*\n(?:[ \t]*[=~][^\n]*\n){2,}[ \t]*\}/u.test(head);
  return listed || (named && braced);
}

/** Bullets with `#card`, which Logseq makes cards of. */
function isLogseq(head: string): boolean {
  const cards = head.match(/^\s{0,20}- [^\n]*#(?:card(?![\w-])|\[\[card\]\])/gmu) ?? [];
  return cards.length > 0;
}
