// What people type into the forms of suggestions, read and held against what a file can hold.
import { sentencesIn } from "../feedback/sentences.ts";
import type { QuestionId } from "../keys.ts";
import { cutAt } from "../message/borders.ts";
import { cleanLine, cleanText } from "../message/clean.ts";
import { parseMarkdown } from "../message/markdown.ts";
import { plainText } from "../message/plain.ts";
import { LIST_ITEMS, TEXT_CHARS } from "./limits.ts";
import { type Mendable, mended, mendTextsOf } from "./mend.ts";
import { parseQuestion } from "./parse.ts";
import { type Level, levels, type Question, type Topic } from "./question.ts";
import type { Proposed } from "./suggestion.ts";
import { questionText } from "./write.ts";

/** What was typed. `title` is null where it is to be made from the question. */
export type Typed = Readonly<{
  title: string | null;
  topic: string;
  level: string;
  prompt: string;
  answer: string;
  points: string;
}>;

/**
 * What is wrong with one field. `unknown` is no topic or level of ours, `unreadable` would be read back as something else;
 * `most` is the limit that a text, or a list, is over; `line` counts from 1 where a line is meant.
 */
export type ProposedFault = Readonly<{
  field: Mendable | "topic" | "level";
  what: "empty" | "long" | "many" | "unknown" | "unreadable" | "long-source" | "many-sources";
  most: number;
  line: number | null;
}>;

/** What was typed as a question's texts, or every fault of it. */
export type ProposedReading =
  | Readonly<{ kind: "proposed"; proposed: Proposed }>
  | Readonly<{ kind: "faults"; faults: readonly ProposedFault[] }>;

/** Begins the line of a source among the points. */
const sourceMark = "source: ";

/** Reads a suggestion. Points stand one a line, bonus points behind "bonus:", sources behind "source:". */
export function readProposed(typed: Typed, topics: readonly Topic[]): ProposedReading {
  const topic = topicNamed(topics, typed.topic);
  const level = levelNamed(typed.level);
  const { points, sources } = partedLines(typed.points);
  const title = typed.title ?? titleOf(typed.prompt);
  const reading = mended(blank(topic ?? "", level ?? "mid", sources), { ...typed, title, points });
  const faults = [
    ...(topic === null ? [fault("topic", "unknown")] : []),
    ...(level === null ? [fault("level", "unknown")] : []),
    // A title that cannot be made from the question is the question's fault.
    ...(reading.kind === "faults"
      ? reading.faults.filter(({ field }) => typed.title !== null || field !== "title")
      : []),
    ...sourceFaults(sources),
  ];
  if (faults.length > 0) return { kind: "faults", faults };
  if (reading.kind === "faults" || !isKept(reading.question)) {
    return { kind: "faults", faults: [fault("prompt", "unreadable")] };
  }
  const { prompt, answer, points: read, title: named } = reading.question;
  return {
    kind: "proposed",
    proposed: { title: named, topic: topic ?? "", level: level ?? "mid", prompt, answer, points: read, sources },
  };
}

/** Points and sources as they stand in one field, which `readProposed` reads back. */
export const linesOf = (texts: Proposed): string =>
  [
    mendTextsOf({ ...blank(texts.topic, texts.level, texts.sources), ...texts }).points,
    ...texts.sources.map((source) => `${sourceMark}${source}`),
  ]
    .filter((part) => part !== "")
    .join("\n");

/** The topic that is called so, by its id or title, in capitals or not; null when none is. */
export function topicNamed(topics: readonly Topic[], typed: string): string | null {
  const wanted = typed.trim().toLowerCase();
  return topics.find(({ id, title }) => id === wanted || title.toLowerCase() === wanted)?.id ?? null;
}

/** Topic and level in one text, as `topic/level` or as people type it ("HTTP mid"); the level is empty where none is. */
export function placeNamed(typed: string): Readonly<{ topic: string; level: string }> {
  const [, topic = "", level = ""] = /^(.*?)[\s/·,]+(\S+)$/u.exec(typed.trim()) ?? [];
  return levelNamed(level) === null ? { topic: typed, level: "" } : { topic, level };
}

const levelNamed = (typed: string): Level | null =>
  levels.find((level) => level === typed.trim().toLowerCase()) ?? null;

/** The first sentence of a question without its Markdown and its full stop, at most 100 characters. */
function titleOf(prompt: string): string {
  const plain = cleanLine(plainText(parseMarkdown(prompt)));
  const [first] = sentencesIn(plain);
  const sentence = (first === undefined ? plain : plain.slice(first.start, first.end)).trim().replace(/\.$/u, "");
  if (sentence.length <= TEXT_CHARS.title) return sentence;
  const end = cutAt(sentence, (at) => at < TEXT_CHARS.title, false);
  return `${sentence.slice(0, end).trimEnd()}…`;
}

function partedLines(typed: string): Readonly<{ points: string; sources: readonly string[] }> {
  const lines = cleanText(typed)
    .split("\n")
    .map((line) => ({ line, source: /^\s*(?:[-*•]\s+)?source:(?<source>.*)$/iu.exec(line)?.groups?.["source"] }));
  return {
    points: lines
      .filter(({ source }) => source === undefined)
      .map(({ line }) => line)
      .join("\n"),
    sources: lines.flatMap(({ source }) => source?.trim() || []),
  };
}

function sourceFaults(sources: readonly string[]): readonly ProposedFault[] {
  if (sources.length > LIST_ITEMS.sources) return [{ ...fault("points", "many-sources"), most: LIST_ITEMS.sources }];
  return sources.some((source) => source.length > TEXT_CHARS.source)
    ? [{ ...fault("points", "long-source"), most: TEXT_CHARS.source }]
    : [];
}

const fault = (field: ProposedFault["field"], what: ProposedFault["what"]): ProposedFault => ({
  field,
  what,
  most: 0,
  line: null,
});

/** Whether a file with these texts is read back as it was written. */
function isKept(question: Question): boolean {
  const text = questionText(question);
  const { file, id, topic } = question;
  const { question: read } = parseQuestion({ file, id, folder: topic, text });
  if (read === null || read.prompt !== question.prompt || read.answer !== question.answer) return false;
  return questionText(read) === text;
}

const blank = (topic: string, level: Level, sources: readonly string[]): Question => ({
  id: "suggested" as QuestionId,
  title: "",
  topic,
  level,
  tags: [],
  prompt: "",
  answer: "",
  points: [],
  followUps: [],
  sources,
  file: "",
  line: 1,
});
