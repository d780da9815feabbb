import type { Why } from "../drill/drill.ts";
import type { QuestionId } from "../keys.ts";
import { type BankFilter, filtered } from "./bank.ts";
import type { Bank, Level, Question } from "./question.ts";

/** A question that a channel was asked, on its local date. Drills that were skipped or missed are none. */
export type Asked = Readonly<{ question: QuestionId; date: Temporal.PlainDate }>;

export type PickInput = Readonly<{
  bank: Bank;
  /** The plan's topics and levels. */
  filter: BankFilter;
  /** A topic that a person asked for (`now topic`), null for any. */
  topic: string | null;
  /** What this channel was asked, in any order. */
  history: readonly Asked[];
  /** What other channels of the workspace were asked in the last 30 days. */
  askedElsewhere: ReadonlySet<QuestionId>;
  /** The same seed picks the same question: `channel/date`, with a counter where another one is wanted. */
  seed: string;
}>;

export type Pick = Readonly<{ question: Question; why: Why }>;

/**
 * The next question for a channel, or null when nothing passes the filter. What the channel has not had comes first:
 * of that, what no other channel was just asked; of that, the topic and then the level that lie longest back. Once all
 * was asked, it is the question that lies longest back. The seed decides what is left open. The order of the history
 * and of the bank change nothing.
 */
export function pick(input: PickInput): Pick | null {
  const filter =
    input.topic === null ? input.filter : { ...input.filter, topics: topicsWithin(input.filter, input.topic) };
  const candidates = filter.topics === none ? [] : filtered(input.bank, filter);
  const past = pastOf(input.bank, input.history);
  const unasked = candidates.filter((question) => !past.questions.has(question.id));
  if (unasked.length > 0) return fromUnasked(unasked, candidates, past, input);
  const longestAgo = earliest(candidates, (question) => past.questions.get(question.id));
  const question = first(longestAgo, input.seed);
  if (question === null) return null;
  const lastAsked = past.questions.get(question.id);
  if (lastAsked === undefined) return null;
  return { question, why: input.topic === null ? { kind: "asked-longest-ago", lastAsked } : chosen(question) };
}

/** No topic at all, where an empty list would mean all. */
const none: readonly string[] = [];

const topicsWithin = (filter: BankFilter, topic: string): readonly string[] =>
  filter.topics.length === 0 || filter.topics.includes(topic) ? [topic] : none;

function fromUnasked(
  unasked: readonly Question[],
  all: readonly Question[],
  past: Past,
  input: PickInput,
): Pick | null {
  const fresh = unasked.filter((question) => !input.askedElsewhere.has(question.id));
  const ofTopic = earliest(fresh.length > 0 ? fresh : unasked, ({ topic }) => past.topics.get(topic));
  // Several topics may never have been asked: the seed takes one of them, however many questions it has.
  const topic = firstName(
    ofTopic.map((question) => question.topic),
    input.seed,
  );
  const within = ofTopic.filter((question) => question.topic === topic);
  const question = first(
    earliest(within, ({ level }) => past.levels.get(level)),
    input.seed,
  );
  return question && { question, why: input.topic === null ? reason(question, all, past) : chosen(question) };
}

const chosen = ({ topic }: Question): Why => ({ kind: "chosen", topic });

function reason({ topic }: Question, all: readonly Question[], past: Past): Why {
  if (all.every((question) => question.topic === topic)) return { kind: "not-asked-yet" };
  const lastAsked = past.topics.get(topic);
  return lastAsked === undefined ? { kind: "new-topic", topic } : { kind: "topic-longest-ago", topic, lastAsked };
}

/** When each question, topic and level was last asked. */
type Past = Readonly<{
  questions: ReadonlyMap<string, Temporal.PlainDate>;
  topics: ReadonlyMap<string, Temporal.PlainDate>;
  levels: ReadonlyMap<Level, Temporal.PlainDate>;
}>;

/** A question that has left the bank counts for no topic. */
function pastOf(bank: Bank, history: readonly Asked[]): Past {
  const questions = new Map<string, Temporal.PlainDate>();
  const topics = new Map<string, Temporal.PlainDate>();
  const levels = new Map<Level, Temporal.PlainDate>();
  for (const { question: id, date } of history) {
    later(questions, id, date);
    const question = bank.questions.get(id);
    if (question === undefined) continue;
    later(topics, question.topic, date);
    later(levels, question.level, date);
  }
  return { questions, topics, levels };
}

function later<K>(dates: Map<K, Temporal.PlainDate>, key: K, date: Temporal.PlainDate): void {
  const known = dates.get(key);
  if (known === undefined || Temporal.PlainDate.compare(known, date) < 0) dates.set(key, date);
}

/** All with the earliest date; never is earlier than any date. */
function earliest<T>(items: readonly T[], dateOf: (item: T) => Temporal.PlainDate | undefined): readonly T[] {
  const never = items.filter((item) => dateOf(item) === undefined);
  if (never.length > 0) return never;
  const dates = items.flatMap((item) => dateOf(item) ?? []).toSorted(Temporal.PlainDate.compare);
  const [least] = dates;
  return items.filter((item) => least !== undefined && dateOf(item)?.equals(least));
}

function first(questions: readonly Question[], seed: string): Question | null {
  const id = firstName(
    questions.map((question) => question.id),
    seed,
  );
  return questions.find((question) => question.id === id) ?? null;
}

/** The name with the smallest hash, which depends on the seed and the names alone. */
function firstName(names: readonly string[], seed: string): string | null {
  const ranked = [...new Set(names)].map((name) => ({ name, rank: hash(`${seed}\n${name}`) }));
  const best = ranked.toSorted((one, other) => one.rank - other.rank || (one.name < other.name ? -1 : 1))[0];
  return best?.name ?? null;
}

/** 32 bits of FNV-1a, then the finaliser of MurmurHash3: close texts get ranks far apart. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
