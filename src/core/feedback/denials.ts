import type { Token } from "./tokens.ts";

/** So many tokens before a match a denial still reaches it, within its clause. */
const REACH = 3;
/** So far behind a match it is looked at whether it is called needless. */
const BEHIND = 5;

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(" "));
/** "Not only", "no doubt": these deny nothing. */
const empty = setOf("only just merely simply solely matter doubt wonder problem sure");
/** Who must not forget something is to do it. */
const overlooking = setOf("forget skip miss omit neglect ignor underestim overlook fail lose lost");
const needless = setOf("need necessari requir import true matter worth us help recommend relev suffici enough");
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

/** Whether a match at some tokens is denied: shortly before or inside, or called needless right after. */
export function isDenied(matched: readonly number[], tokens: readonly Token[], denials: readonly number[]): boolean {
  const [first = 0] = matched;
  const last = matched.at(-1) ?? first;
  const denied = denials.some((denial) => {
    if (denial > last || denial < first - REACH || matched.includes(denial)) return false;
    return matched.some((at) => at > denial && tokens[at]?.clause === tokens[denial]?.clause);
  });
  return denied || isDismissed(last, tokens);
}

/** "… is not needed", "… would be overkill". */
function isDismissed(last: number, tokens: readonly Token[]): boolean {
  const clause = tokens[last]?.clause;
  const behind = tokens.slice(last + 1, last + 1 + BEHIND).filter((token) => token.clause === clause);
  const denial = behind.findIndex(({ role }) => role === "denial");
  const denied =
    denial !== -1 && behind.slice(denial + 1, denial + 3).some(({ stems: [stem = ""] }) => needless.has(stem));
  return denied || behind.slice(0, 3).some(({ word }) => dismissals.has(word));
}
