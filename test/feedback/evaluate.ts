// `npm run feedback`: how well the bot's reading of answers agrees with people, on the answers of set/ or fresh/.
// README.md says what they are; `-- --part test`, `-- --part fresh-test` and `-- --part fresh` open what is not looked at
// while anything is tuned, and `--count` counts the answers and their labels without reading them by the bot.
import { readFileSync } from "node:fs";
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
import { answersIn, type Labelled, secondLabelsOf } from "./labelled.ts";

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
/** Where answers and their second labels stand. */
const set = { folder: "set/", second: "second.jsonl" };
const fresh = { folder: "fresh/", second: "fresh/second.jsonl" };
const sealed = { folder: "sealed/", second: "sealed/second.jsonl" };
const figures = ["precision", "recall", "kappa", "falseCredit"] as const;

const { values } = parseArgs({
  options: {
    part: { type: "string", default: "dev" },
    json: { type: "boolean", default: false },
    count: { type: "boolean", default: false },
  },
});
const part = z.enum(["dev", "test", "all", "fresh", "fresh-dev", "fresh-test", "sealed"]).parse(values.part);

const questions = new Map<string, Question>(readBank().questions);
const vocabulary = vocabularyOf(questions.values());
const source = part === "sealed" ? sealed : part.startsWith("fresh") ? fresh : set;
const standing = answersIn(path(source.folder), questions);
const answers = standing.filter(isWanted());
const graders: Readonly<Record<string, Grader>> = {
  bot: reading((question) => question),
  "bot, maybe as credit": reading((question) => question, ["covered", "maybe"]),
  "bot without aliases": reading((question) => ({
    ...question,
    points: question.points.map((point) => ({ ...point, aliases: [], reject: [] })),
  })),
  "all covered": ({ labels }) => labels.map(() => true),
};
/** Labels of a quarter of the answers by a second labeller, who had not seen the first: a matcher's ceiling. */
const second = secondLabelsOf(readFileSync(path(source.second), "utf8"), standing);
const results = values.count
  ? []
  : Object.entries(graders).map(([name, grader]) => ({ name, decisions: decided(answers, grader) }));

if (values.count) console.table(counted());
else if (values.json) process.stdout.write(`${JSON.stringify(asJson())}\n`);
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
  console.log(
    `A second labeller agrees with the first labels by κ ${shown(people).kappa} over ${people.length} decisions`,
  );
  console.log("Of the bot, by kind of answer: credit for points that are covered, contradicted and absent");
  console.table(byKind());
}

function path(of: string): string {
  return fileURLToPath(new URL(of, import.meta.url));
}

/** Whether an answer belongs to the part, by its question. */
function isWanted(): (answer: Labelled) => boolean {
  if (part === "all" || part === "fresh" || part === "sealed") return () => true;
  const { dev, test } = split.parse(JSON.parse(readFileSync(path("set/split.json"), "utf8")));
  const wanted = new Set(part.endsWith("dev") ? dev : test);
  return ({ question }) => wanted.has(question);
}

/** The bot's reading, by a question that may be changed first. */
function reading(changed: (question: Question) => Question, credit: readonly string[] = ["covered"]): Grader {
  const rubrics = new Map<string, ReturnType<typeof rubricOf>>();
  return ({ question: id, answer }) => {
    const question = questions.get(id);
    if (question === undefined) throw new Error(`there is no question ${id} → mend its id`);
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

/** How many answers there are of each kind, and how many labels: nothing of what the bot makes of them. */
function counted(): readonly Readonly<Record<string, string | number>>[] {
  const row = (kind: string, of: readonly Labelled[]) => {
    const labels = of.flatMap((answer) => answer.labels);
    const count = (given: Label): number => labels.filter((one) => one === given).length;
    return {
      kind,
      answers: of.length,
      covered: count("covered"),
      contradicted: count("contradicted"),
      absent: count("absent"),
    };
  };
  const kinds = Map.groupBy(answers, ({ kind }) => kind);
  return [...kinds].map(([kind, of]) => row(kind, of)).concat([row("all", answers)]);
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
