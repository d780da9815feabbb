import type { Token } from "./tokens.ts";

/** So far behind a match it is looked at whether it is dismissed. */
const BEHIND = 5;
/** The next clause is looked for so far. */
const FAR = 20;
/** So many words say why, behind the denial or the "is". */
const SAID = 3;

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(" "));
/** These deny the thing after them, and nothing before. */
const ofThings = setOf("no without nor non unlike none");
const needless = setOf(
  "need necessari requir import true matter worth us help recommend relev suffici enough possibl problem issu concern topic option work protect involv exist part",
);
const dismissals = setOf(
  "unnecessary useless pointless irrelevant overkill wrong false myth incorrect untrue impossible",
);
/** These say as much where something is called so. */
const verdicts = setOf("nightmare nonsense waste weak silly stupid");
const copulas = setOf("is are was were s re be would looks look seems seem");
/** What begins with one goes on about what stood before. */
const pronouns = setOf("it they that this these those which");
/** What does not do this is of no use; "it does not matter whether" says nothing of it. */
const failing = setOf("help work protect");
/** A spoon "is not made for that". */
const fitting = setOf("made meant built designed intended suited good");
/** "A salt can be left out": what may be done to what is not needed. */
const leavable = setOf("skipped ignored dropped omitted disabled left removed");
const may = setOf("can could may might");
const waiving = setOf("need necessari requir");
/** What "brings nothing", or "gives no extra warmth", is of no use. */
const bringing = setOf("bring give add offer gain");
const naught = setOf("nothing no");
/** "The lamps I wouldn't take", "… and you don't want them": whoever says so does without. */
const persons = setOf("i we you one it they he she");
const wanting = setOf("need want us bother care trust");
const needs = setOf("need needn");
const objects = setOf("it them that this these those");
/** "The lamps I'd leave out". */
const leaving = setOf("leave left");
const away = setOf("out away off");

/**
 * Whether what ends at a token is dismissed behind it: "… is not needed", "… would be a nightmare", "CPU-heavy work … does
 * not block", "…, they don't help". `own` are the stems that the point is made of.
 */
export function isDismissed(end: number, tokens: readonly Token[], own: ReadonlySet<string>): boolean {
  const clause = tokens[end]?.clause ?? 0;
  const after = tokens.slice(end + 1, end + 1 + FAR);
  const behind = after.filter((token) => token.clause === clause);
  const next = after.filter((token) => token.clause === clause + 1);
  return (
    behind.slice(0, 3).some(({ word }) => dismissals.has(word)) ||
    isNeedless(behind, own) ||
    isUnfit(behind) ||
    isLeft(behind, own) ||
    isCondemned(behind, own) ||
    isRefused(behind) ||
    isVain(behind) ||
    isWaived(next) ||
    (pronouns.has(next[0]?.word ?? "") && (isTakenBack(next, own) || isVain(next)))
  );
}

/** What follows the first denial that is not one of the thing after it. */
function denied(tokens: readonly Token[]): readonly Token[] {
  const denial = tokens.slice(0, BEHIND).findIndex(({ role, word }) => role === "denial" && !ofThings.has(word));
  return denial === -1 ? [] : tokens.slice(denial + 1);
}

const stemIn = ({ stems: [stem = ""] }: Token, ...sets: readonly ReadonlySet<string>[]): boolean =>
  sets.some((set) => set.has(stem));

const isNeedless = (behind: readonly Token[], own: ReadonlySet<string>): boolean =>
  denied(behind)
    .slice(0, SAID)
    .some((token) => stemIn(token, needless, own));

function isUnfit(behind: readonly Token[]): boolean {
  const [verb, next] = denied(behind);
  return verb !== undefined && fitting.has(verb.word) && next?.word === "for";
}

const isLeft = (behind: readonly Token[], own: ReadonlySet<string>): boolean =>
  behind.slice(0, BEHIND).some((token, at) => {
    const [modal, be] = [behind[at - 2]?.word ?? "", behind[at - 1]?.word];
    return leavable.has(token.word) && be === "be" && may.has(modal) && !stemIn(token, own);
  });

/** A word that the point itself is made of condemns nothing. */
function isCondemned(behind: readonly Token[], own: ReadonlySet<string>): boolean {
  const copula = behind.slice(0, BEHIND).findIndex(({ word }) => copulas.has(word));
  const said = copula === -1 ? [] : behind.slice(copula + 1, copula + 1 + SAID);
  return said.some((token) => verdicts.has(token.word) && !stemIn(token, own));
}

/** "Carpets bring nothing", "…, they give no extra warmth". */
const isVain = (said: readonly Token[]): boolean =>
  said.slice(0, BEHIND).some((token, at) => stemIn(token, bringing) && naught.has(said[at + 1]?.word ?? ""));

/** "Unit tests I don't write", "the error cases I'd leave out": what is refused comes first. */
function isRefused(behind: readonly Token[]): boolean {
  const [person, ...others] = behind.slice(0, BEHIND);
  if (!persons.has(person?.word ?? "")) return false;
  const denial = others.findIndex(({ role }) => role === "denial");
  if (denial !== -1) return denial < 2 && !ofThings.has(others[denial]?.word ?? "");
  const leave = others.findIndex(({ word }) => leaving.has(word));
  return leave !== -1 && others.slice(leave + 1).some(({ word }) => away.has(word));
}

/** "… and you don't need them", "… and needn't be checked": the next clause does without what stands before it. */
function isWaived(next: readonly Token[]): boolean {
  const denial = next.slice(0, BEHIND).findIndex(({ role, word }) => role === "denial" && !ofThings.has(word));
  if (denial === -1) return false;
  const [verb, object] = next.slice(denial + 1);
  if (verb !== undefined && stemIn(verb, wanting) && objects.has(object?.word ?? "")) return true;
  return denial === 2 && (next[0]?.word === "and" || next[0]?.word === "but") && needs.has(next[1]?.word ?? "");
}

/** "…, they don't help", "…, it is not necessary that the call is idempotent". */
function isTakenBack(next: readonly Token[], own: ReadonlySet<string>): boolean {
  const [verb, ...others] = denied(next).filter(({ role }) => role !== "function");
  if (verb === undefined) return false;
  return stemIn(verb, failing) || (stemIn(verb, waiving) && others.slice(0, SAID).some((token) => stemIn(token, own)));
}
