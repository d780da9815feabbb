import type { Line } from "./blocks.ts";

/** One of the answers a question offers. `key` is what it is called by, null for a task box; `right` where it is marked. */
export type Choice = Readonly<{ key: string | null; lines: readonly Line[]; right: boolean }>;
/** A run of choices, and what stands before and below it. */
export type ChoicesIn = Readonly<{ before: readonly Line[]; choices: readonly Choice[]; after: readonly Line[] }>;

type Begin = Readonly<{ key: string | null; text: string; right: boolean }>;

const box = /^\s{0,8}(?:[-*+]|\d{1,2}[.)])\s{1,4}\[([ xX✓])\]\s{1,4}(.*)$/u;
const lettered = /^\s{0,8}(?:[-*+]\s{1,4})?(\*{0,2})[([]?([A-Ha-h])\s?([.:)\]])\s?(\*{0,2})(?:\s+|(?=[`*]))(.*)$/u;
const numberedChoice = /^\s{0,8}[-*+]\s{1,4}(\*{0,2})([1-8])(:|\))(\*{0,2})\s+(.*)$/u;
const mark = /✅|✔️?|☑️?|\s\((?:correct|right|true|answer)\)\s*$/iu;

function beginOf(text: string): Begin | null {
  const [, ticked, boxed] = box.exec(text) ?? [];
  if (ticked !== undefined && boxed !== undefined) return { key: null, text: boxed, right: ticked !== " " };
  const found = lettered.exec(text) ?? numberedChoice.exec(text);
  if (found === null) return null;
  const [, open = "", key = "", , close = "", rest = ""] = found;
  // `**B) all in bold**` marks the right one; `**B)** text` does not.
  const bold = open !== "" && close === "" && /\*\*\s*$/u.test(rest);
  const words = bold ? rest.replace(/\*\*\s*$/u, "") : rest;
  return { key: key.toUpperCase(), text: words.replace(mark, "").trim(), right: bold || mark.test(rest) };
}

const nextKey = (key: string): string => String.fromCharCode(key.charCodeAt(0) + 1);

/** The first run of two or more choices (`A) … B) …`, `- [ ] …`) in some lines; null where there is none. */
export function choicesIn(lines: readonly Line[]): ChoicesIn | null {
  const begins = lines.map((line) => (line.kind === "text" && line.text.length < 5_000 ? beginOf(line.text) : null));
  for (const [at, begin] of begins.entries()) {
    if (begin === null || !(begin.key === null || begin.key === "A" || begin.key === "1")) continue;
    const run = runFrom(lines, begins, at);
    if (run !== null) return run;
  }
  return null;
}

type Growing = { readonly begin: Begin; readonly lines: Line[] };

function runFrom(lines: readonly Line[], begins: readonly (Begin | null)[], from: number): ChoicesIn | null {
  const items: Growing[] = [];
  let at = from;
  for (; at < lines.length; at += 1) {
    const line = lines[at];
    const begin = begins[at] ?? null;
    const last = items.at(-1);
    if (line === undefined) break;
    if (begin !== null && follows(last?.begin ?? null, begin)) {
      items.push({ begin, lines: [{ ...line, text: begin.text }] });
    } else if (last !== undefined && goesOn(line, last.lines.at(-1))) {
      last.lines.push(line);
    } else {
      break;
    }
  }
  if (items.length < 2) return null;
  const choices = items.map(({ begin, lines: own }) => ({ key: begin.key, lines: own, right: begin.right }));
  return { before: lines.slice(0, from), choices, after: lines.slice(at) };
}

function follows(last: Begin | null, next: Begin): boolean {
  if (last === null) return true;
  if (last.key === null || next.key === null) return last.key === next.key;
  return next.key === nextKey(last.key);
}

/** Lines indented below a choice belong to it, code too; a plain line only right below. */
function goesOn({ kind, text }: Line, above: Line | undefined): boolean {
  const isBelowBlank = above?.kind === "text" && above.text.trim() === "";
  if (kind === "code") return !isBelowBlank || /^\s{2,}/u.test(text);
  if (kind !== "text") return false;
  return text.trim() === "" || (/^\s{2,}\S/u.test(text) && !isBelowBlank) || /^\s{4,}\S/u.test(text);
}

/** What the label of an answer names: the keys of its choices, and the explanation behind them. */
export type Key = Readonly<{ keys: readonly string[]; rest: string }>;

const keyed =
  /^[\s*_`(["]{0,6}(?:(?:option|choice|letter|number)s?\s)?[([]?([A-Ha-h1-8](?:\s?(?:,|and|&|\/|\+)\s?[A-Ha-h1-8]){0,7})(?:\s?[)\].:：,;–—-]+(?=[\s*_`"]|$)|(?=[\s*_`"]*$)|[*_`"]+(?=\s|$))[*_`"]{0,3}\s*(.*)$/u;
const keyBecause = /^[*_`(]{0,3}([A-H])[)*_`]{0,3},?\s(?:because|since|as|is (?:correct|right|true)|due)\b/u;

/** The key that a text begins with (`C`, `B) because …`, `A and D`), or null. */
export function keyOf(text: string): Key | null {
  const line = text.slice(0, 1_000);
  const because = keyBecause.exec(line)?.[1];
  if (because !== undefined) return { keys: [because], rest: text.trim() };
  const [, named, rest] = keyed.exec(line) ?? [];
  if (named === undefined || rest === undefined) return null;
  const keys = named.toUpperCase().match(/[A-H1-8](?![A-Z])/gu) ?? [];
  return { keys, rest: `${rest}${text.slice(1_000)}`.trim() };
}
