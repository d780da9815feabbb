import { expect, it } from "vitest";
import { rubricOf } from "../../../src/core/feedback/rubric.ts";
import { sightingsIn } from "../../../src/core/feedback/sightings.ts";
import { tokensIn } from "../../../src/core/feedback/tokens.ts";
import { vocabularyOf } from "../../../src/core/feedback/vocabulary.ts";
import { aQuestion } from "../../support/questions.ts";

const garden = aQuestion("garden", {
  prompt: "How do you keep a garden?",
  points: [
    {
      say: "Roots need water",
      aliases: [
        "water the roots deeply",
        "mulch",
        "garden soil moist",
        "soak each bed",
        "only compost",
        "what it weighs",
        "rake|sweep dry leaves|straw",
      ],
      reject: [],
      must: true,
    },
    { say: "Pots need water too", aliases: ["roots in pots", "all or nothing"], reject: [], must: true },
    {
      say: "Pests are kept away",
      aliases: ["roots without any pests", "pots never hold water"],
      reject: [],
      must: true,
    },
  ],
});
const vocabulary = vocabularyOf([garden]);
const rubric = rubricOf(garden, vocabulary);

/** What a sentence shows of one alias. */
function seen(text: string, alias: string): string {
  const sightings = sightingsIn(tokensIn(text, { start: 0, end: text.length }, vocabulary), rubric);
  const found = sightings.find(({ clue }) => rubric.clues[clue]?.phrase.text === alias);
  return found === undefined ? "nothing" : `${found.kind} ${found.strength}`;
}

const rows: readonly (readonly [name: string, text: string, alias: string, seen: string])[] = [
  ["a whole phrase", "water their roots deeply", "water the roots deeply", "full firm"],
  ["a phrase of three words without one", "water these roots", "water the roots deeply", "full loose"],
  ["a whole phrase of alternatives", "sweep up all dry straw", "rake|sweep dry leaves|straw", "full firm"],
  ["no more than a part of one that lacks a word", "dry straw", "rake|sweep dry leaves|straw", "part loose"],
  ["no more than a part where one of two words is vague", "soak it each morning", "soak each bed", "part loose"],
  ["nothing in two words of no phrase where one is vague", "only mulch", "", "nothing"],
  ["words of no phrase", "compost mulch", "", "full bare"],
  ["one word of three", "water them", "water the roots deeply", "nothing"],
  ["no more than a part where the prompt has a word of it", "the garden soil", "garden soil moist", "part loose"],
  ["no part of a phrase that lacks its denial", "roots have pests", "roots without any pests", "nothing"],
  [
    "no more than a part of a phrase with a denial that lacks a word",
    "pots never hold",
    "pots never hold water",
    "part firm",
  ],
  ["two words in one thought", "the roots and the pots", "roots in pots", "full firm"],
  ["two words with a comma between", "roots grow, pots break", "roots in pots", "full loose"],
  ["three words with a comma between", "water it, the roots deeply", "water the roots deeply", "full firm"],
  ["one word", "they mulch it", "mulch", "full bare"],
  ["small words in their order", "all or nothing", "all or nothing", "full firm"],
  ["small words around one with a slip", "look what it weihgs", "what it weighs", "full firm"],
  ["no slip in a small word", "look that it weighs", "what it weighs", "nothing"],
];
it.each(rows)("sees %s", (_name, text, alias, expected) => expect(seen(text, alias)).toBe(expected));
