import { closest } from "fastest-levenshtein";
import { z } from "zod";
import type { Bank, Question } from "../core/bank/question.ts";
import { BotError } from "../core/errors.ts";
import { type AnswerReading, type PointState, readAnswer } from "../core/feedback/read-answer.ts";
import { type Rubric, rubricOf } from "../core/feedback/rubric.ts";
import { vocabularyOf } from "../core/feedback/vocabulary.ts";

/** What `drill bank score` prints of one point. */
type ScoredPoint = Readonly<{ say: string; must: boolean; state: PointState; quote: string | null }>;
/** What it prints of one answer; `cannotTell` stands there only when nothing could be told of it. */
export type Score = Readonly<{ points: readonly ScoredPoint[]; cannotTell?: NonNullable<AnswerReading["cannotTell"]> }>;
/** What it prints of one line of a batch: the states of the must points in the order of the file. */
export type BatchScore = Readonly<{ id: string; states: readonly PointState[] }>;

/** Reads answers by the questions of a bank, each question compiled once. */
export interface Scorer {
  /** Raises `input.invalid` for a question that is not in the bank. */
  read(id: string, answer: string): AnswerReading;
}

/** A scorer over a bank that does not change meanwhile. */
export function scorerOf(bank: Bank): Scorer {
  const vocabulary = vocabularyOf(bank.questions.values());
  const rubrics = new Map<string, Rubric>();
  return {
    read(id, answer) {
      const rubric = rubrics.get(id) ?? rubricOf(questionIn(bank, id), vocabulary);
      rubrics.set(id, rubric);
      return readAnswer(rubric, answer);
    },
  };
}

function questionIn({ questions }: Bank, id: string): Question {
  const question = questions.get(id);
  if (question !== undefined) return question;
  const near = questions.size === 0 ? null : closest(id.slice(0, 100), [...questions.keys()]);
  throw new BotError("input.invalid", `there is no question ${JSON.stringify(id)}`, {
    hint: near === null ? "the folder has no sound question: see `drill bank check`" : `did you mean ${near}?`,
  });
}

/** One answer's points in the order of the file. */
export function scoreOf({ points, cannotTell }: AnswerReading): Score {
  const scored = points.map(({ point: { say, must }, state, quote }) => ({ say, must, state, quote }));
  return cannotTell === null ? { points: scored } : { points: scored, cannotTell };
}

const batchLine = z.object({ id: z.string(), answer: z.string() });

/**
 * Scores JSON lines of `{ "id", "answer" }`, the id being a question's; blank lines are passed over. Raises
 * `input.invalid` with the line that cannot be read, before anything is scored.
 */
export function scoreBatch(file: string, text: string, scorer: Scorer): readonly BatchScore[] {
  const lines = text.split("\n").flatMap((line, at) => (line.trim() === "" ? [] : [{ line, at: at + 1 }]));
  const answers = lines.map(({ line, at }) => lineOf(line, `${file}:${at}`));
  return answers.map(({ id, answer }) => {
    const musts = scorer.read(id, answer).points.filter(({ point }) => point.must);
    return { id, states: musts.map(({ state }) => state) };
  });
}

function lineOf(line: string, where: string): z.output<typeof batchLine> {
  const hint = 'write one object a line: {"id":"caching","answer":"…"}';
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new BotError("input.invalid", `${where} is not JSON`, { hint, cause });
  }
  const read = batchLine.safeParse(value);
  if (read.success) return read.data;
  throw new BotError("input.invalid", `${where} is no object with "id" and "answer" as texts`, { hint });
}
