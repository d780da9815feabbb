import type { KeyPoint, Question } from "../bank/question.ts";
import { type Runs, runsOf } from "./copies.ts";
import { functionWords, light, plainVerbs, vague } from "./function-words.ts";
import { type Pole, polesOf } from "./opposites.ts";
import { type Need, type Phrase, phraseOf } from "./phrase.ts";
import { sentencesIn } from "./sentences.ts";
import { stemOf } from "./stems.ts";
import { type Subject, subjectsOf } from "./subjects.ts";
import { NOT, type Token, tokensIn } from "./tokens.ts";
import { type SlipsOf, slipIndex } from "./typos.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A phrase that is looked for, and what it shows of which point. */
export type Clue = Readonly<{
  point: number;
  /** `say` is the point itself, of which a good part is enough; `mix` is all words that tell it from the other points. */
  kind: "alias" | "say" | "reject" | "mix";
  phrase: Phrase;
}>;

/** Where a stem is asked for: a clue and the need in it, by their places in their lists; it tells if the prompt lacks it. */
export type Wanted = Readonly<{ clue: number; need: number; tells: boolean }>;

/** A question's points made ready for reading answers. Kept for as long as the question and the vocabulary stand. */
export type Rubric = Readonly<{
  points: readonly KeyPoint[];
  subjects: readonly (Subject | null)[];
  clues: readonly Clue[];
  /** For each point, the stems that it and its aliases are made of, those with a denial left out. */
  own: readonly ReadonlySet<string>[];
  /** For each point, what it calls one way and not the other. */
  poles: readonly (readonly Pole[])[];
  wanted: ReadonlyMap<string, readonly Wanted[]>;
  slipsOf: SlipsOf;
  /** Runs of words of the prompt and of the reference answer, to know copies by. */
  promptRuns: Runs;
  referenceRuns: Runs;
  vocabulary: Vocabulary;
}>;

/** Compiles a question's points: some ten milliseconds for a shipped one. A question without points gives a rubric without any. */
export function rubricOf(question: Question, vocabulary: Vocabulary): Rubric {
  const { points, prompt, answer } = question;
  const promptTokens = tokensOf(prompt, vocabulary);
  const asked = new Set(promptTokens.flat().flatMap(({ stems }) => stems));
  const written = points.flatMap((point, at) => cluesOf(point, at, vocabulary));
  const clues = [...written, ...mixesOf(written, asked)];
  return {
    points,
    subjects: subjectsOf(question),
    clues,
    own: points.map((_, at) => ownStems(written.filter(({ point }) => point === at))),
    poles: points.map((point) => polesIn(point, vocabulary)),
    wanted: wantedIn(clues, asked),
    slipsOf: slipIndex(points.flatMap((point) => wordsOf(point, vocabulary))),
    promptRuns: runsOf(promptTokens),
    referenceRuns: runsOf(tokensOf(answer, vocabulary)),
    vocabulary,
  };
}

const tokensOf = (text: string, vocabulary: Vocabulary): readonly (readonly Token[])[] =>
  sentencesIn(text).map((span) => tokensIn(text, span, vocabulary));

/** The words that an author used for a point: one of these is meant by a word with a slip. */
const wordsOf = ({ say, aliases }: KeyPoint, vocabulary: Vocabulary): readonly string[] =>
  [say, ...aliases].flatMap((text) => tokensOf(text, vocabulary).flatMap((tokens) => tokens.map(({ word }) => word)));

function cluesOf({ say, aliases, reject }: KeyPoint, point: number, vocabulary: Vocabulary): readonly Clue[] {
  const clue = (kind: Clue["kind"], text: string): Clue => ({ point, kind, phrase: phraseOf(text, vocabulary) });
  const said = clue("say", say);
  return [
    ...aliases.map((alias) => clue("alias", alias)),
    ...reject.map((text) => clue("reject", text)),
    ...(said.phrase.needs.length >= LEAST_SAID ? [said] : []),
  ].filter(({ phrase }) => phrase.needs.length > 0);
}

