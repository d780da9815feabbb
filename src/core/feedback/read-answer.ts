import type { KeyPoint } from "../bank/question.ts";
import { isCopied } from "./copies.ts";
import { isKeyWordList, isListing } from "./keyword-list.ts";
import { isOtherLanguage } from "./language.ts";
import type { Rubric } from "./rubric.ts";
import { sentencesIn } from "./sentences.ts";
import { type Sighting, sightingsIn } from "./sightings.ts";
import { type Token, tokensIn } from "./tokens.ts";

/** The longest part of an answer that is read, in UTF-16 units; far beyond what a chat lets people send. */
export const READ_CHARS = 10_000;

/** Never "wrong": `not-spotted` says that the bot did not find the point, which the person may have made all the same. */
export type PointState = "covered" | "maybe" | "not-spotted";

/** A sentence to look at again, though it holds the words of a point. */
export type Look = Readonly<{
  /** The words are denied there, said of another subject, or a known mistake stands there. */
  why: "denied" | "of-another" | "mistake";
  /** The words, verbatim. */
  quote: string;
}>;

/** What an answer shows of one key point. */
export type PointReading = Readonly<{
  point: KeyPoint;
  state: PointState;
  /** The matched words, verbatim from the answer; null exactly when the state is `not-spotted`. */
  quote: string | null;
  look: Look | null;
}>;

/** What an answer shows of a question's points, in the order of the question. */
export type AnswerReading = Readonly<{
  points: readonly PointReading[];
  /** Why nothing can be told of this answer, all points being `not-spotted` then; null when it was read. */
  cannotTell: "no-words" | "other-language" | "repeats-the-question" | null;
  /** It is mostly the reference answer itself: what it covers is no sign of what the person knows. */
  copiesReference: boolean;
  /** It only names things, so no point is more than `maybe`. */
  listsKeyWords: boolean;
}>;

/** So many phrases of a point are to be found in an answer that says the opposite of another point. */
const WAYS = 2;

type Sentence = Readonly<{ tokens: readonly Token[]; certain: boolean }>;
/** What was seen, and in which sentence. */
type Seen = Sighting & Readonly<{ sentence: number }>;

/**
 * Reads an answer by a question's points. The same text gives the same reading; it never throws, and takes time in
 * proportion to the text (a usual answer: well under a millisecond).
 */
export function readAnswer(rubric: Rubric, answer: string): AnswerReading {
  const text = answer.slice(0, READ_CHARS);
  const sentences = sentencesOf(text, rubric);
  const all = sentences.map(({ tokens }) => tokens);
  const own = sentences.filter(({ tokens }) => !isCopied([tokens], rubric.promptRuns));
  const cannotTell = whyUntold(all, own, rubric);
  const listsKeyWords = isKeyWordList(all);
  const sightings = cannotTell === null ? allSeen(own, listsKeyWords, rubric) : [];
  const seen = rubric.points.map((_, at) => sightings.filter((each) => each.point === at));
  const isWrongSomewhere = seen.some((of) => hintOf(of) !== undefined);
  return {
    points: rubric.points.map((point, at) => {
      const reading = pointReading(point, seen[at] ?? [], text);
      return isWrongSomewhere ? withCare(reading, seen[at] ?? []) : reading;
    }),
    cannotTell,
    copiesReference: isCopied(all, rubric.referenceRuns),
    listsKeyWords,
  };
}

function sentencesOf(text: string, { vocabulary }: Rubric): readonly Sentence[] {
  return sentencesIn(text).flatMap((span): Sentence[] => {
    const tokens = tokensIn(text, span, vocabulary);
    return tokens.length === 0 ? [] : [{ tokens, certain: !(span.asks && asks(tokens)) && !isListing(tokens) }];
  });
}

/** "Is it a cache?" and "Redis?" ask; "It proves the identity: who is it?" claims first. */
const asks = (tokens: readonly Token[]): boolean =>
  tokens.length <= SHORT_QUESTION || tokens.every(({ clause }) => clause === 0);
const SHORT_QUESTION = 4;

