import type { DrillIn } from "../../src/core/drill/drill.ts";
import type { Answer } from "../../src/core/drill/entry.ts";
import { channelKey, type MessageId, type PersonId, type QuestionId } from "../../src/core/keys.ts";

const channel = channelKey("fake", "W1", "backend");
const revealAt = Temporal.Instant.from("2027-03-15T15:00:00Z");

const posted = {
  channel,
  date: Temporal.PlainDate.from("2027-03-15"),
  postAt: Temporal.Instant.from("2027-03-15T08:30:00Z"),
  question: "etag" as QuestionId,
  why: { kind: "not-asked-yet" },
  mode: "open",
  zone: "Europe/Berlin",
  graceEndsAt: Temporal.Instant.from("2027-03-15T10:30:00Z"),
  revealAt,
  withNext: false,
  announceReveal: false,
  message: { channel, thread: null, id: "m1" as MessageId },
  openedAt: Temporal.Instant.from("2027-03-15T08:30:00Z"),
  stale: false,
} as const;

/** An open drill of Monday, 15 March 2027, reveal at 16:00 in Berlin. */
export const anOpenDrill = (changes: Partial<DrillIn<"open">> = {}): DrillIn<"open"> => ({
  stage: "open",
  ...posted,
  cutoffAt: null,
  revision: 0,
  ...changes,
});

/** The same drill, revealed on time. */
export const aRevealedDrill = (changes: Partial<DrillIn<"revealed">> = {}): DrillIn<"revealed"> => ({
  stage: "revealed",
  ...posted,
  cutoffAt: revealAt,
  revealedAt: revealAt,
  threadRead: true,
  rereadAt: null,
  revision: 0,
  shown: 0,
  ...changes,
});

/** The same drill, skipped. */
export const aSkippedDrill = (): DrillIn<"skipped"> => ({ stage: "skipped", ...posted, by: "U1" as PersonId });

/** An answer of one person through the form, in time. */
export const anAnswer = (person: string, text: string, changes: Partial<Answer> = {}): Answer => ({
  person: person as PersonId,
  name: `Name of ${person}`,
  text,
  at: revealAt.subtract({ hours: 1 }),
  edited: false,
  late: false,
  from: "form",
  hidden: false,
  ...changes,
});
