import { stemOf } from "./stems.ts";
import type { Token } from "./tokens.ts";

/** What a point calls one way, and the words that call it the other way: hard, and easy. */
export type Pole = Readonly<{ own: ReadonlySet<string>; other: ReadonlySet<string> }>;

/** So many words with content from what matched, a word is still said of it. */
const NEAR = 3;
/** So many words of any kind before it can deny it, or compare with it. */
const BEFORE = 3;

const stemsOf = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/).map(stemOf));

/** Words of plain and technical English that exclude each other when they are said of one thing. */
const pairs: readonly (readonly [one: ReadonlySet<string>, other: ReadonlySet<string>])[] = `
  allow permit accept grant | deny forbid reject refuse prohibit disallow block
  hard complex complicated expensive | easy simple trivial cheap free
  fast speed accelerate | slow
  less small short decrease shrink low | more increase raise grow big high long
  frequent often | rare seldom
  cost drawback disadvantage downside | gain benefit advantage
  first before | last after
  early | late
  same shared common | different separate own unique individual
  single only | several all
  automatic automate | manual hand
  independent decoupled loose | dependent coupled tight
  stateless | stateful
  synchronous | asynchronous
  client browser frontend | server backend
  flexible dynamic | fixed strict rigid static
  strong strict | weak eventual
  better improve good | worse degrade bad
  safe secure | dangerous unsafe insecure
  whole | partial part
  optional | required mandatory
  local | remote shared global central
  old | new
  add keep store | remove drop delete
  public | private
  internal | external
  temporary | permanent
  immutable | mutable
  producer publisher sender | consumer subscriber receiver
  push | pull
  random | fixed
  open | close
  hash encrypt | plain plaintext
`
  .trim()
  .split("\n")
  .map((line) => {
    const [one = "", other = ""] = line.split("|");
    return [stemsOf(one), stemsOf(other)] as const;
  });

const meets = (stems: Iterable<string>, side: ReadonlySet<string>): boolean => {
  for (const stem of stems) if (side.has(stem)) return true;
  return false;
};

/** The pairs of which a point's own sentence has one side, and neither it nor an alias the other. Takes their stems. */
export function polesOf(said: ReadonlySet<string>, all: ReadonlySet<string>): readonly Pole[] {
  return pairs.flatMap(([one, other]): Pole[] => {
    if (meets(said, one) && !meets(all, other)) return [{ own: one, other }];
    return meets(said, other) && !meets(all, one) ? [{ own: other, other: one }] : [];
  });
}

/**
 * Whether a match is said the other way round: near it, in its clause, stands the opposite of what the point calls it
 * ("reverting is easy", of a point that calls it hard), not denied, and what the point calls it does not.
 */
export function isOpposed(matched: readonly number[], tokens: readonly Token[], poles: readonly Pole[]): boolean {
  if (poles.length === 0) return false;
  const segments = new Set(matched.map((at) => tokens[at]?.segment));
  return poles.some(({ own, other }) => {
    if (tokens.some(({ segment, stems }) => segments.has(segment) && meets(stems, own))) return false;
    return tokens.some(
      (token, at) => meets(token.stems, other) && isSaidOf(matched, tokens, token) && !isTakenBack(tokens, at),
    );
  });
}

const isSaidOf = (matched: readonly number[], tokens: readonly Token[], { clause, place }: Token): boolean =>
  matched.some((at) => tokens[at]?.clause === clause && Math.abs((tokens[at]?.place ?? 0) - place) <= NEAR);

const comparing: ReadonlySet<string> = new Set("than of from unlike versus vs if".split(" "));

/** "Not slow", "smaller than a long one", "if it is easy". */
const isTakenBack = (tokens: readonly Token[], at: number): boolean =>
  tokens
    .slice(Math.max(0, at - BEFORE), at)
    .some(({ clause, role, word }) => clause === tokens[at]?.clause && (role === "denial" || comparing.has(word)));
