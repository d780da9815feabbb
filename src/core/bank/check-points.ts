import { wordsIn } from "../feedback/words.ts";
import type { Fault, Located } from "./problems.ts";
import type { KeyPoint } from "./question.ts";
import { contentWords, normalised } from "./words.ts";

const MUST = { least: 3, most: 7 };
const MOST_BONUS = 4;
const LEAST_ALIASES = 4;
const MOST_ALIAS_WORDS = 5;

/** What is wrong with a question's key points. `common` are words too frequent to stand for a point alone. */
export function pointFaults(located: Located, common: ReadonlySet<string>): readonly Fault[] {
  const { points } = located.question;
  return [
    ...pointCountFaults(located),
    ...points.flatMap((point, at) => [
      ...fewAliases(located, point, at),
      ...aliasFaults(located, point, at, common),
      ...barFaults(located, point, at),
    ]),
    ...sharedAliases(located),
  ];
}

/** Too few or too many points, bonus points by themselves. */
export function pointCountFaults({ question, lineOf }: Located): readonly Fault[] {
  const must = question.points.filter((point) => point.must).length;
  const bonus = question.points.length - must;
  const faults: Fault[] = [];
  if (must < MUST.least || must > MUST.most) {
    const fix = `write ${MUST.least} to ${MUST.most}; what only the best answers have is \`bonus: true\``;
    faults.push({
      line: lineOf(["points"]),
      message: `${must < MUST.least ? "too few" : "too many"} must points: ${must}`,
      fix,
    });
  }
  if (bonus > MOST_BONUS) {
    faults.push({
      line: lineOf(["points"]),
      message: `too many bonus points: ${bonus}`,
      fix: `keep at most ${MOST_BONUS}`,
    });
  }
  return faults;
}

function fewAliases({ lineOf }: Located, { aliases }: KeyPoint, at: number): readonly Fault[] {
  if (aliases.length >= LEAST_ALIASES) return [];
  const message = `too few aliases of point ${at + 1}: ${aliases.length}`;
  return [
    { line: lineOf(["points", at, "aliases"]), message, fix: `write at least ${LEAST_ALIASES} ways people put it` },
  ];
}

function aliasFaults(
  { lineOf }: Located,
  { aliases }: KeyPoint,
  at: number,
  common: ReadonlySet<string>,
): readonly Fault[] {
  return aliases.flatMap((alias, index): Fault[] => {
    const said = aliasMessage(contentWords(firstsIn(alias)), common);
    if (said === null) return [];
    const message = `the alias "${alias}" of point ${at + 1} ${said}`;
    return [
      {
        line: lineOf(["points", at, "aliases", index]),
        message,
        fix: `write 2 to ${MOST_ALIAS_WORDS} words that tell`,
      },
    ];
  });
}

/** An alias with the first word of each of its alternatives: `raise|bump the cost` is as long as `raise the cost`. */
const firstsIn = (alias: string): string => alias.replaceAll(/\|[^\s|]*/gu, "");

/** Between bars stand single words, one of which is enough. */
function barFaults({ lineOf }: Located, point: KeyPoint, at: number): readonly Fault[] {
  return (["aliases", "reject"] as const).flatMap((list) =>
    point[list].flatMap((phrase, index): Fault[] => {
      const odd = alternativesIn(phrase).find((word) => wordsIn(word, { start: 0, end: word.length }).length !== 1);
      if (odd === undefined) return [];
      const message = `"${phrase}" of point ${at + 1} has ${odd === "" ? "nothing" : `"${odd}"`} at a bar, where one word is to stand`;
      return [{ line: lineOf(["points", at, list, index]), message, fix: "write a phrase of its own for it" }];
    }),
  );
}

const alternativesIn = (phrase: string): readonly string[] =>
  phrase.split(/\s+/u).flatMap((slot) => (slot.includes("|") ? slot.split("|") : []));

function aliasMessage(words: readonly string[], common: ReadonlySet<string>): string | null {
  const [word, ...more] = words;
  if (word === undefined) return "has no word that carries meaning";
  if (words.length > MOST_ALIAS_WORDS) return `has ${words.length} words that carry meaning`;
  if (more.length === 0 && common.has(word)) return "is one word that many answers hold";
  return null;
}

/** An alias that stands under two points would count one sentence twice; under one point it is written once. */
function sharedAliases({ question, lineOf }: Located): readonly Fault[] {
  const first = new Map<string, Readonly<{ point: number; index: number }>>();
  const faults: Fault[] = [];
  for (const [point, { aliases }] of question.points.entries()) {
    for (const [index, alias] of aliases.entries()) {
      const before = first.get(normalised(alias));
      if (before === undefined) first.set(normalised(alias), { point, index });
      else faults.push({ line: lineOf(["points", point, "aliases", index]), ...shared(alias, before.point, point) });
    }
  }
  return faults;
}

const shared = (alias: string, before: number, point: number): Omit<Fault, "line"> =>
  before === point
    ? { message: `the alias "${alias}" stands twice under point ${point + 1}`, fix: "keep one" }
    : {
        message: `the alias "${alias}" stands under point ${before + 1} and point ${point + 1}`,
        fix: "keep it where it tells the two apart",
      };
