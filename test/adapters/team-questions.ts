import type { Question } from "../../src/core/bank/question.ts";
import { aQuestion } from "../support/questions.ts";

type Short = readonly [id: string, topic: string, title: string, prompt: string, answer: string, point: string];

const shorts: readonly Short[] = [
  [
    "keys",
    "api",
    "Idempotency keys",
    "Why does a payment call carry a key?",
    "So that a repeat pays once.",
    "Names a retry",
  ],
  ["pages", "api", "Cursors or offsets", "When is an offset wrong?", "When rows come and go meanwhile.", "Rows move"],
  [
    "limits",
    "api",
    "Rate limits",
    "What do you answer to too many calls?",
    "429 and when to come back.",
    "Retry-After",
  ],
  [
    "versions",
    "api",
    "Versions of an API",
    "When do you need a new one?",
    "When old clients would break.",
    "Compatible",
  ],
  ["locks", "data", "A lock with a lease", "A worker dies with a lock. What now?", "It runs out by itself.", "A lease"],
  [
    "index",
    "data",
    "An index that is not used",
    "Why may a query ignore it?",
    "It would read most rows anyway.",
    "Selectivity",
  ],
  ["reads", "data", "Reading your own writes", "Why is my edit gone?", "You read a replica.", "Replication lag"],
  [
    "moves",
    "data",
    "Migrations without a stop",
    "How do you rename a column?",
    "In steps that each work.",
    "Expand, contract",
  ],
  ["slow", "operations", "Slow since noon", "What do you look at first?", "What changed at noon.", "The last deploy"],
  ["alerts", "operations", "Alerts at night", "Which may wake somebody?", "Those a person can mend.", "Actionable"],
  ["back", "operations", "Rolling back", "When can you not?", "When data moved on.", "Schema"],
  ["queues", "operations", "A queue that grows", "What do you do first?", "Find out what is slow.", "Consumers"],
];

/** A bank of twelve short questions, four to each of three topics. */
export const teamQuestions: readonly Question[] = shorts.map(([id, topic, title, prompt, answer, point]) =>
  aQuestion(id, {
    topic,
    title,
    prompt,
    answer,
    points: [{ say: point, aliases: [], reject: [], must: true }],
    sources: ["RFC 9110"],
  }),
);
