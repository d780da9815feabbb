import type { KeyPoint, Question } from "../bank/question.ts";
import { isFunctionWord, plainVerbs } from "./function-words.ts";
import { isArticle } from "./phrase.ts";
import { stemOf } from "./stems.ts";
import type { Token } from "./tokens.ts";
import { type Word, wordsIn } from "./words.ts";

/** What a point speaks of, and what other points of the question speak of in its place: Kafka beside RabbitMQ. */
export type Subject = Readonly<{ own: string; rivals: ReadonlySet<string> }>;

const wordsOf = (text: string): readonly Word[] => wordsIn(text, { start: 0, end: text.length });
const stemsOf = (text: string): ReadonlySet<string> => new Set(wordsOf(text).map(({ text: word }) => stemOf(word)));

/** Words that points begin with and that name nothing. */
const nameless: ReadonlySet<string> = new Set("each several one two first known other many some every".split(" "));
/** A title that is made of two names and sets them against each other: "SQL or NoSQL". */
const comparison = /\b(?:or|versus|vs|compared)\b/iu;
const pairing = /\b(?:and|or|versus|vs)\b/iu;

/**
 * The subjects of a question's points, null for a point without one. A subject is the word that a point begins with, when
 * the question sets it against others: it stands in a title that names several things, in capitals, or before what it does
 * ("Isolation keeps …"). With an article only one of the two that a title is made of counts ("Monolith or microservices").
 */
export function subjectsOf({ title, points }: Question): readonly (Subject | null)[] {
  const titled = pairing.test(title) ? stemsOf(title) : nothing;
  const content = wordsOf(title).filter(({ text }) => !isFunctionWord(text));
  const pair = content.length === 2 ? titled : nothing;
  const compared = comparedIn(title);
  const owns = points.map(
    ({ say }) => ownSubject(say, titled, pair) ?? compared.find((name) => stemsOf(say).has(name)) ?? null,
  );
  return points.map((point, at) => {
    const own = owns[at] ?? null;
    if (own === null) return null;
    const said = stemsOf([point.say, ...point.aliases].join(" "));
    const [other] = compared.filter((one) => compared.includes(own) && one !== own && !stemsOf(point.say).has(one));
    if (other !== undefined) return { own, rivals: new Set([other]) };
    // The two of a title stand against each other, and not against what else points begin with.
    const others = owns.filter((other) => other !== null).filter((other) => pair.has(other) === pair.has(own));
    const rivals = new Set(others.filter((other) => other !== own && !said.has(other)));
    return rivals.size === 0 ? null : { own, rivals };
  });
}

/** The two that a title compares, or none. */
function comparedIn(title: string): readonly string[] {
  if (!comparison.test(title)) return [];
  const names = wordsOf(title).filter(({ text }) => !isFunctionWord(text) && text !== "compared" && text !== "versus");
  return names.length === 2 ? names.map(({ text }) => stemOf(text)) : [];
}

const nothing: ReadonlySet<string> = new Set();

function ownSubject(say: KeyPoint["say"], titled: ReadonlySet<string>, pair: ReadonlySet<string>): string | null {
  const words = wordsOf(say);
  const article = isArticle(words[0]?.text ?? "") ? 1 : 0;
  const [first, second] = words.slice(article);
  if (first === undefined || second === undefined || second.before === "sign") return null;
  const shown = say.slice(first.start, first.end);
  if (shown.length > 1 && shown === shown.toUpperCase() && article === 0) return stemOf(first.text);
  if (isFunctionWord(first.text) || plainVerbs.has(first.text) || nameless.has(first.text)) return null;
  const stem = stemOf(first.text);
  if (article === 1) return pair.has(stem) ? stem : null;
  return acts(first.text, second.text, titled) || titled.has(stem) ? stem : null;
}

/** "Isolation keeps"; "Traces follow" where the title names several things. */
function acts(noun: string, verb: string, titled: ReadonlySet<string>): boolean {
  const several = noun.endsWith("s") && titled.size > 0;
  return plainVerbs.has(verb) && verb.endsWith("s") !== several;
}

const comparing: ReadonlySet<string> = new Set("unlike than versus vs to with as not of from".split(" "));

/**
 * Whether a match is said of another subject: each of its words is looked at within what commas part. The subject named
 * last before a word counts, or else the one it is called by behind it, and none that something is compared with.
 */
export function isOfAnother(matched: readonly number[], tokens: readonly Token[], subject: Subject): boolean {
  return matched.some((at) => {
    const token = tokens[at];
    if (token === undefined || token.role === "denial" || token.stems.includes(subject.own)) return false;
    const before = subjectBefore(at, tokens, subject);
    return before === "rival" || (before === null && isCalledRival(at, tokens, subject));
  });
}

function subjectBefore(at: number, tokens: readonly Token[], { own, rivals }: Subject): "own" | "rival" | null {
  let segment = tokens[at]?.segment;
  for (let before = at; before >= 0; before -= 1) {
    const token = tokens[before];
    if (token?.segment !== segment && goesOn(tokens, before + 1)) segment = token?.segment;
    if (token === undefined || token.segment !== segment) return null;
    if (token.stems.includes(own)) return "own";
    if (token.stems.some((stem) => rivals.has(stem)) && !isCompared(tokens, before)) return "rival";
  }
  return null;
}

/** "… as with REST" compares; a "With REST …" that comes first begins to speak of it. */
const isCompared = (tokens: readonly Token[], at: number): boolean =>
  comparing.has(tokens[at - 1]?.word ?? "") &&
  !(tokens[at - 1]?.word === "with" && tokens[at - 2]?.segment !== tokens[at]?.segment);

const copulas: ReadonlySet<string> = new Set("is are was were s re means called".split(" "));

/** "Kafka routes to queues and removes …" goes on about Kafka, as does "With Kafka, …"; "… and topics are …" does not. */
function goesOn(tokens: readonly Token[], at: number): boolean {
  if (leadsOn(tokens, at - 1)) return true;
  const noun = isArticle(tokens[at + 1]?.word ?? "") ? at + 2 : at + 1;
  return tokens[at]?.word === "and" && !copulas.has(tokens[noun + 1]?.word ?? "");
}

const leading: ReadonlySet<string> = new Set(["with", "in"]);
/** "With the newer Kafka, …" has so many words. */
const LEAD = 4;

function leadsOn(tokens: readonly Token[], end: number): boolean {
  const lead = tokens.slice(Math.max(0, end - LEAD), end + 1).filter(({ segment }) => segment === tokens[end]?.segment);
  return lead.length <= LEAD && leading.has(lead[0]?.word ?? "");
}

/** So many words behind "is" name what something is. */
const NAMED = 2;
/** The "is" is looked for so far. */
const FAR = 12;

/** "Adding servers is vertical scaling": what is said stands before its subject. */
function isCalledRival(at: number, tokens: readonly Token[], { rivals }: Subject): boolean {
  const behind = tokens.slice(at + 1, at + 1 + FAR).filter(({ segment }) => segment === tokens[at]?.segment);
  const copula = behind.findIndex(({ word }) => copulas.has(word));
  const named = copula === -1 ? [] : behind.slice(copula + 1, copula + 1 + NAMED);
  return (
    !named.some(({ role }) => role === "denial") && named.some(({ stems }) => stems.some((one) => rivals.has(one)))
  );
}
