import { assertNever } from "../core/errors.ts";
import type { AnswerReading, Look, PointReading } from "../core/feedback/read-answer.ts";

/** A reading for a person: each point with what was found, and the sentence to look at again. */
export function scoreText({ points, cannotTell, copiesReference, listsKeyWords }: AnswerReading): string {
  if (points.length === 0) return "The question has no key points.";
  const notes = [
    ...(cannotTell === null ? [] : [untold(cannotTell)]),
    ...(copiesReference ? ["It is mostly the reference answer."] : []),
    ...(listsKeyWords && cannotTell === null ? ["It only names things, so nothing is more than a maybe."] : []),
  ];
  return [...notes, ...points.map(pointText)].join("\n");
}

function untold(why: NonNullable<AnswerReading["cannotTell"]>): string {
  switch (why) {
    case "no-words":
      return "It cannot be told: there are no words to read.";
    case "other-language":
      return "It cannot be told: the answer is not in English.";
    case "repeats-the-question":
      return "It cannot be told: the answer repeats the question.";
    default:
      return assertNever(why);
  }
}

function pointText({ point: { say, must }, state, quote, look }: PointReading): string {
  const found = quote === null ? "" : `\n    "${onOneLine(quote)}"`;
  const again = look === null ? "" : `\n    look again at "${onOneLine(look.quote)}": ${lookText(look.why)}`;
  return `${state.padEnd(11)}  ${say}${must ? "" : " (bonus)"}${found}${again}`;
}

const onOneLine = (text: string): string => text.replace(/\s+/g, " ");

function lookText(why: Look["why"]): string {
  switch (why) {
    case "denied":
      return "it seems to deny the point";
    case "of-another":
      return "it seems to be said of something else";
    case "mistake":
      return "it holds a known mistake";
    default:
      return assertNever(why);
  }
}
