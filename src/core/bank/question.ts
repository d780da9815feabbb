import { z } from "zod";
import { questionIdField } from "../codecs.ts";
import { TEXT_CHARS } from "./limits.ts";

export const levels = ["junior", "mid", "senior"] as const;
export type Level = (typeof levels)[number];

/** One thing a good answer covers. */
export const keyPoint = z.object({
  /** A full sentence fit to be shown. */
  say: z.string(),
  /** Ways people put it, two to five content words each. */
  aliases: z.array(z.string()).readonly(),
  /** Known mistakes that look like the point. */
  reject: z.array(z.string()).readonly(),
  /** True for what every good answer has, false for a bonus. */
  must: z.boolean(),
});
export type KeyPoint = Readonly<z.output<typeof keyPoint>>;

/** Where a question comes from that was brought along from elsewhere (`core/import/`). */
export const origin = z.strictObject({
  /** The file or deck, as it was named to the import. */
  source: z.string().min(1).max(TEXT_CHARS.source),
  /** Its first line there, from 1. */
  line: z.number().int().positive(),
  /** The name of the rule that read it. */
  rule: z.string().min(1).max(TEXT_CHARS.tag),
  licence: z.string().max(TEXT_CHARS.source).optional(),
  author: z.string().max(TEXT_CHARS.source).optional(),
  /** The fingerprint of what the import wrote: with another one, somebody has edited the question since. */
  mark: z.string().max(TEXT_CHARS.tag).optional(),
});
export type Origin = Readonly<z.output<typeof origin>>;

/** A sound question of the bank. Texts are Markdown. */
export const question = z.object({
  id: questionIdField,
  title: z.string(),
  topic: z.string(),
  level: z.enum(levels),
  tags: z.array(z.string()).readonly(),
  prompt: z.string(),
  answer: z.string(),
  points: z.array(keyPoint).readonly(),
  followUps: z.array(z.string()).readonly(),
  sources: z.array(z.string()).readonly(),
  /** Left out where the question was written for this bank. */
  origin: origin.optional(),
  /** Where it is written, for managers: path as given to the bank, and the first line. */
  file: z.string(),
  line: z.number().int(),
});
export type Question = Readonly<z.output<typeof question>>;

/** One entry of a folder's `topics.yaml`. `levels` are those that the topic is to have a question of. */
export type Topic = Readonly<{ id: string; title: string; line: string; levels?: readonly Level[] | undefined }>;

/** What is wrong with a bank, where, and how to mend it. `line` counts from 1. */
export type Problem = Readonly<{ file: string; line: number; message: string; fix: string }>;

/** The sound questions of some folders, and the problems of the others. Immutable: a reload makes a new one. */
export type Bank = Readonly<{
  questions: ReadonlyMap<string, Question>;
  topics: readonly Topic[];
  problems: readonly Problem[];
}>;
