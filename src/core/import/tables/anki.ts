import { withPlainLineEnds } from "../../bank/line-ends.ts";
import type { Found, ImportSource, Skipped } from "../found.ts";
import { markdownOfHtml } from "../html-text.ts";
import { type AnkiHead, ankiHead } from "./anki-head.ts";
import { type Card, type CardRow, cardOf } from "./card.ts";
import { cellText } from "./cell.ts";
import { clozeOf } from "./cloze.ts";
import { type Named, namedColumn } from "./header.ts";
import { type Row, rowsOf } from "./rows.ts";

/** Whether a text begins as Anki's exports of notes do. */
export const isAnkiText = (text: string): boolean => ankiHead(withPlainLineEnds(text.slice(0, 5_000))) !== null;

/**
 * Reads notes that Anki exported as plain text: the first field asks, the second answers, further ones stand below it
 * under their names; decks and tags are topics. Never throws.
 */
export function readAnki({ text }: ImportSource): Found {
  const plain = withPlainLineEnds(text);
  const head = ankiHead(plain);
  if (head === null) return { ...none, skipped: [{ line: 1, reason: "the first lines are none of Anki's" }] };
  const { rows, skipped } = rowsOf(withoutHead(plain, head.lines), head.delimiter);
  const cards = rows.map((row) => noteOf(row, head));
  const questions = cards.flatMap((card) => (card.kind === "question" ? [card.question] : []));
  const told = [...skipped, ...cards.flatMap((card) => (card.kind === "skipped" ? [card.skipped] : []))];
  return { ...none, questions, skipped: questions.length === 0 && told.length === 0 ? [noNotes] : told };
}

const none: Found = { questions: [], drafts: [], skipped: [], licence: null, author: null };
const noNotes: Skipped = { line: 1, reason: "an export of Anki without notes" };

/** The head as empty lines, so that the others keep their numbers. */
function withoutHead(text: string, lines: number): string {
  let from = 0;
  for (let at = 0; at < lines; at += 1) from = text.indexOf("\n", from) + 1 || text.length;
  return "\n".repeat(lines) + text.slice(from);
}

function noteOf({ line, cells }: Row, head: AnkiHead): Card {
  const special = (kind: "tags" | "deck"): readonly string[] =>
    cells.filter((_cell, at) => head.special.get(at) === kind);
  const fields = cells.flatMap((cell, at) =>
    head.special.has(at) ? [] : [{ cell, name: head.names[at]?.trim() ?? "" }],
  );
  const [first, ...others] = fields;
  const cloze = first === undefined ? null : clozeOf(first.cell);
  const read = head.html
    ? (cell: string) => markdownOfHtml(withoutMedia(cell))
    : (cell: string) => cellText(withoutMedia(cell));
  const question = read(cloze?.question ?? first?.cell ?? "");
  const answers = [{ cell: cloze?.answer ?? "", name: "" }, ...others].map(({ cell, name }) => ({
    text: read(cell),
    name,
  }));
  const texts: CardRow["cells"] = [
    ...(question === "" ? [] : [[asked, question] as const]),
    ...answers.filter(({ text }) => text !== "").map(({ text, name }, at) => [fieldOf(name, at), text] as const),
    ...decksOf([...special("deck"), head.deck]).map((deck) => [topic, deck] as const),
    ...tagsOf([...special("tags"), head.tags]).map((tag) => [tags, tag] as const),
  ];
  return cardOf({
    rule: "anki",
    line,
    offers: false,
    cells: question === "" && answers.every(({ text }) => text === "") ? [] : texts,
  });
}

const asked: Named = { role: "question", name: "", key: null };
const topic: Named = { role: "topic", name: "", key: null };
const tags: Named = { role: "tags", name: "", key: null };

/** The first field behind the question answers; further ones are what their names say, and stand below it. */
function fieldOf(name: string, at: number): Named {
  const { role } = namedColumn(name);
  if (at > 0 && (role === "explanation" || role === "guidance" || role === "followUps" || role === "level")) {
    return { role, name, key: null };
  }
  return { role: "answer", name, key: null };
}

const decksOf = (decks: readonly string[]): readonly string[] =>
  decks.filter((deck) => deck.trim() !== "" && deck.trim() !== "Default");

/** Tags are parted by blanks; those that Anki sets by itself say nothing. */
const tagsOf = (cells: readonly string[]): readonly string[] =>
  cells
    .flatMap((cell) => cell.split(/\s+/u))
    .filter((tag) => tag !== "" && !/^(?:leech|marked|missing.*)$/iu.test(tag))
    .map((tag) => (tag.split("::").at(-1) ?? tag).replaceAll("_", " "));

/** Sounds and pictures are files of the collection, which do not come along. */
const withoutMedia = (cell: string): string => cell.replace(/\[sound:[^[\]]*\]/gu, "[sound]");
