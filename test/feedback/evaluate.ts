// `npm run feedback`: how well the bot's reading of answers agrees with people, on the answers of set/. README.md says
// what they are; `-- --part test` opens the part that is not looked at while anything is tuned.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { readBank } from "../../src/compose/read-bank.ts";
import type { Question } from "../../src/core/bank/question.ts";
import { readAnswer } from "../../src/core/feedback/read-answer.ts";
import { rubricOf } from "../../src/core/feedback/rubric.ts";
import { vocabularyOf } from "../../src/core/feedback/vocabulary.ts";
import { seeded } from "../support/model/seeded.ts";
import { type Agreement, agreementOf, type Decision, intervalOf, type Label } from "./agreement.ts";

const label = z.enum(["covered", "contradicted", "absent"]);
const labelled = z.object({ question: z.string(), kind: z.string(), answer: z.string(), labels: z.array(label) });
const relabelled = z.object({ file: z.string(), line: z.number(), labels: z.array(label) });
/** With its file and line. */
type Labelled = z.output<typeof labelled> & Readonly<{ place: string }>;
const split = z.object({ dev: z.array(z.string()), test: z.array(z.string()) });

/** What gives credit for the must points of an answer, in their order. */
type Grader = (answer: Labelled) => readonly boolean[];

const seed = 1;
const samples = 2_000;
/** feedback.md, *Goals proposed*. */
const goals: Readonly<Record<Exclude<keyof Agreement, "decisions">, string>> = {
  precision: "≥ 0.90",
  recall: "≥ 0.75",
  kappa: "≥ 0.65",
  falseCredit: "≤ 0.10",
};
const figures = ["precision", "recall", "kappa", "falseCredit"] as const;

const folder = fileURLToPath(new URL("set/", import.meta.url));
const { values } = parseArgs({
  options: { part: { type: "string", default: "dev" }, json: { type: "boolean", default: false } },
});
const part = z.enum(["dev", "test", "all"]).parse(values.part);

const questions = new Map<string, Question>(readBank().questions);
const vocabulary = vocabularyOf(questions.values());
const answers = answersOf(part);
const graders: Readonly<Record<string, Grader>> = {
  bot: reading((question) => question),
  "bot, maybe as credit": reading((question) => question, ["covered", "maybe"]),
  "bot without aliases": reading((question) => ({
    ...question,
    points: question.points.map((point) => ({ ...point, aliases: [], reject: [] })),
  })),
  "all covered": ({ labels }) => labels.map(() => true),
};
/** Who labelled a quarter of the answers a second time, unseen: the ceiling of what can be asked of a matcher. */
const second = secondLabels();
const results = Object.entries(graders).map(([name, grader]) => ({ name, decisions: decided(answers, grader) }));

if (values.json) process.stdout.write(`${JSON.stringify(asJson())}\n`);
else {
  console.log(
    `${part}: ${answers.length} answers to ${new Set(answers.map(({ question }) => question)).size} questions, seed ${seed}`,
  );
  console.table(
    results
      .map(({ name, decisions }) => ({ grader: name, ...shown(decisions) }))
      .concat([{ grader: "goal", decisions: "", ...goals }]),
  );
  const people = decided(
    answers.filter(({ place }) => second.has(place)),
    ({ place }) => (second.get(place) ?? []).map((given) => given === "covered"),
  );
  console.log(`A second person agrees with the first by κ ${shown(people).kappa} over ${people.length} decisions`);
  console.log("Of the bot, by kind of answer: credit for points that are covered, contradicted and absent");
  console.table(byKind());
}

function answersOf(which: typeof part): readonly Labelled[] {
  const parts = split.parse(JSON.parse(readFileSync(join(folder, "split.json"), "utf8")));
  const wanted = new Set(which === "all" ? [...parts.dev, ...parts.test] : parts[which]);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .flatMap((name) =>
      linesOf(join(folder, name)).map((line, at) => ({ ...labelled.parse(line), place: `${name}:${at + 1}` })),
    )
    .filter(({ question }) => wanted.has(question));
}

function linesOf(path: string): readonly unknown[] {
  return readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

function secondLabels(): ReadonlyMap<string, readonly Label[]> {
  const lines = linesOf(fileURLToPath(new URL("second.jsonl", import.meta.url)));
  return new Map(
    lines.map((line) => {
      const { file, line: number, labels } = relabelled.parse(line);
      return [`${file}:${number}`, labels];
    }),
  );
}

/** The bot's reading, by a question that may be changed first. */
function reading(changed: (question: Question) => Question, credit: readonly string[] = ["covered"]): Grader {
  const rubrics = new Map<string, ReturnType<typeof rubricOf>>();
  return ({ question: id, answer }) => {
    const question = questions.get(id);
    if (question === undefined) throw new Error(`test/feedback/set: there is no question ${id} → mend its id`);
    const rubric = rubrics.get(id) ?? rubricOf(changed(question), vocabulary);
    rubrics.set(id, rubric);
    return readAnswer(rubric, answer)
      .points.filter(({ point }) => point.must)
      .map(({ state }) => credit.includes(state));
  };
}

function decided(all: readonly Labelled[], grader: Grader): readonly Decision[] {
  return all.flatMap((answer) => {
    const credit = grader(answer);
    if (credit.length !== answer.labels.length) {
      throw new Error(`test/feedback/set: ${answer.question} has ${credit.length} must points → label each of them`);
    }
    return answer.labels.map((given, at) => ({
      question: answer.question,
      label: given,
      credited: credit[at] === true,
    }));
  });
}

function shown(decisions: readonly Decision[]): Readonly<Record<"decisions" | (typeof figures)[number], string>> {
  const text = (figure: (typeof figures)[number]): string => {
    const interval = intervalOf(decisions, (of) => agreementOf(of)[figure], { samples, random: seeded(seed) });
    return `${agreementOf(decisions)[figure].toFixed(3)} (${interval.map((end) => end.toFixed(2)).join(" to ")})`;
  };
  return {
    decisions: String(decisions.length),
    precision: text("precision"),
    recall: text("recall"),
    kappa: text("kappa"),
    falseCredit: text("falseCredit"),
  };
}

function byKind(): readonly Readonly<Record<string, string | number>>[] {
  const kinds = Map.groupBy(answers, ({ kind }) => kind);
  return [...kinds].map(([kind, of]) => {
    const decisions = decided(of, graders["bot"] ?? (() => []));
    const share = (given: Label): string => {
      const those = decisions.filter((one) => one.label === given);
      return `${those.filter(({ credited }) => credited).length} of ${those.length}`;
    };
    return {
      kind,
      answers: of.length,
      covered: share("covered"),
      contradicted: share("contradicted"),
      absent: share("absent"),
    };
  });
}

function asJson(): unknown {
  return {
    part,
    answers: answers.length,
    seed,
    graders: Object.fromEntries(results.map(({ name, decisions }) => [name, agreementOf(decisions)])),
    kinds: byKind(),
  };
}
