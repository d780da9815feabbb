/** P7: what an answer covers, beside searching the points with the answer by a search library. */
import MiniSearch from "minisearch";
import { readBank } from "../src/compose/read-bank.ts";
import type { Question } from "../src/core/bank/question.ts";
import { READ_CHARS, readAnswer } from "../src/core/feedback/read-answer.ts";
import { type Rubric, rubricOf } from "../src/core/feedback/rubric.ts";
import { vocabularyOf } from "../src/core/feedback/vocabulary.ts";
import { ms, percentile } from "./figures.ts";
import type { BenchRow } from "./row.ts";

/** Words of a short, a usual and a long answer in a chat. */
const LENGTHS = [20, 60, 250] as const;
const ROUNDS = 20;

type Sitting = Readonly<{ rubric: Rubric; question: Question; answers: readonly string[] }>;

/** Measures feedback with the shipped bank, each question read by answers of three lengths. */
export async function run(): Promise<BenchRow[]> {
  const questions = [...readBank().questions.values()];
  const began = performance.now();
  const vocabulary = vocabularyOf(questions);
  const learned = performance.now() - began;
  const compiled = timesOf(questions, (question) => rubricOf(question, vocabulary));
  const sittings = questions.map(
    (question): Sitting => ({ rubric: rubricOf(question, vocabulary), question, answers: answersTo(question) }),
  );
  const pairs = sittings.flatMap((sitting) => sitting.answers.map((answer) => ({ ...sitting, answer })));
  const ours = repeated(pairs, ({ rubric, answer }) => readAnswer(rubric, answer));
  const indexes = new Map(questions.map((question) => [question, indexOf(question)]));
  const beside = repeated(pairs, ({ question, answer }) => indexes.get(question)?.search(answer));
  const long = repeated(sittings, ({ rubric, question }) => readAnswer(rubric, longAnswer(question)));
  const shown = (times: readonly number[]): string =>
    `${ms(percentile(times, 0.95))} (p50 ${ms(percentile(times, 0.5))})`;
  return [
    {
      what: `an answer of ${LENGTHS.join(", ")} words, p95`,
      ours: shown(ours),
      beside: `${shown(beside)}: MiniSearch over the points`,
      goal: "≤ 5 ms",
    },
    {
      what: `an answer of ${READ_CHARS.toLocaleString("en")} characters, p95`,
      ours: shown(long),
      beside: "–",
      goal: "≤ 5 ms",
    },
    { what: "a question compiled, once, p95", ours: shown(compiled), beside: "–", goal: "–" },
    { what: `the words of ${questions.length} questions, once`, ours: ms(learned), beside: "–", goal: "–" },
  ];
}

/** How long each took, in milliseconds. */
function timesOf<T>(items: readonly T[], act: (item: T) => unknown): readonly number[] {
  return items.map((item) => {
    const began = performance.now();
    act(item);
    return performance.now() - began;
  });
}

/** Several rounds over all, after one that compiles what they run through. */
function repeated<T>(items: readonly T[], act: (item: T) => unknown): readonly number[] {
  timesOf(items, act);
  return Array.from({ length: ROUNDS }, () => timesOf(items, act)).flat();
}

/** What people could have written: aliases, each with its first words, and small words between them, so that much of it fits. */
function answersTo({ points, prompt, answer }: Question): readonly string[] {
  const said = points
    .flatMap(({ aliases }) => aliases)
    .map((alias) => `I would say that it is ${alias.replaceAll(/\|[^\s|]*/gu, "")}, because of that.`);
  const words = `${said.join(" ")} ${prompt} ${answer}`.split(/\s+/);
  return LENGTHS.map((length) => words.slice(0, length).join(" "));
}

function longAnswer(question: Question): string {
  const [, , usual = ""] = answersTo(question);
  return `${usual}\n`.repeat(Math.ceil(READ_CHARS / (usual.length + 1)));
}

function indexOf({ points }: Question): MiniSearch {
  const index = new MiniSearch({ fields: ["say", "aliases"] });
  index.addAll(points.map(({ say, aliases }, id) => ({ id, say, aliases: aliases.join(" ") })));
  return index;
}

if (import.meta.main) console.table(await run());
