import { isAverting, vague } from "./function-words.ts";
import { isDenial, type Need } from "./phrase.ts";
import type { Clue } from "./rubric.ts";
import { stemOf } from "./stems.ts";
import type { Token } from "./tokens.ts";
import type { Hit, Window } from "./windows.ts";

/** How much of a clue stands at a place: `part` makes a "maybe", null says nothing. */
export type Part = "full" | "part" | null;
/**
 * How well a place that holds a clue speaks for it: `bare` is one word, or words of no phrase; `loose` are two words with a
 * comma between, or a phrase of three words without one of them.
 */
export type Strength = "firm" | "bare" | "loose";

/** From this share of its needs on, an alias that is not found whole is a "maybe". */
const PART = 0.6;
/** From this share on it is found, loosely, when the prompt holds none of what was found, it stands in its order and is not vague. */
const MOST = 2 / 3;
/** An alias of four or five words may lack one. */
const NEARLY = 0.75;
/** So many words that only one point has, this close together, speak for it; fewer do when they stand closer. */
export const mixes = [
  { words: 3, reach: 8 },
  { words: 2, reach: 3 },
] as const;
/** So much of a point's own sentence in one sentence of the answer is the point. */
const SAID = 0.75;

/** How many words with content lie between a place's ends, counting the last. */
export function gapOf({ tokens: [first = 0, ...others] }: Window, tokens: readonly Token[]): number {
  return (tokens[others.at(-1) ?? first]?.place ?? 0) - (tokens[first]?.place ?? 0);
}

/** How many of its words a sentence must have at the least, to show anything of a clue. */
export function leastOf({ kind, phrase: { needs, exact } }: Clue): number {
  if (kind === "mix") return 2;
  return kind === "reject" || exact !== null || needs.length < 3 ? needs.length : Math.ceil(needs.length * PART);
}

/** How much of a clue was found at a place; words of the prompt alone never make it whole. */
export function partOf(place: Window, clue: Clue, tokens: readonly Token[]): Part {
  if (clue.kind === "mix") return mixPart(place, tokens);
  const { met, told } = place;
  const { phrase } = clue;
  if (phrase.exact !== null) return "full";
  const tells = told.size > 0;
  if (met.size === phrase.needs.length) return tells ? "full" : "part";
  // Without its denial the rest of a phrase says the opposite, and the denial alone is no part of it.
  return !tells || (phrase.denies && !met.has(phrase.needs.findIndex(isDenial)))
    ? null
    : lackingPart(place, clue, tokens);
}

/** A denial is not counted: it is no more than the other side of what it denies. */
function lackingPart({ met, told, tokens: matched }: Window, clue: Clue, tokens: readonly Token[]): Part {
  const { kind, phrase } = clue;
  const { needs } = phrase;
  if (kind === "reject") return null;
  const denials = needs.some(isDenial) ? 1 : 0;
  const share = (met.size - denials) / (needs.length - denials);
  // A phrase of alternatives is wide enough as it is.
  if (needs.some(({ length }) => length > 1)) return share >= PART && needs.length > 2 ? "part" : null;
  if (share >= (kind === "say" ? SAID : NEARLY)) return "full";
  const tells = kind === "alias" && share >= MOST && [...met].every((need) => told.has(need) && !isVague(needs[need]));
  if (tells && standsInOrder(matched, needs, tokens)) return "full";
  return share >= PART && needs.length > 2 ? "part" : null;
}

const vagueStems: ReadonlySet<string> = new Set([...vague].map(stemOf));
const isVague = (need: Need = []): boolean => need.every((stem) => vagueStems.has(stem));

function standsInOrder(matched: readonly number[], needs: readonly Need[], tokens: readonly Token[]): boolean {
  const places = matched.map((at) => needs.findIndex((need) => need.some((stem) => tokens[at]?.stems.includes(stem))));
  return places.every((place, at) => place >= (places[at - 1] ?? 0));
}

function mixPart(place: Window, tokens: readonly Token[]): Part {
  const { size } = place.met;
  if (mixes.some(({ words, reach }) => size >= words && gapOf(place, tokens) < reach)) return "full";
  return size > 1 ? "part" : null;
}

/** How well a place speaks that holds all of a clue, or enough of it. */
export function strengthOf(
  { met, tokens: matched }: Window,
  { kind, phrase }: Clue,
  tokens: readonly Token[],
): Strength {
  if (kind === "mix" || matched.length === 1) return "bare";
  if (kind === "say" || phrase.exact !== null) return "firm";
  const lacks = met.size < phrase.needs.length * NEARLY;
  return lacks || (phrase.needs.length === 2 && isParted(matched, tokens)) ? "loose" : "firm";
}

/** These go on with what is being said. */
const joining: ReadonlySet<string> = new Set("and or until when if where which who".split(" "));

/** Whether a comma, or somebody who says something new, stands between words. */
function isParted(matched: readonly number[], tokens: readonly Token[]): boolean {
  const [first = 0] = matched;
  return tokens
    .slice(first + 1, (matched.at(-1) ?? first) + 1)
    .some(({ segment, word }, offset) => segment !== tokens[first + offset]?.segment && !joining.has(word));
}

/** "Nobody minds a lock", "it does not protect against changes": these are denied themselves, and not what follows them. */
const vain: ReadonlySet<string> = new Set(
  "mind care protect prevent detect tell show reveal help stop know".split(" "),
);

/** Whether what a phrase denies is denied at a place: "encryption proves that nobody" is not "not encrypted". */
export function hasItsDenial({ tokens: matched }: Window, clue: Clue, hits: readonly Hit[], tokens: readonly Token[]) {
  const need = clue.phrase.needs.findIndex(isDenial);
  if (need === -1) return true;
  const within = hits.filter(({ token }) => matched.includes(token));
  const denials = within.filter((hit) => hit.need === need);
  const denied = within.filter((hit) => hit.need === need + 1);
  const isSame = (from: number, to: number): boolean =>
    to > from &&
    tokens[to]?.clause === tokens[from]?.clause &&
    !tokens
      .slice(from + 1, to)
      .some(({ stems: [stem = ""] }) => vain.has(stem) && !clue.phrase.needs.flat().includes(stem));
  const reaches = (denial: Hit): boolean =>
    // "Locks are avoided" denies what stands before.
    isAverting(tokens[denial.token]?.word ?? "") || denied.some(({ token }) => isSame(denial.token, token));
  return denied.length === 0 || denials.some(reaches);
}
