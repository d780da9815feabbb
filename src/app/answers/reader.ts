import type { Bank, Question } from "../../core/bank/question.ts";
import type { CoveredPoints } from "../../core/drill/coverage.ts";
import { type AnswerReading, readAnswer } from "../../core/feedback/read-answer.ts";
import { type Rubric, rubricOf } from "../../core/feedback/rubric.ts";
import { type Vocabulary, vocabularyOf } from "../../core/feedback/vocabulary.ts";
import { fingerprint } from "../../core/fingerprint.ts";
import type { QuestionId, WorkspaceKey } from "../../core/keys.ts";
import type { BankSource } from "../../ports/bank.ts";

/** Reads what answers cover, as the bank stands now. */
export type Reader = Readonly<{
  read: (workspace: WorkspaceKey, question: Question, text: string) => AnswerReading;
  /**
   * The points that are covered; null where nothing can be told, or the text is mostly the reference answer, which says
   * nothing of who wrote it. The same text is not read twice while its reading is remembered.
   */
  coveredIn: (workspace: WorkspaceKey, question: Question, text: string) => CoveredPoints;
}>;

/** Far more questions than people look at their results of in one day. */
const mostRubrics = 200;
/** The answers of a large drill twice over, in a few megabytes: fingerprints and places of points, nobody's words. */
const mostRemembered = 20_000;

type Compiled = Readonly<{ question: Question; rubric: Rubric; number: number }>;
/** What was made of a bank, until it changes. */
type Readings = Readonly<{ vocabulary: Vocabulary; rubrics: Map<QuestionId, Compiled> }>;

/** Compiles a bank's words and each question once, when the first answer is read by them. */
export function createReader({ bank }: Readonly<{ bank: BankSource }>): Reader {
  const byBank = new WeakMap<Bank, Readings>();
  const remembered = new Map<string, CoveredPoints>();
  let compiled = 0;

  const readingsFor = (workspace: WorkspaceKey): Readings => {
    const current = bank.forWorkspace(workspace);
    const known = byBank.get(current);
    if (known !== undefined) return known;
    const made = { vocabulary: vocabularyOf(current.questions.values()), rubrics: new Map<QuestionId, Compiled>() };
    byBank.set(current, made);
    return made;
  };

  const compiledFor = (workspace: WorkspaceKey, question: Question): Compiled => {
    const { vocabulary, rubrics } = readingsFor(workspace);
    const known = rubrics.get(question.id);
    if (known !== undefined && isSame(known.question, question)) return known;
    compiled += 1;
    const made = { question, rubric: rubricOf(question, vocabulary), number: compiled };
    keep(rubrics, question.id, made, mostRubrics);
    return made;
  };

  return {
    read: (workspace, question, text) => readAnswer(compiledFor(workspace, question).rubric, text),
    coveredIn: (workspace, question, text) => {
      const { rubric, number } = compiledFor(workspace, question);
      const key = `${number}/${fingerprint(text)}`;
      const known = remembered.get(key);
      const covered = known === undefined ? coveredPoints(readAnswer(rubric, text)) : known;
      keep(remembered, key, covered, mostRemembered);
      return covered;
    },
  };
}

function coveredPoints({ points, cannotTell, copiesReference }: AnswerReading): CoveredPoints {
  if (cannotTell !== null || copiesReference) return null;
  return points.flatMap(({ state }, at) => (state === "covered" ? [at] : []));
}

/** Of a question that left the bank there is only the copy it was posted with, read from the store each time. */
const isSame = (one: Question, other: Question): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

/** Keeps at most `most`; what was used longest ago goes first. */
function keep<K, V>(kept: Map<K, V>, key: K, value: V, most: number): void {
  kept.delete(key);
  const [oldest] = kept.keys();
  if (oldest !== undefined && kept.size >= most) kept.delete(oldest);
  kept.set(key, value);
}
