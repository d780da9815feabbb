import type { Question } from "../bank/question.ts";
import type { DrillIn } from "../drill/drill.ts";
import { paragraph } from "./build.ts";
import type { Doc } from "./doc.ts";
import { parseMarkdown } from "./markdown.ts";
import type { Action, Form, Message } from "./message.ts";
import { moment } from "./moments.ts";
import { spoken, unmarked } from "./spoken.ts";
import { words } from "./words.ts";

/** A short message for one person. */
export const note = (text: string, actions: readonly Action[] = []): Message => ({
  summary: unmarked(text),
  doc: [paragraph(...spoken(text))],
  actions,
  pictures: [],
  thread: null,
});

/** The form for an answer, filled with what the person wrote so far. */
export function answerForm(
  drill: DrillIn<"open" | "revealed">,
  question: Question,
  written: string,
  maxChars: number,
): Form {
  const late = drill.cutoffAt !== null;
  // Cut to fit, it would be saved without its end.
  const isTooLong = [...written].length > maxChars;
  return {
    id: `${late ? "late" : "answer"}/${drill.date}`,
    title: late ? words.action.answerLate : words.answer.title,
    submit: words.answer.save,
    intro: [
      ...parseMarkdown(question.prompt),
      ...whoSees(drill),
      ...(isTooLong ? [paragraph(words.answer.threadTooLong)] : []),
    ],
    fields: [
      {
        kind: "text",
        name: "text",
        label: words.answer.field,
        hint: null,
        required: true,
        value: isTooLong ? "" : written,
        multiline: true,
        maxChars,
      },
    ],
  };
}

/** Said once an answer is safe. */
export function savedMessage(drill: DrillIn<"open" | "revealed">, kind: "in-time" | "late" | "late-instead"): Message {
  if (kind === "late") return note(words.answer.savedLate);
  if (kind === "late-instead") return note(words.answer.savedLateInstead);
  const [before, after] = words.answer.saved;
  const at = moment(drill.revealAt, drill.zone, drill.date);
  const shown = at.kind === "time" ? at.fallback : "";
  return { ...note(`${before}${shown}${after}`), doc: [paragraph(before, at, after)] };
}

/** Said once to a person who replies under a sealed question. */
export const sealedHint = (drill: DrillIn<"open" | "revealed">): Message =>
  note(words.answer.sealedHint, [answerButton(drill)]);

/** Said once in a thread whose replies cannot be read. */
export const unreadHint = (drill: DrillIn<"open" | "revealed">): Message =>
  note(words.answer.unreadHint, [answerButton(drill)]);

const answerButton = ({ date }: DrillIn<"open" | "revealed">): Action => ({
  kind: "button",
  id: `answer/${date}`,
  label: words.question.answer,
  style: "primary",
});

function whoSees(drill: DrillIn<"open" | "revealed">): Doc {
  if (drill.cutoffAt !== null) return [paragraph(words.answer.shownLate)];
  if (drill.withNext) return [paragraph(words.answer.shownWithNext)];
  const [before, after] = words.answer.shownAt;
  return [paragraph(before, moment(drill.revealAt, drill.zone, drill.date), after)];
}
