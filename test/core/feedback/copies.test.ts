import { expect, it } from "vitest";
import { isCopied, runsOf } from "../../../src/core/feedback/copies.ts";
import { sentencesIn } from "../../../src/core/feedback/sentences.ts";
import { tokensIn } from "../../../src/core/feedback/tokens.ts";
import { vocabularyOf } from "../../../src/core/feedback/vocabulary.ts";

const vocabulary = vocabularyOf([]);
const read = (text: string) => sentencesIn(text).map((span) => tokensIn(text, span, vocabulary));
const prompt = "Your page runs the same five slow reads for every visitor. Where would you put a cache?";
const copied = (text: string) => isCopied(read(text), runsOf(read(prompt)));

const rows: readonly (readonly [text: string, copied: boolean])[] = [
  [prompt, true],
  ["your page runs the same five slow reads for each visitor", true],
  ["WHERE would you put a cache", true],
  ["you put a cache", false],
  ["The page runs five slow reads, so I keep their results in Redis for a minute.", false],
  ["", false],
];
it.each(rows)("%s", (text, expected) => expect(copied(text)).toBe(expected));
