import { isAverting } from "./function-words.ts";
import { stemOf } from "./stems.ts";
import { jointOf, NOT, needOf, shortFormsAt, wordsOf } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";
import type { Word } from "./words.ts";

/** What an author wrote for a point (an alias, a rejected phrase, the point itself), ready to be looked for. */
export type Phrase = Readonly<{
  text: string;
  /** What must come together, each once: its words with content, and one for a denial. */
  needs: readonly Need[];
  /** Where words with content are too few, all of its words in their order, articles left out, as places in `needs`; else null. */
  exact: readonly number[] | null;
  /** It holds a denial itself, so one in the answer does not contradict it. */
  denies: boolean;
  /** It sets one thing against another ("protobuf instead of JSON"), so its words count in their order alone. */
  ordered: boolean;
}>;

/** The stems of which one is enough: of a word, or of the alternatives that an author wrote (`raise|increase`). */
export type Need = readonly string[];

type Slot = Readonly<{ stems: Need; content: boolean }>;

/** Stands between words of which one is enough. */
const BAR = "|";

const articles: ReadonlySet<string> = new Set(["a", "an", "the"]);
export const isArticle = (word: string): boolean => articles.has(word);

const comparing: ReadonlySet<string> = new Set(["instead", "rather", "than"]);

/** Reads what an author wrote with the same rules as an answer is read with. */
export function phraseOf(text: string, vocabulary: Vocabulary): Phrase {
  const all = partsOf(text).flatMap((part) =>
    part.includes(BAR) ? [alternativesIn(part, vocabulary)] : slotsIn(part, vocabulary),
  );
  const content = distinct(all.filter((slot) => slot.content));
  const exact = content.length < 2 && all.length > 1;
  const needs = exact ? distinct(all) : content;
  const words = wordsIn(text);
  return {
    text,
    needs,
    exact: exact ? all.map(({ stems }) => needs.findIndex((need) => isSame(need, stems))) : null,
    denies: needs.some(isDenial) || words.some(({ text: word }) => word === "instead" || word === "rather"),
    ordered: words.some(({ text: word }) => comparing.has(word)),
  };
}

const wordsIn = (text: string): readonly Word[] =>
  wordsOf(text, { start: 0, end: text.length }).filter((word) => !isArticle(word.text));

/** Words with alternatives by themselves, what stands between them as a whole. */
const partsOf = (text: string): readonly string[] =>
  text.split(/(?<!\S)(\S*\|\S*)(?!\S)/u).filter((part) => part !== "");

const isSame = (one: Need, other: Need): boolean => one.join(BAR) === other.join(BAR);

const distinct = (slots: readonly Slot[]): readonly Need[] =>
  slots.map(({ stems }) => stems).filter((stems, at, all) => all.findIndex((other) => isSame(other, stems)) === at);

/** Whether a denial meets a need. */
export const isDenial = (need: Need): boolean => need.includes(NOT);

const wholeOf = (compound: string): string =>
  wordsIn(compound)
    .map(({ text }) => text)
    .join("");

/** Whoever writes alternatives wants one of them, small words too, a compound as a whole, and "prevents" as a word like others. */
function alternativesIn(part: string, vocabulary: Vocabulary): Slot {
  const stems = part.split(BAR).flatMap((word) => {
    if (isAverting(word)) return [stemOf(word)];
    const [slot, ...others] = slotsIn(word, vocabulary);
    return others.length === 0 ? (slot?.stems ?? []) : [stemOf(wholeOf(word))];
  });
  return { stems: [...new Set(stems)], content: true };
}

function slotsIn(text: string, vocabulary: Vocabulary): readonly Slot[] {
  const words = wordsIn(text);
  const slots: Slot[] = [];
  for (let at = 0; at < words.length; ) {
    const [short] = shortFormsAt(words, at);
    const joint = jointOf(words, at, vocabulary);
    if (short !== undefined) slots.push({ stems: [stemOf(short.short)], content: true });
    else if (joint !== null) slots.push({ stems: [stemOf(joint)], content: true });
    else slots.push(...wordSlots(words, at, vocabulary));
    at += short?.words.length ?? (joint === null ? 1 : 2);
  }
  return slots;
}

function wordSlots(words: readonly Word[], at: number, vocabulary: Vocabulary): readonly Slot[] {
  const word = words[at];
  if (word === undefined) return [];
  const parts = vocabulary.partsOf(word.text);
  if (parts.length > 0) return parts.map((part) => ({ stems: [stemOf(part)], content: true }));
  const { stem, content } = needOf(word, words[at + 1]?.before === "sign");
  return [{ stems: [stem], content }];
}

/** How many words with content a match of so many needs may reach over. */
export const reachOf = (needs: number): number => needs + Math.min(Math.max(needs, 2), 4);
