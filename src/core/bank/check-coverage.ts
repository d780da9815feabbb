import { type Need, type Phrase, phraseOf } from "../feedback/phrase.ts";
import { readAnswer } from "../feedback/read-answer.ts";
import { type Rubric, rubricOf } from "../feedback/rubric.ts";
import type { Vocabulary } from "../feedback/vocabulary.ts";
import type { Fault, Located } from "./problems.ts";
import { normalised } from "./words.ts";

/**
 * What the bot's own matcher finds wrong with a question: must points its answer does not state, aliases that fit two points,
 * phrases that never count.
 */
export function coverageFaults(located: Located, vocabulary: Vocabulary): readonly Fault[] {
  const rubric = rubricOf(located.question, vocabulary);
  return [...unstatedPoints(located, rubric), ...sharedWords(located, vocabulary), ...idlePhrases(located, rubric)];
}

function unstatedPoints({ question, lineOf }: Located, rubric: Rubric): readonly Fault[] {
  const { points } = readAnswer(rubric, question.answer);
  return points.flatMap(({ point, state }, at): Fault[] => {
    if (!point.must || state === "covered") return [];
    const found = state === "maybe" ? "finds only a part of" : "does not find";
    const message = `the bot ${found} point ${at + 1} in the answer`;
    return [{ line: lineOf(["points", at]), message, fix: "state it in the answer, in words of one of its aliases" }];
  });
}

/** A phrase of words that the prompt itself has tells nothing of whoever repeats them. */
function idlePhrases({ question, lineOf }: Located, { clues, wanted }: Rubric): readonly Fault[] {
  const telling = new Set([...wanted.values()].flat().flatMap(({ clue, tells }) => (tells ? [clue] : [])));
  return clues.flatMap(({ kind, point, phrase }, at): Fault[] => {
    const list = kind === "alias" ? "aliases" : kind;
    if ((list !== "aliases" && list !== "reject") || phrase.exact !== null || telling.has(at)) return [];
    const index = question.points[point]?.[list].indexOf(phrase.text) ?? 0;
    const message = `"${phrase.text}" of point ${point + 1} never counts: the prompt has all of its words`;
    return [{ line: lineOf(["points", point, list, index]), message, fix: "add a word that tells, or take it out" }];
  });
}

type Alias = Readonly<{ phrase: Phrase; point: number; index: number }>;

/** Whoever types one of these aliases is credited with both points, and may have made one. */
function sharedWords({ question, lineOf }: Located, vocabulary: Vocabulary): readonly Fault[] {
  const aliases = question.points.flatMap(({ aliases: texts }, point) =>
    texts.map((text, index): Alias => ({ phrase: phraseOf(text, vocabulary), point, index })),
  );
  return aliases.flatMap((alias) =>
    aliases
      .filter((other) => other.point !== alias.point && holds(alias.phrase, other.phrase))
      .map((other) => ({
        line: lineOf(["points", alias.point, "aliases", alias.index]),
        message: `the alias "${alias.phrase.text}" of point ${alias.point + 1} fits point ${other.point + 1} too, by "${other.phrase.text}"`,
        fix: "write the two so that neither holds all words of the other",
      })),
  );
}

/** Whether who types one alias has typed another with it; "no fixed schema" does not say "fixed schema". */
function holds(one: Phrase, other: Phrase): boolean {
  // The very same alias under two points is told by the check of the points.
  if (normalised(one.text) === normalised(other.text) || (one.denies && !other.denies)) return false;
  if (other.exact !== null) return one.exact !== null && wordsIn(one) === wordsIn(other);
  return one.needs.length > 0 && other.needs.length > 0 && meetsAll(other.needs, one.needs);
}

/** Whether each need is met by a slot of its own: the `client|server` of one alias is not two words of another. */
function meetsAll([need, ...others]: readonly Need[], slots: readonly Need[]): boolean {
  if (need === undefined) return true;
  return slots.some((slot, at) => slot.some((stem) => need.includes(stem)) && meetsAll(others, slots.toSpliced(at, 1)));
}

const wordsIn = ({ exact, needs }: Phrase): string => (exact ?? []).map((at) => needs[at]?.join("|")).join(" ");
