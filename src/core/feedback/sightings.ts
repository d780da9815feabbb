import { denialsIn, isDenied, isMoreThan } from "./denials.ts";
import { isOpposed } from "./opposites.ts";
import { gapOf, hasItsDenial, leastOf, mixes, partOf, type Strength, strengthOf } from "./parts.ts";
import { isArticle, reachOf } from "./phrase.ts";
import { isOnlyNamed, isOverclaimed, isScorned } from "./predicates.ts";
import { type Clue, meantStems, type Rubric } from "./rubric.ts";
import { isOfAnother } from "./subjects.ts";
import type { Token } from "./tokens.ts";
import { type Hit, MOST_WINDOWS, type Window, windowsOf } from "./windows.ts";

/** What one sentence shows of one point. */
export type Sighting = Readonly<{
  point: number;
  /** The clue that was found, by its place in the rubric. */
  clue: number;
  /**
   * `full` and `part` speak for the point; the others say why words that fit do not, or that a known mistake was made, or
   * that its words stand there in another order or further apart.
   */
  kind: "full" | "part" | "denied" | "of-another" | "mistake" | "near-mistake";
  strength: Strength;
  /** How many words of the answer were matched. */
  words: number;
  /** UTF-16 positions in the answer, from the first matched word to the last. */
  start: number;
  end: number;
}>;

/** Two words of an alias the other way round belong together while this near. */
const TURNED = 2;

/** All that one sentence shows, each clue at its best place. */
export function sightingsIn(tokens: readonly Token[], rubric: Rubric): readonly Sighting[] {
  const denials = denialsIn(tokens);
  return [...hitsIn(tokens, rubric)].flatMap(([index, hits]): Sighting[] => {
    const clue = rubric.clues[index];
    if (clue === undefined || hits.length < leastOf(clue)) return [];
    const { point } = clue;
    const [subject, own, poles] = [
      rubric.subjects[point] ?? null,
      rubric.own[point] ?? nothing,
      rubric.poles[point] ?? [],
    ];
    const scene = { index, clue, hits, tokens, denials, subject, own, poles };
    const kinds = placesOf(scene).map((place) => ({ place, kind: kindOf(place, scene) }));
    const best = order.map((kind) => kinds.find((each) => each.kind === kind)).find((each) => each !== undefined);
    return best === undefined || best.kind === null ? [] : [sighting(best.place, best.kind, scene)];
  });
}

const nothing: ReadonlySet<string> = new Set();

type Kind = Sighting["kind"];
type Scene = Readonly<{
  index: number;
  clue: Clue;
  hits: readonly Hit[];
  tokens: readonly Token[];
  denials: readonly number[];
  own: ReadonlySet<string>;
  poles: Rubric["poles"][number];
  subject: Rubric["subjects"][number];
}>;

const order: readonly Kind[] = ["full", "mistake", "near-mistake", "part", "denied", "of-another"];

/** For each clue, the tokens that meet one of its needs. */
function hitsIn(tokens: readonly Token[], rubric: Rubric): ReadonlyMap<number, readonly Hit[]> {
  const hits = new Map<number, Hit[]>();
  for (const [token, each] of tokens.entries()) {
    for (const stem of stemsOf(each, rubric)) {
      for (const { clue, need, tells } of rubric.wanted.get(stem) ?? []) {
        const list = hits.get(clue);
        if (list === undefined) hits.set(clue, [{ token, need, tells }]);
        else list.push({ token, need, tells });
      }
    }
  }
  return hits;
}

/** Each stem once: most words have a single one. */
function stemsOf(token: Token, rubric: Rubric): Iterable<string> {
  const meant = meantStems(token, rubric);
  return token.stems.length === 1 && meant.length === 0 ? token.stems : new Set([...token.stems, ...meant]);
}

function placesOf({ clue: { kind, phrase }, hits, tokens }: Scene): readonly Window[] {
  if (phrase.exact !== null) return exactPlaces(phrase.exact, hits, tokens);
  if (kind === "mix") return mixes.flatMap(({ words, reach }) => windowsOf({ hits, needs: words, reach, tokens }));
  const needs = phrase.needs.length;
  const places = windowsOf({ hits, needs, reach: widthOf(kind, needs, tokens), tokens });
  const inOrder = (place: Window): boolean => isInOrder(place, hits);
  if (kind === "reject") return places;
  if (phrase.ordered) return places.filter(inOrder);
  return needs === 2 ? places.filter((place) => inOrder(place) || gapOf(place, tokens) <= TURNED) : places;
}

