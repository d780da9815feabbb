import { z } from "zod";
import { channelKeyField, instant, personIdField, questionIdField } from "../codecs.ts";
import { fingerprint } from "../fingerprint.ts";
import { slugOf } from "../import/plan/slug.ts";
import type { QuestionId } from "../keys.ts";
import { cleanLine } from "../message/clean.ts";
import { ID_CHARS, TEXT_CHARS } from "./limits.ts";
import { type Question, question } from "./question.ts";

/** What a suggested question says, as far as its author or a manager has written it. */
export const proposed = question.pick({
  title: true,
  topic: true,
  level: true,
  prompt: true,
  answer: true,
  points: true,
  sources: true,
});
export type Proposed = Readonly<z.output<typeof proposed>>;

/** Who decided, and when. The name is what they were called then; empty once they were forgotten. */
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
  proposed,
  state,
});
export type Suggestion = Readonly<z.output<typeof suggestion>>;
export type SuggestionIn<Kind extends Suggestion["state"]["kind"]> = Suggestion &
  Readonly<{ state: Extract<Suggestion["state"], { kind: Kind }> }>;
/** One whose author can be told what came of it. */
export type DecidedSuggestion = SuggestionIn<"approved" | "declined">;

/** So many suggestions of one person wait in a workspace at most: managers read every one of them. */
export const mostWaiting = 20;
/** The longest reason for declining, in characters. */
export const reasonChars = 500;

/** Whether somebody has still to decide, or to see a decision through. */
export const isWaiting = (each: Suggestion): each is SuggestionIn<"waiting" | "approving"> =>
  each.state.kind === "waiting" || each.state.kind === "approving";

/** Whether it is decided and done. */
export const isDecided = (each: Suggestion): each is DecidedSuggestion => !isWaiting(each);

const suffixChars = 6;
/** The most that the words of an id may take, with a dash and the suffix behind them. */
const wordsChars = ID_CHARS - suffixChars - 1;

/** The id of a suggestion: words of its title, and a few letters of `seed`, so that no two are called the same. */
export function suggestionId(title: string, seed: string): QuestionId {
  const words = slugOf(title, wordsChars) || "question";
  const suffix = fingerprint(seed).toString(36).padStart(suffixChars, "0").slice(-suffixChars);
  return `${words}-${suffix}` as QuestionId;
}

/** The rule that a question's origin names when it was suggested in a channel. */
export const suggestedRule = "suggested";

/** The question that a suggestion becomes, credited to its author while their name is known. */
export function suggestedQuestion({ id, place, name, proposed: texts }: Suggestion): Question {
  const author = cleanLine(name).trim().slice(0, TEXT_CHARS.source);
  const origin = {
    source: `suggested in ${cleanLine(place).trim()}`.slice(0, TEXT_CHARS.source),
    line: 1,
    rule: suggestedRule,
    ...(author === "" ? {} : { author }),
  };
  return { ...texts, id, tags: [], followUps: [], origin, file: `${texts.topic}/${id}.md`, line: 1 };
}

/** A question without the name of whoever wrote it. */
export function uncredited(credited: Question): Question {
  if (credited.origin === undefined) return credited;
  const { author: _gone, ...origin } = credited.origin;
  return { ...credited, origin };
}
