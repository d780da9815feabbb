import type { Token } from "./tokens.ts";

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(" "));
/** What follows the subject of a sentence and begins to tell something of it. */
const telling = setOf(
  "is are was were be should must can may might would could will shall need needs has have means mean makes make does do",
);
/** These may stand between the two. */
const between = setOf("only always just simply also already really actually usually never both all");
/** So many of them. */
const MOST_BETWEEN = 2;

/**
 * Whether what ends at a token is only the subject of what is said: of "background jobs are for logging in" the first two
 * words name the point, and the rest, which no phrase of it holds, may be anything.
 */
export function isOnlyNamed(end: number, tokens: readonly Token[]): boolean {
  const behind = tokens.slice(end + 1).filter(({ segment }) => segment === tokens[end]?.segment);
  const verb = behind.findIndex(({ word }) => !between.has(word));
  if (verb === -1 || verb > MOST_BETWEEN || !telling.has(behind[verb]?.word ?? "")) return false;
  return behind.slice(verb + 1).some(({ role }) => role !== "function");
}

/** Whoever claims that much is seldom right: "always", "only for reports", "done automatically". */
const claims = / (?:always|automatically|impossible|can only|only for|(?:is|are) for) /u;

/** Whether a sentence claims more of what was matched than its point does, in words that the point does not have. */
export function isOverclaimed(matched: readonly number[], tokens: readonly Token[], own: ReadonlySet<string>): boolean {
  return claims.test(` ${foreignIn(matched, tokens, own).join(" ")} `);
}

/** Words that call something needless or bad, of whatever stands beside it. */
const scorn = setOf(
  "unnecessary superfluous pointless useless needless wasted waste overkill overrated obsolete outdated deprecated antipattern harmful dangerous nonsense myth",
);

/** Whether what was matched is called needless or bad, in words that the point does not have. */
export const isScorned = (matched: readonly number[], tokens: readonly Token[], own: ReadonlySet<string>): boolean =>
  foreignIn(matched, tokens, own).some((word) => scorn.has(word));

/** The words of the stretches between commas in which a match stands, with a sign in place of each of the point's own. */
function foreignIn(matched: readonly number[], tokens: readonly Token[], own: ReadonlySet<string>): readonly string[] {
  const segments = new Set(matched.map((at) => tokens[at]?.segment));
  return tokens
    .filter(({ segment }) => segments.has(segment))
    .map(({ word, stems: [stem = ""] }) => (own.has(stem) ? OWN : word));
}

/** Keeps the neighbours of a word of the point from becoming neighbours of each other. */
const OWN = "…";