/** A mistake is a statement: its words stand in their order, with so many others between them at the most. */
const MISTAKEN = 2;
/** With so many between them, or in another order, they are near one. */
const NEARLY_MISTAKEN = 4;

/** What is said of the point itself may stand anywhere in a sentence. */
function widthOf(kind: Clue["kind"], needs: number, tokens: readonly Token[]): number {
  if (kind === "reject") return needs + NEARLY_MISTAKEN;
  return kind === "say" ? tokens.length : reachOf(needs);
}

function isInOrder({ tokens: [first = 0, ...others] }: Window, hits: readonly Hit[]): boolean {
  const last = others.at(-1) ?? first;
  const needs = hits.filter(({ token }) => token >= first && token <= last).map(({ need }) => need);
  return needs.every((need, at) => need >= (needs[at - 1] ?? 0));
}

/** Where all words stand in their order, with nothing but articles between. Takes them as places of needs. */
function exactPlaces(words: readonly number[], hits: readonly Hit[], tokens: readonly Token[]): readonly Window[] {
  const met = new Set(hits.map(({ need }) => need));
  const byToken = Map.groupBy(hits, ({ token }) => token);
  const isMet = (at: number, word?: number): boolean => (byToken.get(at) ?? []).some(({ need }) => need === word);
  const places = hits.map(({ token }) => sequenceFrom(token, words, tokens, isMet));
  return places
    .flatMap((found) => (found.length === words.length ? [{ tokens: found, met, told: met }] : []))
    .slice(0, MOST_WINDOWS);
}

/** As many of the words as stand one after the other from a token on. */
function sequenceFrom(
  token: number,
  words: readonly number[],
  tokens: readonly Token[],
  isMet: (at: number, word?: number) => boolean,
): readonly number[] {
  const found: number[] = [];
  for (let at = token; at < tokens.length && found.length < words.length; at += 1) {
    if (isMet(at, words[found.length])) found.push(at);
    else if (found.length === 0 || !isArticle(tokens[at]?.word ?? "")) break;
  }
  return found;
}

/** What a place says of the point, null when too little was found there. */
function kindOf(place: Window, scene: Scene): Kind | null {
  const { clue, hits, tokens } = scene;
  const part = partOf(place, clue, tokens);
  if (part === null || !hasItsDenial(place, clue, hits, tokens)) return null;
  const objection = objectionTo(place.tokens, scene);
  if (clue.kind === "reject") return part === "full" && objection === null ? mistakeAt(place, scene) : null;
  if (objection !== null) return part === "full" ? objection : null;
  const { tokens: matched } = place;
  // The point's own sentence tells something itself.
  const isNamed = clue.kind !== "say" && isOnlyNamed(matched.at(-1) ?? 0, tokens);
  return isNamed || isOverclaimed(matched, tokens, scene.own) ? "part" : part;
}

function mistakeAt(place: Window, { clue: { phrase }, hits, tokens }: Scene): Kind | null {
  const isClose = gapOf(place, tokens) < phrase.needs.length + MISTAKEN;
  if (isClose && isInOrder(place, hits)) return "mistake";
  return phrase.ordered ? null : "near-mistake";
}

/** Why words that fit do not speak for the point, null when nothing is to be said against them. */
function objectionTo(matched: readonly number[], { clue, tokens, denials, subject, own, poles }: Scene) {
  if (isDenied({ matched, tokens, denials, own, denies: clue.phrase.denies })) return "denied";
  const isStatement = clue.kind !== "reject";
  if (!isStatement && isMoreThan(matched, tokens)) return "denied";
  if (isStatement && (isOpposed(matched, tokens, poles) || isScorned(matched, tokens, own))) return "denied";
  return subject !== null && isOfAnother(matched, tokens, subject) ? "of-another" : null;
}

function sighting(place: Window, kind: Kind, { index, clue, tokens }: Scene): Sighting {
  const [first, last] = [tokens[place.tokens[0] ?? 0], tokens[place.tokens.at(-1) ?? 0]];
  const strength = strengthOf(place, clue, tokens);
  return {
    point: clue.point,
    clue: index,
    kind,
    strength,
    words: place.tokens.length,
    start: first?.start ?? 0,
    end: last?.end ?? 0,
  };
}
