/** What the drawings of chat platforms show. */
import { readFileSync } from "node:fs";
import { bankOf } from "../../../src/core/bank/bank.ts";
import { nearDuplicatesOf } from "../../../src/core/bank/duplicates.ts";
import { parseQuestion } from "../../../src/core/bank/parse.ts";
import { readProposed } from "../../../src/core/bank/proposing.ts";
import type { Question } from "../../../src/core/bank/question.ts";
import { suggestionId } from "../../../src/core/bank/suggestion.ts";
import { readAnswer } from "../../../src/core/feedback/read-answer.ts";
import { rubricOf } from "../../../src/core/feedback/rubric.ts";
import { vocabularyOf } from "../../../src/core/feedback/vocabulary.ts";
import type { ChannelKey, PersonId, QuestionId } from "../../../src/core/keys.ts";
import { flaggedMessage } from "../../../src/core/message/flag-message.ts";
import type { Message } from "../../../src/core/message/message.ts";
import { resultMessage } from "../../../src/core/message/result-message.ts";
import { reviewPage } from "../../../src/core/message/review-message.ts";
import { suggestionMessage } from "../../../src/core/message/suggestion-message.ts";
import { anAnswer, anOpenDrill } from "../../support/drills.ts";

/** What somebody wrote in the thread, and what another one gave through the form. */
export type Written = Readonly<{ inThread: string; throughForm: string }>;

/** A question of the team's own, nearly one that the bank has. */
export const suggested = {
  topic: "Security",
  level: "mid",
  prompt:
    "Your service stores names, addresses and health details of its users. How do you protect this data, in the " +
    "database and around it?",
  answer:
    "**Collect less**: what is not stored cannot leak. Then encrypt: TLS on every connection, disks and backups at rest, " +
    "and health details once more in their own columns, with keys that are kept outside of the database.\n\n" +
    "- Each service gets its own account with the least rights it needs.\n" +
    "- Every access to health details is logged, and somebody reads the log.\n" +
    "- Test data are made up, never a copy of production.\n" +
    "- Delete what is no longer needed, in backups too.",
  points:
    "Collect less: what is not stored cannot leak\nEncrypt on every connection and at rest\n" +
    "Each service gets the least rights it needs\nbonus: Test data are made up\nsource: GDPR, Article 32",
};

export const topics = [
  { id: "http", title: "HTTP and the web", line: "" },
  { id: "api-design", title: "API design", line: "" },
  { id: "security", title: "Security", line: "" },
];

/** *My result* for who answered that in the thread. */
export function resultFor(question: Question, { inThread }: Written): Message {
  const answer = anAnswer("jonas", inThread, { from: "thread" });
  const reading = readAnswer(rubricOf(question, vocabularyOf([question])), inThread);
  return resultMessage({ question, answer, late: null, reading, date: anOpenDrill().date });
}

/** The shipped question on rate limiting. */
export const theQuestion = (): Question => shipped("api-design", "rate-limiting");

/** A question that Jonas suggests, as a manager sees it in review. */
export function reviewed(): Message {
  const reading = readProposed({ ...suggested, title: null }, topics);
  if (reading.kind !== "proposed") throw new Error("the suggestion cannot be used");
  const { proposed } = reading;
  const place = { channel, person: "U1" as PersonId, name: "Jonas", place: "backend" };
  const id = suggestionId(proposed.title, "1");
  const suggestion = { ...place, id, at, proposed, state: { kind: "waiting" } } as const;
  const bank = bankOf([{ topics, questions: [shipped("security", "data-protection")], problems: [] }]);
  const near = nearDuplicatesOf(bank, proposed.prompt);
  const shown = suggestionMessage({ suggestion, topics, zone: "Europe/Berlin", near, notes: [] });
  return reviewPage(shown, { at: 0, of: 2 });
}

/** What two people say of the question on rate limiting. */
export const saidOfIt = [
  {
    as: "jonas",
    kind: "wrong",
    reason: "Retry-After may be a date as well as a number of seconds (RFC 9110, 10.2.3).",
  },
  {
    as: "priya",
    kind: "unclear",
    reason: "Limits per key or per account? The answer takes both for granted.",
  },
] as const;

/** That question as a manager sees it in review. */
export function flaggedOne(): Message {
  const question = theQuestion();
  const flags = saidOfIt.map(({ as, kind, reason }) => ({
    channel,
    person: as as PersonId,
    name: `${as.slice(0, 1).toUpperCase()}${as.slice(1)}`,
    kind,
    reason,
    at,
  }));
  const about = { question: question.id, channels: [channel], rest: null, mending: null, decided: null };
  const shown = flaggedMessage({ flagged: { ...about, flags }, question, zone: "Europe/Berlin" });
  return reviewPage(shown, { at: 1, of: 2 });
}

const channel = "chat/acme/backend" as ChannelKey;
const at = Temporal.Instant.from("2026-11-17T15:12:00Z");

function shipped(topic: string, id: string): Question {
  const file = `content/${topic}/${id}.md`;
  const text = readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8");
  const { question } = parseQuestion({ file, id: id as QuestionId, folder: topic, text });
  if (question === null) throw new Error(`${file} cannot be used`);
  return question;
}
