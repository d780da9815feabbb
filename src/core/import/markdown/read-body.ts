import type { Level } from "../../bank/question.ts";
import type { Line } from "./blocks.ts";
import { choicesIn } from "./choices.ts";
import { guides } from "./guiding.ts";
import { foldLabel, type Label, type LabelKind, labelOf, shortAnswer } from "./labels.ts";
import { levelIn } from "./level-words.ts";
import { foldEnd, isBlank, nextFilled } from "./page.ts";

/** The lines below a question, by what they are. `body` is what no label tells apart. */
export type Body = Readonly<{
  body: readonly Line[];
  answer: readonly Line[];
  guidance: readonly Line[];
  followUps: readonly Line[];
  level: Level | null;
  tags: readonly string[];
  /** Whether a label says where the answer begins. */
  isLabelled: boolean;
}>;

type Part = "body" | "answer" | "guidance" | "followUps";
type Reading = {
  readonly parts: Readonly<Record<Part, Line[]>>;
  into: Part;
  level: Level | null;
  tags: readonly string[];
  isLabelled: boolean;
  /** `A.` begins a choice, not the answer. */
  readonly hasChoices: boolean;
};

/** Tells the lines below a question apart by their labels, headings and folds. */
export function readBody(lines: readonly Line[]): Body {
  const reading: Reading = {
    parts: { body: [], answer: [], guidance: [], followUps: [] },
    into: "body",
    level: null,
    tags: [],
    isLabelled: false,
    hasChoices: choicesIn(lines) !== null,
  };
  for (let at = 0; at < lines.length; ) at = take(reading, lines, at);
  const { parts, level, tags, isLabelled } = reading;
  return { ...parts, level, tags, isLabelled };
}

/** Takes the line at a place, or the paragraph or fold that begins there; gives the place after it. */
function take(reading: Reading, lines: readonly Line[], at: number): number {
  const line = lines[at];
  if (line === undefined) return lines.length;
  switch (line.kind) {
    case "code":
    case "close":
      reading.parts[reading.into].push(line);
      return at + 1;
    case "open":
      return takeFold(reading, lines, at);
    case "heading":
      takeHeading(reading, line);
      return at + 1;
    case "text":
      return takeText(reading, lines, at, line);
  }
}

function takeFold(reading: Reading, lines: readonly Line[], at: number): number {
  const line = lines[at];
  const label = line === undefined ? null : foldLabel(line.text);
  if (line === undefined || label === "contents") return foldEnd(lines, at) + 1;
  if (label === null || label === "level" || label === "tags") {
    reading.parts[reading.into].push(line);
    return at + 1;
  }
  if (label === "answer") {
    begin(reading, { kind: "answer", rest: "" }, line);
    const words = labelOf(line.text);
    if (words?.kind === "answer" && words.rest !== "")
      reading.parts.answer.push({ ...line, kind: "text", text: words.rest });
    return at + 1;
  }
  // A hint or a note ends with its block; what stands below it goes on as before.
  const end = foldEnd(lines, at);
  const before = reading.into;
  const inside = lines.slice(at + 1, end);
  const first = label === "hint" ? nextFilled(inside, 0) : 0;
  begin(reading, { kind: label, rest: label === "hint" ? (inside[first]?.text.trim() ?? "") : "" }, line);
  for (const one of label === "hint" ? inside.slice(first + 1) : inside) reading.parts[reading.into].push(one);
  reading.into = before;
  return end + 1;
}

function takeHeading(reading: Reading, line: Line): void {
  const label = labelOf(line.text);
  if (label !== null) {
    begin(reading, label, line);
    return;
  }
  if (reading.into !== "answer") reading.into = reading.isLabelled ? "answer" : "body";
  reading.parts[reading.into].push(line);
}

