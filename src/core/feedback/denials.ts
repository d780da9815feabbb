import { isDismissed } from "./dismissals.ts";
import { isAverting } from "./function-words.ts";
import type { Token } from "./tokens.ts";

/** So many words with content before a match a denial still reaches it, within its clause. */
const REACH = 3;
/** Over the "or" of "never log the names of people or their passwords" it reaches so far. */
const LISTED = 6;
/** So near before a match it is given up by "I'd drop …". */
const NEAR = 2;
/** So many words of any kind are looked at before it. */
const FAR = 8;

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(" "));
/** "Not only", "no doubt": these deny nothing. */
const empty = setOf("only just merely simply solely matter doubt wonder problem sure");
/** Who must not forget something is to do it. */
const overlooking = setOf("forget skip miss omit neglect ignor underestim overlook fail lose lost lack");
/** Who does this to something does not do it, or has none; what is a myth is not so. Averting words do as much. */
const givingUp = setOf("drop skip disabl ignor omit forgo bypass lack remov refus myth");
/** "No need to look at …", "no point in …": what is needless comes a word later. */
const needing = setOf("need necessari requir point reason use sens have bother");
const listing = setOf("or nor");
/** "Never call without a timeout", "nothing counts until it is written": what comes behind these is to be. */
const freeing = setOf("without until unless before");

/** The tokens of a sentence that deny what follows them in their clause. */
export function denialsIn(tokens: readonly Token[]): readonly number[] {
  const denials: number[] = [];
  for (const [at, token] of tokens.entries()) {
    if (isDenial(tokens, at) && !(token.word === "without" && isWithin(tokens, denials.at(-1), token.clause)))
      denials.push(at);
  }
  return denials;
}

/** "Cannot be read without the key" says that the key is needed. */
const isWithin = (tokens: readonly Token[], before: number | undefined, clause: number): boolean =>
  before !== undefined && tokens[before]?.clause === clause;

function isDenial(tokens: readonly Token[], at: number): boolean {
  const [before, token, next, after] = [tokens[at - 1], tokens[at], tokens[at + 1], tokens[at + 2]];
  if (token === undefined) return false;
  const follows = next?.clause === token.clause ? next : undefined;
  if (token.word === "instead") return follows?.word === "of";
  if (token.word === "rather") return follows?.word === "than";
  if (token.role !== "denial" || follows === undefined) return false;
  if (empty.has(follows.word) && !isRuledOut(tokens, at, follows.word)) return false;
  if (before?.word === "why" || (before?.word === "whether" && after === undefined)) return false;
  const soon = after?.clause === token.clause ? [follows, after] : [follows];
  return !soon.some(({ stems: [stem = ""] }) => overlooking.has(stem));
}

/** "You can't just switch it off", "never simply retry": unlike "not just this but that". */
const isRuledOut = (tokens: readonly Token[], at: number, follows: string): boolean =>
  /^(?:just|simply)$/.test(follows) &&
  (/^(?:cannot|never)$/.test(tokens[at]?.word ?? "") || /^c(?:an|ould)$/.test(tokens[at - 1]?.word ?? ""));

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
  const { matched, tokens, denials, own } = match;
  const [first = 0] = matched;
  const last = matched.at(-1) ?? first;
  const reached = denials.some((denial) => {
    if (denial > last || matched.includes(denial) || !isReached(tokens, denial, first)) return false;
    return (
      !matched.some((at) => isFreed(tokens, denial, at)) &&
      matched.some((at) => at > denial && tokens[at]?.clause === tokens[denial]?.clause)
    );
  });
  return reached || isGivenUp(match) || endsOf(matched, tokens).some((end) => isDismissed(end, tokens, own));
}

const limiting = setOf("only just merely solely simply");

/** Whether "not only" stands before a match or in it: whoever says so claims no "only". */
export function isMoreThan([first = 0, ...others]: readonly number[], tokens: readonly Token[]): boolean {
  const from = Math.max(1, first - NEAR);
  const upTo = (others.at(-1) ?? first) + 1;
  return tokens
    .slice(from, upTo)
    .some(({ word }, offset) => limiting.has(word) && tokens[from + offset - 1]?.role === "denial");
}

function isReached(tokens: readonly Token[], denial: number, first: number): boolean {
  if (isUnavoidable(tokens, denial)) return false;
  const between = tokens.slice(denial + 1, first);
  const listed = between.some(({ word }) => listing.has(word));
  const later = needing.has(between[0]?.stems[0] ?? "") ? 2 : 0;
  return placeOf(tokens, first) - placeOf(tokens, denial) <= (listed ? LISTED : REACH) + later;
}

/** "I'd drop the indexes"; but not "never skip the tests", "if you skip the tests", or where the point itself gives up. */
function isGivenUp({ matched, tokens, own }: Match): boolean {
  const [first = 0] = matched;
  const start = Math.max(0, first - FAR);
  return tokens.slice(start, matched.at(-1)).some(({ word, stems: [stem = ""], clause, place }, offset) => {
    if (own.has(stem) || matched.includes(start + offset) || !(givingUp.has(stem) || isAverting(word))) return false;
    if (placeOf(tokens, first) - place > NEAR || isOpen(tokens, start + offset)) return false;
    return matched.some((at) => at > start + offset && tokens[at]?.clause === clause);
  });
}

/** Whether a word stands under a denial or a condition, so that nobody claims to do it. */
function isOpen(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(Math.max(0, at - FAR), at).filter(({ clause }) => clause === tokens[at]?.clause);
  return before.some(({ word, role }) => role === "denial" || word === "if" || word === "when");
}

/** In "cannot be read without the key" the denial ends before the key, or before the next clause that says when. */
const isFreed = (tokens: readonly Token[], denial: number, at: number): boolean =>
  tokens
    .slice(denial + 1, at)
    .some(({ word, clause }) => freeing.has(word) && clause - (tokens[denial]?.clause ?? 0) <= 1);

const placeOf = (tokens: readonly Token[], at: number): number => tokens[at]?.place ?? 0;

/** "You cannot avoid hashing" says that one hashes. */
const isUnavoidable = (tokens: readonly Token[], denial: number): boolean =>
  isAverting(tokens[denial + 1]?.word ?? "") &&
  (tokens[denial]?.word === "cannot" || /^c(?:an|ould)$/.test(tokens[denial - 1]?.word ?? ""));

/** "Does not prevent overload": what averts is denied itself. */
const isTurned = ({ matched, tokens, denials }: Match): boolean =>
  matched.some((at) => isAverting(tokens[at]?.word ?? "") && (denials.includes(at - 1) || denials.includes(at - 2)));

/** The last matched token of each clause. */
const endsOf = (matched: readonly number[], tokens: readonly Token[]): readonly number[] =>
  matched.filter((at, index) => tokens[at]?.clause !== tokens[matched[index + 1] ?? -1]?.clause);