const ownStems = (clues: readonly Clue[]): ReadonlySet<string> =>
  new Set(clues.flatMap(({ kind, phrase }) => (kind === "reject" || phrase.denies ? [] : phrase.needs.flat())));

function polesIn({ say, aliases }: KeyPoint, vocabulary: Vocabulary): readonly Pole[] {
  const stemsIn = (text: string) =>
    tokensOf(text, vocabulary).flatMap((tokens) => tokens.flatMap(({ stems }) => stems));
  const said = stemsIn(say);
  return polesOf(new Set(said), new Set([...said, ...aliases.flatMap(stemsIn)]));
}

const plainStems: ReadonlySet<string> = new Set([...plainVerbs, ...vague, ...light, ...functionWords].map(stemOf));

/** For each point, the stems that it alone has, those of words that stand beside anything left out. Where a denial makes the point, its words in any order do not. */
function mixesOf(clues: readonly Clue[], asked: ReadonlySet<string>): readonly Clue[] {
  const spoken = clues.filter(({ kind, phrase }) => kind !== "reject" && phrase.exact === null);
  const owners = new Map<string, Set<number>>();
  for (const { point, phrase } of spoken) {
    for (const stem of phrase.needs.flat()) owners.set(stem, (owners.get(stem) ?? new Set()).add(point));
  }
  const denying = new Set(
    spoken.filter(({ kind, phrase }) => kind === "say" && phrase.denies).map(({ point }) => point),
  );
  const points = [...new Set(spoken.map(({ point }) => point))].filter((point) => !denying.has(point));
  const isOwn = (stem: string, point: number): boolean => {
    const all = owners.get(stem) ?? nobody;
    return all.size === 1 && all.has(point) && !plainStems.has(stem) && !asked.has(stem) && stem !== NOT;
  };
  return points.map((point) => {
    const said = spoken.filter((clue) => clue.point === point);
    const needs = merged(
      said.flatMap(({ phrase }) => phrase.needs.map((need) => need.filter((stem) => isOwn(stem, point)))),
    );
    const phrase: Phrase = { text: "", needs, exact: null, denies: false, ordered: false };
    return { point, kind: "mix", phrase };
  });
}

const nobody: ReadonlySet<number> = new Set();

/** Words that an author once gave to choose from are one need: two of them say no more than one. */
function merged(needs: readonly Need[]): readonly Need[] {
  const groups: Need[] = [];
  for (const need of needs.filter(({ length }) => length > 0)) {
    const met = groups.filter((group) => group.some((stem) => need.includes(stem)));
    for (const group of met) groups.splice(groups.indexOf(group), 1);
    groups.push([...new Set([...met.flat(), ...need])]);
  }
  return groups;
}

/** A shorter point tells too little when only a part of it is found. */
const LEAST_SAID = 3;

function wantedIn(clues: readonly Clue[], asked: ReadonlySet<string>): ReadonlyMap<string, readonly Wanted[]> {
  const wanted = new Map<string, Wanted[]>();
  for (const [clue, { phrase }] of clues.entries()) {
    for (const [need, stems] of phrase.needs.entries()) {
      for (const stem of stems) {
        const list = wanted.get(stem);
        const tells = stem !== NOT && !asked.has(stem);
        if (list === undefined) wanted.set(stem, [{ clue, need, tells }]);
        else list.push({ clue, need, tells });
      }
    }
  }
  return wanted;
}

/** The stems that a word with a slip was meant to have. Words that hold sentences together ("there") are no slips. */
export const meantStems = ({ word, role }: Token, { vocabulary, slipsOf }: Rubric): readonly string[] =>
  role !== "content" || vocabulary.has(word) ? none : slipsOf(word).map(stemOf);

const none: readonly string[] = [];