function whyUntold(
  all: readonly (readonly Token[])[],
  own: readonly Sentence[],
  { vocabulary }: Rubric,
): AnswerReading["cannotTell"] {
  if (all.length === 0) return "no-words";
  if (isOtherLanguage(all.flat(), vocabulary)) return "other-language";
  return own.length === 0 ? "repeats-the-question" : null;
}

const allSeen = (sentences: readonly Sentence[], listed: boolean, rubric: Rubric): readonly Seen[] =>
  sentences.flatMap((each, sentence) => seenIn(each, listed, rubric).map((one) => ({ ...one, sentence })));

/** What is only asked or listed is a "maybe" at the most. */
function seenIn({ tokens, certain }: Sentence, listed: boolean, rubric: Rubric): readonly Sighting[] {
  const seen = sightingsIn(tokens, rubric);
  const mistaken = new Set(seen.filter(({ kind }) => kind === "mistake").map(({ point }) => point));
  return seen.flatMap((each): Sighting[] => {
    // A sentence with a known mistake does not speak for the point it mistakes.
    if (each.kind !== "mistake" && mistaken.has(each.point)) return [];
    return [each.kind === "full" && (listed || !certain) ? { ...each, kind: "part" } : each];
  });
}

function pointReading(point: KeyPoint, seen: readonly Seen[], text: string): PointReading {
  const quoted = ({ start, end }: Sighting): string => text.slice(start, end);
  const found = foundIn(seen);
  const hint = hintOf(seen);
  const isDoubted = (hint !== undefined && hint.kind !== "of-another") || isNearMistake(seen);
  return {
    point,
    state: found === undefined ? "not-spotted" : found.kind === "full" && !isDoubted ? "covered" : "maybe",
    quote: found === undefined ? null : quoted(found),
    look: hint === undefined ? null : { why: whyOf(hint.kind), quote: quoted(hint) },
  };
}

/** So many phrases of a point are to be found where the words of a known mistake stand in another order. */
const SURE_WAYS = 3;

/** Whether a point is only said where a known mistake is nearly made, and in too few ways to be believed. */
function isNearMistake(seen: readonly Seen[]): boolean {
  const near = new Set(seen.filter(({ kind }) => kind === "near-mistake").map(({ sentence }) => sentence));
  const found = seen.filter(({ kind }) => kind === "full");
  return near.size > 0 && found.every(({ sentence }) => near.has(sentence)) && waysOf(found) < SURE_WAYS;
}

/** How many phrases were found, loose ones not counted. */
const waysOf = (found: readonly Seen[]): number =>
  new Set(found.filter(({ strength }) => strength !== "loose").map(({ clue }) => clue)).size;

const firstOf = (kind: Sighting["kind"], seen: readonly Seen[]) => seen.find((each) => each.kind === kind);
const foundIn = (seen: readonly Seen[]) => bestOf(seen.filter(({ kind }) => kind === "full")) ?? firstOf("part", seen);

/** What shows most: words of one phrase rather than chance meetings, the more of them the better, the first of equals. */
const bestOf = (found: readonly Seen[]): Seen | undefined =>
  found.toSorted((one, other) => firmness(other) - firmness(one) || other.words - one.words)[0];
const firmness = ({ strength }: Seen): number => (strength === "firm" ? 1 : 0);

/** What is to be looked at again; nothing is where a denied point is said in full elsewhere. */
function hintOf(seen: readonly Seen[]): Seen | undefined {
  const isFirm = seen.some(({ kind, strength }) => kind === "full" && strength === "firm");
  const doubt = firstOf("mistake", seen) ?? (isFirm ? undefined : firstOf("denied", seen));
  return doubt ?? (foundIn(seen) === undefined ? firstOf("of-another", seen) : undefined);
}

/** Contradictions stand together: where the opposite of one point is said, another is believed that is said in two ways. */
function withCare(reading: PointReading, seen: readonly Seen[]): PointReading {
  const ways = waysOf(seen.filter(({ kind }) => kind === "full"));
  return reading.state === "covered" && ways < WAYS ? { ...reading, state: "maybe" } : reading;
}

const whyOf = (kind: Sighting["kind"]): Look["why"] => (kind === "mistake" || kind === "of-another" ? kind : "denied");
