import type { Level } from "../bank/question.ts";

/** The text of one file to import: its name as it is told to people, relative to what was given, with `/`. */
export type ImportSource = Readonly<{ name: string; text: string }>;

/** The rules that find questions, by the names that reports and written files give them. */
export const rules = [
  "details",
  "headings",
  "labels",
  "list",
  "table",
  "cards",
  "file",
  "guidance",
  "csv",
  "anki",
  "own",
] as const;
export type Rule = (typeof rules)[number];

/** A question as it was found. Texts are Markdown; nothing is shortened, so some are too long for the bank. */
export type FoundQuestion = Readonly<{
  rule: Rule;
  /** Where it begins in its file, from 1. */
  line: number;
  /** On one line, without number, label and Markdown. */
  title: string;
  prompt: string;
  /** Null where there is none: also for "TODO", "To be completed", a bare link or an empty element. */
  answer: string | null;
  /** What its author says of how to judge answers ("What the interviewer is looking for"). */
  guidance: string | null;
  /** Whether it lists choices, which stand in the prompt; the answer then begins with the right ones. */
  choices: boolean;
  /** What it is about, in the author's words, the widest first: headings above it, decks, tags. */
  topics: readonly string[];
  tags: readonly string[];
  level: Level | null;
  followUps: readonly string[];
}>;

/** What an employer or author says of good answers without asking anything: needs a question before it can be one. */
export type FoundGuidance = Readonly<{ line: number; title: string; text: string; topics: readonly string[] }>;

/** Something that could have been a question and is none, or cannot be taken. `reason` ends without a full stop. */
export type Skipped = Readonly<{ line: number; reason: string }>;

/** What one file holds. Each question tells its rule; `skipped` alone means that nothing was found, and why. */
export type Found = Readonly<{
  questions: readonly FoundQuestion[];
  drafts: readonly FoundGuidance[];
  skipped: readonly Skipped[];
  /** What the file says of itself, in its front matter, header lines or licence section; null where it does not. */
  licence: string | null;
  author: string | null;
}>;

/** Reads one file. Never throws: what cannot be read is `skipped`, with a reason. */
export type Reader = (source: ImportSource) => Found;
