import type { KeyPoint, Question } from "../bank/question.ts";
import { isFunctionWord } from "./function-words.ts";
import { stemOf } from "./stems.ts";
import type { Token } from "./tokens.ts";
import { type Word, wordsIn } from "./words.ts";

/** What a point speaks of, and what other points of the question speak of in its place: Kafka beside RabbitMQ. */
export type Subject = Readonly<{ own: string; rivals: ReadonlySet<string> }>;

const wordsOf = (text: string): readonly Word[] => wordsIn(text, { start: 0, end: text.length });
const stemsOf = (text: string): ReadonlySet<string> => new Set(wordsOf(text).map(({ text: word }) => stemOf(word)));

/**
 * The subjects of a question's points, null for a point without one. A subject is the word that a point begins with,
 * without an article, when the question itself sets it against others (it stands in the title or the prompt, in capitals,
 * or before "means").
 */
export function subjectsOf({ title, prompt, points }: Question): readonly (Subject | null)[] {
  const asked = stemsOf(`${title} ${prompt}`);
  const owns = points.map(({ say }) => ownSubject(say, asked));
  return points.map((point, at) => {
    const own = owns[at];
    if (own === undefined || own === null) return null;
    const said = stemsOf([point.say, ...point.aliases].join(" "));
    const rivals = new Set(owns.filter((other) => other !== null && other !== own && !said.has(other)));
    return rivals.size === 0 ? null : { own, rivals: nonNull(rivals) };
  });
}

const nonNull = (stems: ReadonlySet<string | null>): ReadonlySet<string> =>
  new Set([...stems].filter((stem) => stem !== null));

function ownSubject(say: KeyPoint["say"], asked: ReadonlySet<string>): string | null {
  const [first, second] = wordsOf(say);
  if (first === undefined || second === undefined || isFunctionWord(first.text)) return null;
  const shown = say.slice(first.start, first.end);
  const isName = shown.length > 1 && shown === shown.toUpperCase();
  const stem = stemOf(first.text);
  return isName || second.text === "means" || asked.has(stem) ? stem : null;
}

const comparing: ReadonlySet<string> = new Set("unlike than versus vs to with as not of from".split(" "));

/**
 * Whether a match is said of another subject: each of its words is looked at within what commas part. The subject named
 * last before a word counts, and none that something is compared with.
 */
export function isOfAnother(matched: readonly number[], tokens: readonly Token[], { own, rivals }: Subject): boolean {
  return matched.some((at) => {
    const token = tokens[at];
    if (token === undefined || token.role === "denial" || token.stems.includes(own)) return false;
    return subjectBefore(at, tokens, own, rivals) === "rival";
  });
}

function subjectBefore(
  at: number,
  tokens: readonly Token[],
  own: string,
  rivals: ReadonlySet<string>,
): "own" | "rival" | null {
  let segment = tokens[at]?.segment;
  for (let before = at; before >= 0; before -= 1) {
    const token = tokens[before];
    // "Kafka routes to queues and removes …" goes on about Kafka.
    if (token?.segment !== segment && tokens[before + 1]?.word === "and") segment = token?.segment;
    if (token === undefined || token.segment !== segment) return null;
    if (token.stems.includes(own)) return "own";
    if (token.stems.some((stem) => rivals.has(stem)) && !comparing.has(tokens[before - 1]?.word ?? "")) return "rival";
  }
  return null;
}
