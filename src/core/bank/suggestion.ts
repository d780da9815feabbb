import { z } from "zod";
import { channelKeyField, instant, personIdField, questionIdField } from "../codecs.ts";
import { question } from "./question.ts";

/** What a suggested question says, as far as its author or a manager has written it. */
export const draft = question.pick({
  title: true,
  topic: true,
  level: true,
  prompt: true,
  answer: true,
  points: true,
  sources: true,
});
export type Draft = Readonly<z.output<typeof draft>>;

/** Who decided, and when; the name is what they were called then. */
const decision = { by: personIdField, name: z.string(), at: instant };

/**
 * What became of a suggestion. `approving`: it was decided, and its file is being written; whoever meets it after a crash
 * writes the same file again. `told`: its author knows.
 */
const state = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("waiting") }),
  z.object({ kind: z.literal("approving"), ...decision }),
  z.object({ kind: z.literal("approved"), ...decision, told: z.boolean() }),
  z.object({ kind: z.literal("declined"), ...decision, told: z.boolean(), reason: z.string() }),
]);

/** A question that somebody suggested for their workspace. */
export const suggestion = z.object({
  /** The id of the question that it becomes, however its texts are edited until then. */
  id: questionIdField,
  /** Where it was suggested: who manages that channel decides. */
  channel: channelKeyField,
  /** What that channel was called. */
  place: z.string(),
  person: personIdField,
  /** What its author was called; empty once they were forgotten. */
  name: z.string(),
  at: instant,
  draft,
  state,
});
export type Suggestion = Readonly<z.output<typeof suggestion>>;