function takeText(reading: Reading, lines: readonly Line[], at: number, line: Line): number {
  const { parts } = reading;
  if (isBlank(line)) {
    parts[reading.into].push(line);
    return at + 1;
  }
  const label = textLabel(reading, line, lines[at - 1]);
  if (label !== null) {
    begin(reading, label, line);
    return at + 1;
  }
  const hashtags = hashtagsOf(line.text);
  if (hashtags !== null) {
    reading.tags = [...reading.tags, ...hashtags];
    return at + 1;
  }
  const above = lines[at - 1];
  const beginsParagraph = above === undefined || above.kind !== "text" || isBlank(above);
  if (reading.into === "guidance" || reading.into === "followUps" || !beginsParagraph || !guides(line.text)) {
    parts[reading.into].push(line);
    return at + 1;
  }
  return takeGuidance(reading, lines, at);
}

/** A paragraph that speaks of candidates is guidance by itself. */
function takeGuidance({ parts }: Reading, lines: readonly Line[], at: number): number {
  let next = at;
  for (; next < lines.length; next += 1) {
    const line = lines[next];
    if (line === undefined || line.kind !== "text" || isBlank(line)) break;
    parts.guidance.push(line);
  }
  parts.guidance.push({ kind: "text", text: "", line: lines[at]?.line ?? 1, level: 0 });
  return next;
}

function textLabel(reading: Reading, line: Line, above: Line | undefined): Label | null {
  const label = labelOf(line.text);
  if (label !== null && isMeant(reading, label, line, above)) return label;
  const short = reading.hasChoices || reading.isLabelled ? null : shortAnswer(line.text);
  return short === null ? null : { kind: "answer", rest: short };
}

const META_CHARS = 160;

/** Words like "Level: …" are a label only of a short line that fits; in an answer "Explanation:" is a part of it. */
function isMeant(reading: Reading, { kind, rest }: Label, { text }: Line, above: Line | undefined): boolean {
  switch (kind) {
    case "level":
      return levelIn(rest) !== null && rest.length <= META_CHARS;
    case "tags":
      return rest !== "" && rest.length <= META_CHARS && (isUnbegun(reading) || rest.startsWith("#"));
    case "answer":
      return !(reading.isLabelled && reading.into === "answer" && !/^\W{0,6}(?:answer|ans)\b/iu.test(text));
    case "guidance":
    case "follow-ups":
    case "hint":
      return /[:：*_]/u.test(text) || above === undefined || above.kind !== "text" || isBlank(above);
  }
}

const isUnbegun = ({ parts, into }: Reading): boolean => parts[into].every(isBlank);

const partOf: Readonly<Record<LabelKind, Part | null>> = {
  answer: "answer",
  guidance: "guidance",
  "follow-ups": "followUps",
  hint: "answer",
  level: null,
  tags: null,
};

function begin(reading: Reading, { kind, rest }: Label, line: Line): void {
  if (kind === "level") reading.level = levelIn(rest) ?? reading.level;
  if (kind === "tags") reading.tags = [...reading.tags, ...tagsIn(rest)];
  const part = partOf[kind];
  if (part === null) return;
  if (kind === "hint") {
    // What helps to find the answer is shown with it, not with the question.
    reading.parts.answer.push({ ...line, kind: "text", text: `**Hint:** ${rest}` });
    if (line.kind === "open") reading.into = "answer";
    return;
  }
  reading.into = part;
  if (kind === "answer") reading.isLabelled = true;
  if (rest !== "") reading.parts[part].push({ ...line, kind: "text", level: 0, text: rest });
}

/** The tags of a line such as `a, b` or `#a #b`, in their order. */
export function tagsIn(text: string): readonly string[] {
  const parts = /[,;|]/u.test(text) ? text.split(/[,;|]/u) : text.includes("#") ? text.split(/\s+/u) : [text];
  return parts.map((part) => part.replace(/^[\s#`*_[]+|[\s`*_\].]+$/gu, "")).filter((part) => part !== "");
}

/** The tags of a line that holds nothing else (`#sql #joins`), or null. */
function hashtagsOf(text: string): readonly string[] | null {
  if (text.length > META_CHARS || !/^\s*#[\p{L}]/u.test(text)) return null;
  const words = text.trim().split(/\s+/u);
  return words.every((word) => /^#[\p{L}][\p{L}\p{N}_/-]*$/u.test(word)) ? tagsIn(text) : null;
}
