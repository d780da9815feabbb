// `npm run feedback`: how well the bot's reading of answers agrees with people, by parts. README.md says what they are, and
// which are not looked at while anything is tuned. `--count` counts the answers and their labels without reading them by
// the bot, `--misread` lists what is read otherwise than labelled, of one question with `--question ID`.
import { parseArgs } from "node:util";
import { z } from "zod";
import { readBank } from "../../src/compose/read-bank.ts";
import type { Question } from "../../src/core/bank/question.ts";
import { type PointReading, readAnswer } from "../../src/core/feedback/read-answer.ts";
import { rubricOf } from "../../src/core/feedback/rubric.ts";
import { vocabularyOf } from "../../src/core/feedback/vocabulary.ts";
import { seeded } from "../support/model/seeded.ts";
import { type Agreement, agreementOf, type Decision, intervalOf, type Label } from "./agreement.ts";
import type { Labelled } from "./labelled.ts";
import { closed, partNames, partOf } from "./parts.ts";

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

const { values } = parseArgs({
  options: {
    part: { type: "string", default: "dev" },
    json: { type: "boolean", default: false },
    count: { type: "boolean", default: false },
    misread: { type: "boolean", default: false },
    question: { type: "string" },
  },
});
const part = z.enum(partNames).parse(values.part);
if (values.misread && closed.has(part)) {
  throw new Error(`nobody looks at the lines of ${part} → list those of dev, fresh-dev or statements`);
}

const questions = new Map<string, Question>(readBank().questions);
const vocabulary = vocabularyOf(questions.values());
/** Labels of a quarter of the answers by a second labeller, who had not seen the first, are a matcher's ceiling. */
const { answers: standing, second } = partOf(part, questions);
const answers = standing.filter(({ question }) => values.question === undefined || question === values.question);
const graders: Readonly<Record<string, Grader>> = {
  bot: reading((question) => question),
  "bot, maybe as credit": reading((question) => question, ["covered", "maybe"]),
  "bot without aliases": reading((question) => ({
    ...question,
    points: question.points.map((point) => ({ ...point, aliases: [], reject: [] })),
  })),
  "all covered": ({ labels }) => labels.map(() => true),
};
const results =
  values.count || values.misread
    ? []
    : Object.entries(graders).map(([name, grader]) => ({ name, decisions: decided(answers, grader) }));

if (values.count) console.table(counted());
else if (values.misread) for (const line of misread()) console.log(line);
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
  if (second.size > 0) {
    console.log(
      `A second labeller agrees with the first labels by κ ${shown(people).kappa} over ${people.length} decisions`,
    );
  }
  console.log("Of the bot, by kind of answer: credit for points that are covered, contradicted and absent");
  console.table(byKind());
}

/** The bot's reading, by a question that may be changed first. */
function reading(changed: (question: Question) => Question, credit: readonly string[] = ["covered"]): Grader {
  const read = reader(changed);
  return (answer) => read(answer).map(({ state }) => credit.includes(state));
}

/** What the bot finds of each must point, by a question that may be changed first. */
function reader(changed: (question: Question) => Question): (answer: Labelled) => readonly PointReading[] {
  const rubrics = new Map<string, ReturnType<typeof rubricOf>>();
  return ({ question: id, answer }) => {
    const question = questions.get(id);
    if (question === undefined) throw new Error(`there is no question ${id} → mend its id`);
    const rubric = rubrics.get(id) ?? rubricOf(changed(question), vocabulary);
    rubrics.set(id, rubric);
    return readAnswer(rubric, answer).points.filter(({ point }) => point.must);
  };
}

/** What the bot reads otherwise than people do, for whoever mends a question's phrases. */
function misread(): readonly string[] {
  const read = reader((question) => question);
  return answers.flatMap((answer) =>
    read(answer).flatMap(({ point, state, quote, look }, at): string[] => {
      const given = answer.labels[at] ?? null;
      if (given === null || (given === "covered") === (state === "covered")) return [];
      const found = [
        ...(quote === null ? [] : [`"${quote}"`]),
        ...(look === null ? [] : [`${look.why} "${look.quote}"`]),
      ];
      return [
        `${answer.question}: ${point.say}\n  ${given}, read as ${[state, ...found].join(" ")}\n  ${answer.answer}\n`,
      ];
    }),
  );
}

function decided(all: readonly Labelled[], grader: Grader): readonly Decision[] {
  return all.flatMap((answer) => {
    const credit = grader(answer);
    return answer.labels.flatMap((given, at): Decision[] =>
      given === null ? [] : [{ question: answer.question, label: given, credited: credit[at] === true }],
    );
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
