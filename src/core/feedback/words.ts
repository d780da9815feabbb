import type { Span } from "./sentences.ts";

/** A word as it stands in a text. */
export type Word = Readonly<{
  /** NFKC, small letters, without invisible characters. */
  text: string;
  /** UTF-16 positions in the answer. */
  start: number;
  end: number;
  /** What stands between it and the word before: nothing but a sign as in `pub/sub`, a mark that parts clauses, or neither. */
  before: "sign" | "apostrophe" | "comma" | "colon" | "blank";
}>;

// One letter before a sign is a part of its word: `b-tree` is a btree, `i/o` is io.
const atoms = /(?:(?<![\p{L}\p{N}])\p{L}[-‐‑/](?=\p{L}))?[\p{L}\p{N}][\p{L}\p{M}\p{N}\p{Cf}]*(?:\+\+|\+\d|#)?/gu;
/** From so many characters on something is no word: a key, a hash, a line without blanks. It is then left whole. */
export const LONGEST_WORD = 40;

/** The words of one sentence, in order. Parts of `n+1` and `c#` stay together, those of `over-fetching` are words. */
export function wordsIn(text: string, { start, end }: Pick<Span, "start" | "end">): readonly Word[] {
  const words: Word[] = [];
  const inner = text.slice(start, end);
  let last = 0;
  for (const found of inner.matchAll(atoms)) {
    const before = words.length === 0 ? "blank" : gapOf(inner.slice(last, found.index));
    last = found.index + found[0].length;
    words.push({ text: plain(found[0]), start: start + found.index, end: start + last, before });
  }
  return words;
}

/** One word in the form in which words are compared, its letters folded but its ending kept. */
const plain = (word: string): string =>
  simple.test(word)
    ? word.toLowerCase()
    : word
        .normalize("NFKC")
        .toLowerCase()
        .replace(/[\p{Cf}‐‑/-]/gu, "");

/** Nothing of these is folded but capitals. */
const simple = /^[a-z0-9]+$/i;

function gapOf(between: string): Word["before"] {
  if (between === "'" || between === "’" || between === "`") return "apostrophe";
  if (/^[-‐‑/_.&@]$/u.test(between)) return "sign";
  if (/[,;.!?|"“”]|\s[/+·•]\s/u.test(between)) return "comma";
  return /[:()[\]{}=→—–<>]|\s-\s|->/u.test(between) ? "colon" : "blank";
}
