import { describe, expect, it } from "vitest";
import { denialsIn, isDenied } from "../../../src/core/feedback/denials.ts";
import { tokensIn } from "../../../src/core/feedback/tokens.ts";
import { vocabularyOf } from "../../../src/core/feedback/vocabulary.ts";

const vocabulary = vocabularyOf([]);

/** Whether the words between stars are denied. */
function denied(marked: string): boolean {
  const text = marked.replaceAll("*", "");
  const from = marked.indexOf("*");
  const to = marked.lastIndexOf("*") - 1;
  const tokens = tokensIn(text, { start: 0, end: text.length }, vocabulary);
  const matched = tokens.flatMap(({ start, end }, at) => (start >= from && end <= to ? [at] : []));
  return isDenied({ matched, tokens, denials: denialsIn(tokens), own: new Set(["block"]), denies: false });
}

const yes = [
  "the payload is not *encrypted*",
  "you don't need a *unique salt*",
  "it never *expires*",
  "without *a lock*",
  "there is no need for *an index*",
  "JWT isn't really *a session*",
  "use a token instead of *a session*",
  "use a token rather than *a session*",
  "*a unique salt* is not needed",
  "*an index* would be useless",
  "*a queue* doesn't help here",
  "*heavy work* does not block the loop",
  "you can't cache sessions or *query results*",
  "the server does not need to check *every request*",
  "*a rollback* isn't possible",
  "nobody *checks the claims*",
  "I'd drop *the indexes*",
  "*two versions* alive at once is a maintenance nightmare",
  "*access control* isn't a topic here",
  "*prepared statements* are about speed, they don't help against it",
  "*retry it with backoff*, it is not necessary that it blocks",
  "no need to look at the long *monthly report*",
  "there is no point in counting the *small coins*",
  "you don't have to sweep under the *old carpet*",
  "never write down the names of people or their *home addresses*",
  "avoid using *a carpet*",
  "the house lacks *a carpet*",
  "we bypass *the gate*",
  "it is a myth that *carpets* keep warm",
  "*spoons* are not made for that",
  "*the gate* can be left open",
  "*a warm floor* is impossible there",
  "*a warm floor* isn't a part of the house",
  "*the lamps* don't work for that",
  "*the small lamps* I wouldn't buy",
  "*the small lamps* I'd leave out",
  "*the small lamps* are only nice, and you don't need them",
  "*the small lamps* are only nice and needn't be there",
  "I'd remove *the lamps*",
  "we refused *a carpet*",
  "*small lamps* in every room bring nothing",
  "a house has *small lamps*, they give no extra warmth",
  "you can't just switch *everyone over*",
  "you could never simply *sell the house*",
  "it isn't necessary to look under the big *old carpet*",
];
const no = [
  "it is *signed*, not encrypted",
  "not only *signed* but encrypted",
  "you don't just *wash the windows*, you dry them",
  "it is not encrypted, *anyone can read it*",
  "it's not encrypted and *anyone can read it*",
  "don't forget *to check the claims*",
  "never skip *the tests*",
  "it cannot be read without *the key*",
  "no doubt *it is signed*",
  "No, *it is signed*",
  "don't block the request, *process in background*",
  "not one of the four things people name is *signed*",
  "*stale data* is not acceptable",
  "I would rather use *a session*",
  "why not *cache* it",
  "if you skip *the tests* you pay later",
  "I'd drop a table and then build *the indexes*",
  "*the call is idempotent*, it does not matter how often it comes",
  "*the call is idempotent*, they don't need a lock",
  "you can't avoid *sweeping the floor*",
  "one cannot avoid *sweeping the floor*",
  "if you avoid *sweeping* it gets dirty",
  "there is no lack of *carpets*",
  "*the spoon* is not made of wood",
  "*the gate* can't be left open",
  "*the gate* must be left open",
  "*the gate* can stay left of it",
  "never write down the names of those you met at *home*",
  "no lamp stands near the big old *carpet*",
  "never *leave without a key*",
  "no *floor without a warm carpet*",
  "nothing *counts until it is written* down",
  "you can't *open it before the lamp* is on",
  "*the lamps* I bought don't stand here",
  "*the lamps* I have no doubt about",
  "*the lamps* I left on",
  "*the lamps* give light where there is no window",
  "a house has *small lamps*, nights give no warmth",
  "it isn't bad to look under the big *old carpet*",
  "*the lamps* left out of it are warm",
  "*the small lamps* are nice, and you don't need a carpet",
  "*the small lamps* are nice and a carpet needn't be there",
];

describe("a match is denied", () => {
  it.each(yes)("in: %s", (text) => expect(denied(text)).toBe(true));
});
describe("a match is not denied", () => {
  it.each(no)("in: %s", (text) => expect(denied(text)).toBe(false));
});
