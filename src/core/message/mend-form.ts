import { flaggedMark } from "../bank/flags.ts";
import { LIST_ITEMS, TEXT_CHARS } from "../bank/limits.ts";
import { bonusMark, type Mendable, type MendFault, mendable, mendTextsOf, textMark } from "../bank/mend.ts";
import type { Question } from "../bank/question.ts";
import { paragraph } from "./build.ts";
import type { Form } from "./message.ts";
import { words } from "./words.ts";

/** The most characters that each text may have, all its lines together. */
const most: Readonly<Record<Mendable, number>> = {
  title: TEXT_CHARS.title,
  prompt: TEXT_CHARS.prompt,
  answer: TEXT_CHARS.answer,
  points: LIST_ITEMS.points * (bonusMark.length + TEXT_CHARS.say + 1),
};

/** A text that the fields of a platform cannot hold: cut to fit, it would be saved without its end. In UTF-16 units. */
export type TooLong = Readonly<{ field: Mendable; chars: number }>;

/** The first text of a question that is longer than a field; null when a form takes all of them. */
export function tooLongFor(question: Question, fieldChars: number): TooLong | null {
  const texts = mendTextsOf(question);
  const field = mendable.find((each) => texts[each].length > fieldChars);
  return field === undefined ? null : { field, chars: texts[field].length };
}

/** The form for a question's texts. Its id says of which text it is, and which flags were seen (`seen`, as in the button). */
export const mendForm = (question: Question, seen: string, fieldChars: number): Form => ({
  id: `mend/${flaggedMark(question.id)}/${seen}/${textMark(question)}`,
  title: words.mend.title,
  submit: words.mend.submit,
  intro: [paragraph(words.mend.where(question.file, question.line))],
  fields: mendable.map((name) => ({
    kind: "text",
    name,
    label: words.mend.field[name],
    hint: name === "points" ? words.mend.pointsHint : null,
    required: name !== "points",
    value: mendTextsOf(question)[name],
    multiline: name !== "title",
    maxChars: Math.min(most[name], fieldChars),
  })),
});

/** What is wrong with what was entered, for each field in which something is. */
export function mendErrors(faults: readonly MendFault[]): Readonly<Record<string, string>> {
  const byField = Map.groupBy(faults, ({ field }) => field);
  return Object.fromEntries([...byField].map(([field, some]) => [field, some.map(faultText).join("; ")]));
}

function faultText({ what, most: limit, line }: MendFault): string {
  if (what === "many") return words.mend.many(limit);
  if (what === "empty") return line === null ? words.mend.empty : words.mend.emptyPoint(line);
  return line === null ? words.mend.long(limit) : words.mend.longPoint(line, limit);
}
