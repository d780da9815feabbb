import { z } from "zod";
import { channelKeyField, instant, personIdField, plainDate, questionIdField } from "../codecs.ts";
import type { PointReading } from "../feedback/read-answer.ts";
import { sentencesIn } from "../feedback/sentences.ts";
import { fingerprint } from "../fingerprint.ts";
import { cutAt } from "../message/borders.ts";
import type { KeyPoint } from "./question.ts";

/** What a person may say of how their answer was read: a point was missed, or is not what they meant. */
export const variantKinds = ["did-say", "not-right"] as const;
export type VariantKind = (typeof variantKinds)[number];

/** Words that a person wrote and how they meant them, kept for whoever looks after the aliases of a point. */
export const variant = z.object({
  channel: channelKeyField,
  date: plainDate,
  person: personIdField,
  question: questionIdField,
  /** The place of the point in the question's file, from 1, and what it said when the words were kept. */
  point: z.number().int().positive(),
  say: z.string(),
  kind: z.enum(variantKinds),
  words: z.string(),
  at: instant,
});
export type Variant = Readonly<z.output<typeof variant>>;

/** What stands for a point in a control and in a key: it goes with its words, so that an edited question has other ones. */
export const pointName = ({ say }: Pick<KeyPoint, "say">): string => fingerprint(say).toString(36);

/** Whether a person may say that of a point, as it was read: what is not credited was said, what is shown as credited is not right. */
export function maySay(kind: VariantKind, { point, state }: PointReading): boolean {
  if (kind === "did-say") return point.must && state !== "covered";
  return state === "covered" || (point.must && state === "maybe");
}

/** A few sentences say what somebody meant; more would keep an answer twice. In UTF-16 units. */
const longestWords = 600;

/**
 * The words to keep: those that were credited, where that is not right; else the sentence in which a part of the point was
 * found, and without any, the answer, cut after a sentence.
 */
export function wordsToKeep(kind: VariantKind, { quote, look }: PointReading, answer: string): string {
  const found = quote ?? look?.quote ?? null;
  if (found === null) return cut(answer);
  return cut(kind === "not-right" ? found : sentenceWith(found, answer));
}

function sentenceWith(words: string, answer: string): string {
  const at = answer.indexOf(words);
  const span = sentencesIn(answer).find(({ start, end }) => start <= at && at < end);
  return span === undefined ? words : answer.slice(span.start, span.end);
}

function cut(text: string): string {
  const whole = text.trim();
  if (whole.length <= longestWords) return whole;
  return `${whole
    .slice(
      0,
      cutAt(whole, (end) => end < longestWords, false),
    )
    .trimEnd()}…`;
}
