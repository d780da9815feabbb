import { describe, expect, it } from "vitest";
import type { KeyPoint } from "../../../src/core/bank/question.ts";
import { isOfAnother, type Subject, subjectsOf } from "../../../src/core/feedback/subjects.ts";
import { tokensIn } from "../../../src/core/feedback/tokens.ts";
import { vocabularyOf } from "../../../src/core/feedback/vocabulary.ts";
import { aQuestion } from "../../support/questions.ts";

const point = (say: string, ...aliases: readonly string[]): KeyPoint => ({ say, aliases, reject: [], must: true });
const subjects = (title: string, ...points: readonly KeyPoint[]) =>
  subjectsOf(aQuestion("a", { title, prompt: "?", points })).map(
    (subject) => subject && `${subject.own} not ${[...subject.rivals].join(" ")}`,
  );

describe("subjectsOf", () => {
  it("sets the things of the title against each other", () => {
    const points = [point("Kafka keeps a log"), point("RabbitMQ routes messages"), point("Order is kept")];
    expect(subjects("Kafka and RabbitMQ", ...points)).toEqual(["kafka not rabbitmq", "rabbitmq not kafka", null]);
  });

  it("sets names in capitals, and what does something, against each other", () => {
    const points = [point("GET reads"), point("PUT replaces"), point("Isolation keeps them apart")];
    expect(subjects("Words", ...points)).toEqual(["get not put isol", "put not get isol", "isol not get put"]);
  });

  it("sets the two of a title against each other, with an article too, and against nothing else", () => {
    const points = [point("A monolith is one"), point("Microservices talk"), point("Isolation keeps them apart")];
    expect(subjects("Monolith or microservices", ...points)).toEqual([
      "monolith not microservic",
      "microservic not monolith",
      null,
    ]);
  });

  it("takes what several do for a subject where the title names several things", () => {
    const points = [point("Traces follow a request"), point("Monitoring follows numbers")];
    expect(subjects("Logging, monitoring and alerts", ...points)).toEqual(["trace not monitor", "monitor not trace"]);
    expect(subjects("Tools", ...points)).toEqual([null, null]);
  });

  it("takes the only one that a point speaks of, of the two that a title compares", () => {
    const points = [
      point("The queues of RabbitMQ"),
      point("In Kafka or RabbitMQ"),
      point("Kafka keeps a log"),
      point("It"),
    ];
    const expected = ["rabbitmq not kafka", null, "kafka not rabbitmq", null];
    expect(subjects("Kafka or RabbitMQ", ...points)).toEqual(expected);
    expect(subjects("Kafka and RabbitMQ compared", ...points)).toEqual(expected);
    expect(subjects("Kafka or RabbitMQ for logs", ...points)).toEqual([null, null, null, null]);
    expect(subjects("Kafka and RabbitMQ", ...points)).toEqual([null, null, null, null]);
  });

  it("has no rival in what the point or its aliases speak of themselves", () => {
    const points = [point("Kafka keeps a log", "unlike RabbitMQ"), point("RabbitMQ routes what Kafka stores")];
    expect(subjects("Kafka and RabbitMQ", ...points)).toEqual([null, null]);
  });

  it("takes nothing with an article, and no small word, for a subject", () => {
    expect(
      subjects(
        "A cache and how it keeps each row",
        point("A cache keeps copies"),
        point("It keeps"),
        point("Each row and GET"),
        point("CPU-heavy work"),
      ),
    ).toEqual([null, null, null, null]);
  });
});

const kafka: Subject = { own: "kafka", rivals: new Set(["rabbitmq"]) };
const vocabulary = vocabularyOf([]);

/** Whether `log` and `partition` in a text are said of another. */
function another(text: string): boolean {
  const tokens = tokensIn(text, { start: 0, end: text.length }, vocabulary);
  const matched = tokens.flatMap(({ word }, at) => (["log", "partition"].includes(word) ? [at] : []));
  return isOfAnother(matched, tokens, kafka);
}

const rows: readonly (readonly [text: string, another: boolean])[] = [
  ["RabbitMQ keeps a log", true],
  ["RabbitMQ: a log with one partition", true],
  ["Kafka is a queue and RabbitMQ keeps a log", true],
  ["RabbitMQ routes messages and keeps a log", true],
  ["RabbitMQ is a broker where messages lie in a log", true],
  ["a log with a partition is RabbitMQ", true],
  ["with RabbitMQ you keep a log", true],
  ["with the newer RabbitMQ, you keep a log", true],
  ["a log is Kafka", false],
  ["it is the same with RabbitMQ and a log", false],
  ["with a newer cheaper RabbitMQ, you keep a log", false],
  ["a log is not RabbitMQ", false],
  ["Kafka's log is RabbitMQ", false],
  ["RabbitMQ routes and the log is kept", false],
  ["Kafka keeps a log", false],
  ["it keeps a log", false],
  ["RabbitMQ routes, Kafka keeps a log", false],
  ["RabbitMQ routes, it is no log", false],
  ["unlike RabbitMQ Kafka keeps a log", false],
  ["Kafka compared with RabbitMQ keeps a log", false],
  ["a log is what Kafka has, RabbitMQ routes", false],
];

describe("isOfAnother", () => {
  it.each(rows)("reads: %s", (text, expected) => expect(another(text)).toBe(expected));
});
