import { fingerprint } from "../fingerprint.ts";
import { cleanLine, cleanText } from "../message/clean.ts";
import { likeness } from "./likeness.ts";
import { LIST_ITEMS, TEXT_CHARS } from "./limits.ts";
import type { KeyPoint, Question } from "./question.ts";
import { normalised } from "./words.ts";
import { questionText } from "./write.ts";

/** The texts of a question that can be mended in a form. */
export const mendable = ["title", "prompt", "answer", "points"] as const;
export type Mendable = (typeof mendable)[number];
/** Each text as it stands in a field; points one a line. */
export type MendTexts = Readonly<Record<Mendable, string>>;

/** What was entered, as a question, or what is wrong with it, by field. */
export type MendReading =
  | Readonly<{ kind: "question"; question: Question }>
  | Readonly<{ kind: "faults"; faults: readonly MendFault[] }>;
/** `most` is the limit that a text, or a list, is over; null where it is empty. `line` counts from 1, where a line is meant. */
export type MendFault = Readonly<{
  field: Mendable;
  what: "empty" | "long" | "many";
  most: number;
  line: number | null;
}>;

/** Begins the line of a point that only the best answers have. */
export const bonusMark = "bonus: ";

/** A question's texts as a form shows them. */
export const mendTextsOf = ({ title, prompt, answer, points }: Question): MendTexts => ({
  title,
  prompt,
  answer,
  points: points.map(pointLine).join("\n"),
});

const pointLine = ({ say, must }: KeyPoint): string => `${must ? "" : bonusMark}${say}`;

/**
 * A question with other texts, all else as it is. A point keeps its aliases and known mistakes where its line is as it was,
 * or nearly.
 */
export function mended(before: Question, typed: MendTexts): MendReading {
  const title = cleanLine(typed.title).trim();
  const prompt = block(typed.prompt);
  const answer = block(typed.answer);
  const lines = cleanText(typed.points)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const points = pointsFrom(before.points, lines);
  const faults = [
    ...textFaults("title", title),
    ...textFaults("prompt", prompt),
    ...textFaults("answer", answer),
    ...pointFaults(points),
  ];
  if (faults.length > 0) return { kind: "faults", faults };
  return { kind: "question", question: { ...before, title, prompt, answer, points } };
}

/** The texts in which two questions differ. */
export function changedTexts(one: Question, other: Question): readonly Mendable[] {
  const [texts, others] = [mendTextsOf(one), mendTextsOf(other)];
  return mendable.filter((field) => texts[field] !== others[field]);
}

/** What stands for a question as it is written: another one once anything in it has changed. */
export const textMark = (question: Question): string => fingerprint(questionText(question)).toString(36);

/** As a file has it: without blank lines before, and blanks after. */
const block = (text: string): string =>
  cleanText(text)
    .replace(/^(?:[ \t]*\n)+/u, "")
    .trimEnd();

function textFaults(field: "title" | "prompt" | "answer", text: string): readonly MendFault[] {
  const most = TEXT_CHARS[field];
  if (text.trim() === "") return [{ field, what: "empty", most, line: null }];
  return text.length > most ? [{ field, what: "long", most, line: null }] : [];
}

function pointFaults(points: readonly KeyPoint[]): readonly MendFault[] {
  const field = "points";
  if (points.length > LIST_ITEMS.points) return [{ field, what: "many", most: LIST_ITEMS.points, line: null }];
  return points.flatMap(({ say }, at): MendFault[] => {
    if (say === "") return [{ field, what: "empty", most: TEXT_CHARS.say, line: at + 1 }];
    return say.length > TEXT_CHARS.say ? [{ field, what: "long", most: TEXT_CHARS.say, line: at + 1 }] : [];
  });
}

/** Unchanged lines are their points; of the others each takes the most similar point that is left, in their order. */
function pointsFrom(before: readonly KeyPoint[], lines: readonly string[]): readonly KeyPoint[] {
  const left = [...before];
  const take = (point: KeyPoint | undefined): KeyPoint | null => {
    if (point !== undefined) left.splice(left.indexOf(point), 1);
    return point ?? null;
  };
  const unchanged = lines.map((line) => take(left.find((point) => pointLine(point) === line)));
  return lines.map((line, at) => {
    const same = unchanged[at];
    if (same != null) return same;
    const { say, must } = readLine(line);
    const like = take(mostLike(say, left));
    return { say, must, aliases: like?.aliases ?? [], reject: like?.reject ?? [] };
  });
}

/** A sign for a list before the point is no part of it. */
function readLine(line: string): Readonly<{ say: string; must: boolean }> {
  const bare = line.replace(/^[-*•]\s+/u, "");
  const isBonus = bare.slice(0, bonusMark.length).toLowerCase() === bonusMark || bare.toLowerCase() === "bonus:";
  return { say: isBonus ? bare.slice(bonusMark.length).trim() : bare, must: !isBonus };
}

/** From this share of equal characters on, a line is another wording of the same point: its aliases still say it. */
const alike = 0.5;

function mostLike(say: string, points: readonly KeyPoint[]): KeyPoint | undefined {
  const ranked = points
    .map((point) => ({ point, share: likeness(normalised(say), normalised(point.say), alike) }))
    .toSorted((one, other) => other.share - one.share);
  const [best] = ranked;
  return best !== undefined && best.share >= alike ? best.point : undefined;
}
