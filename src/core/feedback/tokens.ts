import { isAverting, isDenial, isFunctionWord } from "./function-words.ts";
import type { Span } from "./sentences.ts";
import { stemOf } from "./stems.ts";
import { longForm, shortForms } from "./synonyms.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { type Word, wordsIn } from "./words.ts";

/** What all denials ("not", "never", "without") have in common when words are compared. */
export const NOT = "not";

/** A word of a sentence, as it is matched. */
export type Token = Readonly<{
  word: string;
  /** Its own stem first, then those of what it may stand for: its parts, its short or long form. */
  stems: readonly string[];
  role: "content" | "function" | "denial";
  /** How many words with content stand before it in the sentence. */
  place: number;
  /** Counts what commas, colons and conjunctions part; a denial reaches no further. */
  clause: number;
  /** Counts what commas and conjunctions part, but not colons: what is said of one subject. */
  segment: number;
  /** It and the word before are one compound. */
  joined: boolean;
  start: number;
  /** Where the word ends, or the phrase that it begins and that one of its stems stands for (`roll back`). */
  end: number;
}>;

/** The tokens of one sentence of a text. */
export function tokensIn(text: string, span: Pick<Span, "start" | "end">, vocabulary: Vocabulary): readonly Token[] {
  const words = wordsOf(text, span);
  const extras = extraStems(words, vocabulary);
  const counts = { place: 0, clause: 0, segment: 0 };
  return words.map((word, at): Token => {
    const joined = word.before === "sign" || words[at + 1]?.before === "sign";
    const role = roleOf(word.text, joined);
    advance(counts, word);
    const { text: own, start } = word;
    const { stems: others, end } = extras[at] ?? { stems: [], end: word.end };
    const token = {
      word: own,
      stems: [ownStem(own, role), ...(isAverting(own) ? [stemOf(own)] : []), ...others],
      role,
      joined,
      start,
      end,
      ...counts,
    };
    if (role !== "function") counts.place += 1;
    return token;
  });
}

/** These go on about the same subject. */
const relative: ReadonlySet<string> = new Set(["when", "where", "which", "who"]);

/** After these somebody says something new. */
const conjunctions: ReadonlySet<string> = new Set(
  "and but while whereas although though however because since so then yet unless until if when which where who".split(
    " ",
  ),
);

function advance(counts: { clause: number; segment: number }, { text, before }: Word): void {
  const parted = before === "comma" || conjunctions.has(text);
  if (parted || before === "colon") counts.clause += 1;
  if (parted && !relative.has(text)) counts.segment += 1;
}

/** The words of a sentence, contractions taken apart: "don't" is "do" and a denial. */
export const wordsOf = (text: string, span: Pick<Span, "start" | "end">): readonly Word[] =>
  withoutContractions(wordsIn(text, span));

/** The stem that an author's word asks for, and whether the word has content. `joins`: the next one is a part of it. */
export function needOf({ text, before }: Word, joins: boolean): Readonly<{ stem: string; content: boolean }> {
  const role = roleOf(text, before === "sign" || joins);
  return { stem: ownStem(text, role), content: role !== "function" };
}

const endingsOfVerbs: ReadonlySet<string> = new Set("s re ve ll d m".split(" "));

/** What "it's" and "server's" end in is left out. */
function withoutContractions(words: readonly Word[]): readonly Word[] {
  return words.flatMap((word): Word[] => {
    if (word.before !== "apostrophe") return [word];
    if (word.text === "t") return [{ ...word, text: NOT, before: "blank" }];
    return endingsOfVerbs.has(word.text) ? [] : [{ ...word, before: "sign" }];
  });
}

function roleOf(word: string, joined: boolean): Token["role"] {
  if (isDenial(word)) return "denial";
  return isFunctionWord(word) && !joined ? "function" : "content";
}

const ownStem = (word: string, role: Token["role"]): string =>
  role === "denial" || isAverting(word) ? NOT : stemOf(word);

/** What each word stands for besides itself, and where the phrase ends that it begins. */
function extraStems(
  words: readonly Word[],
  vocabulary: Vocabulary,
): readonly Readonly<{ stems: readonly string[]; end: number }>[] {
  return words.map(({ text, end }, at) => {
    const joint = jointOf(words, at, vocabulary);
    const shorts = shortFormsAt(words, at);
    const long = Math.max(joint === null ? 1 : 2, ...shorts.map((form) => form.words.length));
    const others = [
      ...vocabulary.partsOf(text),
      ...longForm(text),
      ...(joint === null ? [] : [joint]),
      ...shorts.map(({ short }) => short),
    ];
    return { stems: others.map(stemOf), end: words[at + long - 1]?.end ?? end };
  });
}

/** What a word and the next make when they are written as one (`web sockets`), where the bank knows that word. */
export function jointOf(words: readonly Word[], at: number, vocabulary: Vocabulary): string | null {
  const [one, next] = [words[at], words[at + 1]];
  if (one === undefined || next === undefined || next.before === "comma" || next.before === "colon") return null;
  if (one.text.length < 2 || next.text.length < 2 || one.text.length + next.text.length > 24) return null;
  const joint = one.text + next.text;
  return vocabulary.has(joint) && vocabulary.partsOf(joint).length === 0 ? joint : null;
}

const byFirstWord: ReadonlyMap<string, typeof shortForms> = Map.groupBy(shortForms, ({ words: [first = ""] }) => first);

const none: typeof shortForms = [];

/** The short forms of the phrases that begin at a word. */
export function shortFormsAt(words: readonly Word[], at: number): typeof shortForms {
  const begun = byFirstWord.get(words[at]?.text ?? "");
  if (begun === undefined) return none;
  return begun.filter((form) => form.words.every((word, offset) => words[at + offset]?.text === word));
}
