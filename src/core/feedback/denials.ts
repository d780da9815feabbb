import { isAverting } from "./function-words.ts";
import type { Token } from "./tokens.ts";

/** So many words with content before a match a denial still reaches it, within its clause. */
const REACH = 3;
/** So far behind a match it is looked at whether it is called needless. */
const BEHIND = 5;

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(" "));
/** "Not only", "no doubt": these deny nothing. */
const empty = setOf("only just merely simply solely matter doubt wonder problem sure");
/** Who must not forget something is to do it. */
const overlooking = setOf("forget skip miss omit neglect ignor underestim overlook fail lose lost");
/** These deny the thing after them, and nothing before. */
const ofThings = setOf("no without nor non unlike none");
const needless = setOf(
  "need necessari requir import true matter worth us help recommend relev suffici enough possibl problem issu concern",
);
const dismissals = setOf("unnecessary useless pointless irrelevant overkill wrong false myth incorrect untrue");

/** The tokens of a sentence that deny what follows them in their clause. */
export function denialsIn(tokens: readonly Token[]): readonly number[] {
  const denials: number[] = [];
  for (const [at, token] of tokens.entries()) {
    if (isDenial(tokens, at) && !(token.word === "without" && isWithin(tokens, denials.at(-1), token)))
      denials.push(at);
  }
  return denials;
}

/** "Cannot be read without the key" says that the key is needed. */
const isWithin = (tokens: readonly Token[], before: number | undefined, { clause }: Token): boolean =>
  before !== undefined && tokens[before]?.clause === clause;

function isDenial(tokens: readonly Token[], at: number): boolean {
  const [before, token, next, after] = [tokens[at - 1], tokens[at], tokens[at + 1], tokens[at + 2]];
  if (token === undefined) return false;
  const follows = next?.clause === token.clause ? next : undefined;
  if (token.word === "instead") return follows?.word === "of";
  if (token.word === "rather") return follows?.word === "than";
  if (token.role !== "denial" || follows === undefined || empty.has(follows.word)) return false;
  if (before?.word === "why" || (before?.word === "whether" && after === undefined)) return false;
  const soon = after?.clause === token.clause ? [follows, after] : [follows];
  return !soon.some(({ stems: [stem = ""] }) => overlooking.has(stem));
}

/** A match, by its tokens, in a sentence with its denials. */
export type Match = Readonly<{
  matched: readonly number[];
  tokens: readonly Token[];
  denials: readonly number[];
  /** The stems that the point is made of. */
  own: ReadonlySet<string>;
  /** The point, or the alias, holds a denial itself. */
  denies: boolean;
}>;

/** Whether a match is denied: shortly before or inside, or right after, when it is called needless or not to do what the point says. */
export function isDenied(match: Match): boolean {
  if (match.denies) return isTurned(match);
  const { matched, tokens, denials } = match;
  const [first = 0] = matched;
  const last = matched.at(-1) ?? first;
  const reached = denials.some((denial) => {
    if (denial > last || placeOf(tokens, first) - placeOf(tokens, denial) > REACH || matched.includes(denial))
      return false;
    return matched.some(
      (at) => at > denial && tokens[at]?.clause === tokens[denial]?.clause && !isFreed(tokens, denial, at),
    );
  });
  return reached || endsOf(matched, tokens).some((end) => isDismissed(end, match));
}

/** In "cannot be read without the key" the denial ends before the key. */
const isFreed = (tokens: readonly Token[], denial: number, at: number): boolean =>
  tokens.slice(denial + 1, at).some(({ word }) => word === "without");

const placeOf = (tokens: readonly Token[], at: number): number => tokens[at]?.place ?? 0;

/** "Does not prevent overload": what averts is denied itself. */
const isTurned = ({ matched, tokens, denials }: Match): boolean =>
  matched.some((at) => isAverting(tokens[at]?.word ?? "") && (denials.includes(at - 1) || denials.includes(at - 2)));

/** The last matched token of each clause. */
const endsOf = (matched: readonly number[], tokens: readonly Token[]): readonly number[] =>
  matched.filter((at, index) => tokens[at]?.clause !== tokens[matched[index + 1] ?? -1]?.clause);

/** "… is not needed", "… would be overkill", "CPU-heavy work … does not block". */
function isDismissed(end: number, { tokens, own }: Match): boolean {
  const clause = tokens[end]?.clause;
  const behind = tokens.slice(end + 1, end + 1 + BEHIND).filter((token) => token.clause === clause);
  const denial = behind.findIndex(({ role, word }) => role === "denial" && !ofThings.has(word));
  const next = denial === -1 ? [] : behind.slice(denial + 1, denial + 4);
  const denied = next.some(({ stems: [stem = ""] }) => needless.has(stem) || own.has(stem));
  return denied || behind.slice(0, 3).some(({ word }) => dismissals.has(word));
}
