import { askingOf } from "./asks.ts";
import { type Line, MATCHED_CHARS } from "./blocks.ts";
import { headingsAbove, isBlank, type Mark } from "./page.ts";
import { titleOf } from "./titles.ts";

/** A card of a vault of notes: the places of its lines, its question and its answer. */
type Card = Readonly<{ at: number; question: string; below: readonly Line[]; answer: readonly Line[] }>;

const flashcards = /(?:^|\s)#flashcards?(?:\/[\p{L}\p{N}_/-]{1,80})?(?=\s|$)/iu;

/** Whether a line of a file tags it as one of flashcards. */
export const isTaggedDeck = (lines: readonly Line[]): boolean =>
  lines.some(({ kind, text }) => kind === "text" && text.length <= MATCHED_CHARS && flashcards.test(text));

/** `Q::A`, `Q:::A`, `?` and `??` between question and answer; hidden words only in a file that says it holds flashcards. */
export function cardMarks(lines: readonly Line[], isTagged: boolean): readonly Mark[] {
  const above = headingsAbove(lines);
  const cards = lines.flatMap((line, at): readonly Card[] => cardAt(lines, line, at, isTagged) ?? []);
  if (!isTagged && cards.length < 2) return [];
  return cards.map(({ at, question, below, answer }): Mark => {
    const line = lines[at]?.line ?? 1;
    const { topics, level } = above[at] ?? { topics: [], level: null };
    const label: Line = { kind: "text", text: "Answer:", line, level: 0 };
    const title = titleOf(question);
    return { rule: "cards", title, line, body: [...below, label, ...answer], topics, level: title.level ?? level };
  });
}

function cardAt(lines: readonly Line[], line: Line, at: number, isTagged: boolean): readonly Card[] | null {
  if (line.kind !== "text" || isBlank(line)) return null;
  if (/^\s{0,3}\?{1,2}\s*$/u.test(line.text.slice(0, 40))) return blockCard(lines, at);
  return inlineCard(line, at, isTagged) ?? (isTagged ? clozeCard(line, at) : null);
}

const inline = /^\s{0,8}(?:[-*+]\s|\d{1,4}[.)]\s)?([^\s:`](?:[^:]|:(?!:)){0,1000}?)\s?:::?(?!:)\s?(\S.*)$/u;

/** `Question::answer`. A single word before it is a field of Dataview, an address or code, unless the file is a deck. */
function inlineCard({ text, ...line }: Line, at: number, isTagged: boolean): readonly Card[] | null {
  const [, question = "", begun] = inline.exec(text.slice(0, MATCHED_CHARS)) ?? [];
  if (begun === undefined || question.trim() === "") return null;
  const asking = askingOf(titleOf(question).text) !== "no";
  const words = question.trim().split(/\s+/u).length;
  const isTyped = /[:\s]/u.test(text.slice(text.indexOf("::") + 2, text.indexOf("::") + 3)) || /\s::/u.test(text);
  if (!asking && !isTagged && (words < 2 || !isTyped)) return null;
  if (!asking && words === 1 && /^[\w-]+$/u.test(question.trim()) && !isTagged) return null;
  if (isInCode(text)) return null;
  const answer = { ...line, text: begun + text.slice(MATCHED_CHARS) };
  return [{ at, question: question.replace(flashcards, ""), below: [], answer: [answer] }];
}

const isInCode = (text: string): boolean => /`[^`]*::[^`]*`/u.test(text.slice(0, MATCHED_CHARS));

/** The paragraph above a line `?` asks; what follows up to a blank line, or a rule, answers. */
function blockCard(lines: readonly Line[], at: number): readonly Card[] | null {
  let from = at;
  while (from > 0 && isInBlock(lines[from - 1])) from -= 1;
  const [first, ...below] = lines.slice(from, at).filter((line) => !/^\s*#flashcards?\S*\s*$/iu.test(line.text));
  if (first === undefined || first.kind !== "text") return null;
  let to = at + 1;
  while (to < lines.length && isInBlock(lines[to])) to += 1;
  if (to === at + 1) return null;
  const question = first.text.replace(flashcards, "").trim();
  return [{ at: lines.indexOf(first, from), question, below, answer: lines.slice(at + 1, to) }];
}

const isInBlock = (line: Line | undefined): boolean =>
  line !== undefined &&
  (line.kind === "code" ||
    (line.kind === "text" && !isBlank(line) && !/^\s*(?:\+{3,}|-{3,}|\?{1,2})\s*$/u.test(line.text.slice(0, 40))));

const hidden = /==([^=]{1,300})==/gu;

/** A sentence with hidden words asks for them. */
function clozeCard({ text, ...line }: Line, at: number): readonly Card[] | null {
  if (text.length > MATCHED_CHARS) return null;
  const words = [...text.matchAll(hidden)].map((found) => found[1] ?? "");
  if (words.length === 0) return null;
  const question = text
    .replace(hidden, "[…]")
    .replace(flashcards, "")
    .replace(/^\s*[-*+]\s+/u, "");
  return [{ at, question, below: [], answer: [{ ...line, text: words.join(", ") }] }];
}
