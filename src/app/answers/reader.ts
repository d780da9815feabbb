import type { Bank, Question } from "../../core/bank/question.ts";
import { type AnswerReading, readAnswer } from "../../core/feedback/read-answer.ts";
import { type Rubric, rubricOf } from "../../core/feedback/rubric.ts";
import { type Vocabulary, vocabularyOf } from "../../core/feedback/vocabulary.ts";
import type { QuestionId, WorkspaceKey } from "../../core/keys.ts";
import type { BankSource } from "../../ports/bank.ts";

/** Reads what answers cover, as the bank stands now. */
export type Reader = Readonly<{
  read: (workspace: WorkspaceKey, question: Question, text: string) => AnswerReading;
}>;

/** Far more questions than people look at their results of in one day. */
const mostRubrics = 200;

type Compiled = Readonly<{ question: Question; rubric: Rubric }>;
/** What was made of a bank, until it changes. */
type Readings = Readonly<{ vocabulary: Vocabulary; rubrics: Map<QuestionId, Compiled> }>;

/** Compiles a bank's words and each question once, when the first answer is read by them. */
export function createReader({ bank }: Readonly<{ bank: BankSource }>): Reader {
  const byBank = new WeakMap<Bank, Readings>();

  const readingsFor = (workspace: WorkspaceKey): Readings => {
    const current = bank.forWorkspace(workspace);
    const known = byBank.get(current);
    if (known !== undefined) return known;
    const made = { vocabulary: vocabularyOf(current.questions.values()), rubrics: new Map<QuestionId, Compiled>() };
    byBank.set(current, made);
    return made;
  };

  const rubricFor = (workspace: WorkspaceKey, question: Question): Rubric => {
    const { vocabulary, rubrics } = readingsFor(workspace);
    const known = rubrics.get(question.id);
    // Of a question that left the bank there is only the copy it was posted with, read anew each time.
    if (known !== undefined && isSame(known.question, question)) return known.rubric;
    const rubric = rubricOf(question, vocabulary);
    keep(rubrics, question.id, { question, rubric }, mostRubrics);
    return rubric;
  };

  return { read: (workspace, question, text) => readAnswer(rubricFor(workspace, question), text) };
}

const isSame = (one: Question, other: Question): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

/** Keeps at most `most`, the oldest going first. */
function keep<K, V>(kept: Map<K, V>, key: K, value: V, most: number): void {
  kept.delete(key);
  const [oldest] = kept.keys();
  if (oldest !== undefined && kept.size >= most) kept.delete(oldest);
  kept.set(key, value);
}
