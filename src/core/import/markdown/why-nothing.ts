import type { Skipped } from "../found.ts";
import { asks } from "./asks.ts";
import type { Line } from "./blocks.ts";
import { isBlank } from "./page.ts";
import { plainOf } from "./titles.ts";

const item = /^\s{0,12}(?:[-*+•]|\d{1,5}[.)]|\|)\s*(.*)$/u;
const link = /^[^[\]]{0,40}!?\[[^[\]]*\]\([^()\s]*(?:\([^()]*\)[^()\s]*)?\)|^\W{0,8}https?:\/\//u;
const box = /^\[[ xX]?\](?:\s|$)/u;
const plan =
  /^(?:week|day|month|phase|sprint|stage)\s*\d+|\b(?:study|learning|preparation) (?:plan|path)\b|\broadmap\b|\bschedule\b/iu;

/** Says why a file holds nothing to ask, in words its owner can act on. `lines` are all of its lines. */
export function whyNothing(lines: readonly Line[]): Skipped {
  const first = lines.find((line) => !isBlank(line));
  if (first === undefined) return { line: 1, reason: "the file is empty" };
  return { line: first.line, reason: reasonOf(lines) };
}

function reasonOf(lines: readonly Line[]): string {
  const texts = lines.flatMap(({ kind, text }) => (kind === "text" && text.trim() !== "" ? [text.slice(0, 500)] : []));
  const items = texts.flatMap((text) => item.exec(text)?.[1] ?? []);
  const headings = lines.filter(({ kind }) => kind === "heading");
  const boxes = items.filter((text) => box.test(text)).length;
  const links =
    items.filter((text) => link.test(text)).length + texts.filter((text) => !item.test(text) && link.test(text)).length;
  if (boxes >= 2 && boxes * 3 >= items.length) return "a study plan or checklist: boxes to tick, nothing to ask";
  if (links >= 2 && links * 2 >= Math.max(items.length, texts.length / 3)) return "a list of links: nothing to ask";
  const days = headings.filter(({ text }) => plan.test(plainOf(text))).length;
  if (days >= 2 || (days >= 1 && items.length >= 3)) return "a study plan: steps to take, nothing to ask";
  if (texts.length === 0)
    return headings.length > 0 ? "headings alone, with nothing below them" : "code alone: no question stands by it";
  if (headings.length >= 2) return headingsReason(headings);
  return "no question found: mark each as a heading, or with `Q:` and `A:`";
}

function headingsReason(headings: readonly Line[]): string {
  const asking = headings.filter(({ text }) => asks(plainOf(text))).length;
  const count =
    asking === 0 ? "none of them asks or is numbered as a question" : `only ${asking} of ${headings.length} ask`;
  return `headings are no questions: ${count}`;
}
