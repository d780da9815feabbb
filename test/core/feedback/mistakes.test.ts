import { expect, it } from "vitest";
import type { KeyPoint } from "../../../src/core/bank/question.ts";
import { readAnswer } from "../../../src/core/feedback/read-answer.ts";
import { rubricOf } from "../../../src/core/feedback/rubric.ts";
import { vocabularyOf } from "../../../src/core/feedback/vocabulary.ts";
import { aQuestion } from "../../support/questions.ts";

const point = (say: string, aliases: readonly string[], reject: readonly string[]): KeyPoint => ({
  say,
  aliases,
  reject,
  must: true,
});
const drinks = aQuestion("drinks", {
  title: "Tea or coffee",
  prompt: "How do you prepare the two?",
  points: [
    point(
      "Tea draws in water below the boil",
      ["water below boil", "draws at eighty degrees", "gentle heat"],
      ["draws boiling water", "hotter than coffee", "longer than soup", "only green leaves", "stir with spoon"],
    ),
    point("Coffee is ground right before", ["grind the beans", "ground fresh", "mill each morning"], []),
  ],
});
const vocabulary = vocabularyOf([drinks]);
const rubric = rubricOf(drinks, vocabulary);

/** What is made of the first point. */
function read(answer: string): string {
  const { state, look } = readAnswer(rubric, answer).points[0] ?? { state: "none", look: null };
  return look === null ? state : `${state}, ${look.why} "${look.quote}"`;
}

const rows: readonly (readonly [name: string, answer: string, read: string])[] = [
  ["a mistake", "It draws in boiling water.", 'not-spotted, mistake "draws in boiling water"'],
  [
    "a mistake, though the point is said elsewhere",
    "Gentle heat. It draws in boiling water.",
    'maybe, mistake "draws in boiling water"',
  ],
  ["the words of a mistake in another order", "Give it gentle heat and leaves, green ones only.", "maybe"],
  ["them in another sentence", "Leaves, green ones only. Tea wants gentle heat.", "covered"],
  [
    "them where the point is said in three ways",
    "Gentle heat draws green leaves only at eighty degrees, in water below the boil.",
    "covered",
  ],
  ["a mistake that is denied", "Gentle heat, it never draws in boiling water.", "covered"],
  ["a mistake that is no longer the only thing", "Gentle heat, and not only green leaves.", "covered"],
  ["a mistake said of another subject", "Tea wants gentle heat. Coffee draws in boiling water.", "covered"],
  ["a comparison", "Gentle heat, it is hotter than coffee.", 'not-spotted, mistake "hotter than coffee"'],
  ["a comparison in another order", "Give it gentle heat, while a soup is to boil for longer.", "covered"],
  [
    "a mistake with some words between",
    "Gentle heat, stir with a big silver spoon.",
    'not-spotted, mistake "stir with a big silver spoon"',
  ],
  ["its words far apart", "Gentle heat, stir once, perhaps twice, use a silver spoon.", "maybe"],
  ["the point merely named", "Gentle heat is a thing of soups.", "maybe"],
  ["the point scorned", "It is an antipattern to want gentle heat.", 'not-spotted, denied "gentle heat"'],
  ["more than the point claimed", "You get gentle heat automatically.", "maybe"],
  ["a comparison the other way round", "Gentle heat, coffee is hotter.", "covered"],
];
it.each(rows)("reads %s", (_name, answer, expected) => expect(read(answer)).toBe(expected));
