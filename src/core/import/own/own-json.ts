import { z } from "zod";
import { JSON_FORMAT, JSON_VERSION } from "../../export/json.ts";
import type { ImportSource } from "../found.ts";
import { JSON_DEPTH, jsonShape } from "./json-shape.ts";
import type { Own } from "./own.ts";
import { ownQuestion, ownTogether } from "./own-question.ts";

const outermost = z.object({ version: z.number(), questions: z.array(z.unknown()) });
const HEAD_CHARS = 1_000;

/** Reads what was exported as JSON; null when the text is none of it. */
export function readOwnJson({ text }: ImportSource): Own | null {
  const head = text.slice(0, HEAD_CHARS);
  if (!new RegExp(`"format"\\s*:\\s*"${JSON_FORMAT}"`, "u").test(head)) return null;
  const { depth, lines } = jsonShape(text);
  if (depth > JSON_DEPTH) return refused(`nested more than ${JSON_DEPTH} levels deep: export the questions again`);
  const read = outermost.safeParse(parsed(text));
  if (!read.success) return refused("not valid JSON, or without its list of questions: export the questions again");
  const { version, questions } = read.data;
  if (version !== JSON_VERSION) {
    return refused(
      `written by another version of Daily Drill (${version}, this one reads ${JSON_VERSION}): export it as CSV there`,
    );
  }
  // Where the list holds more than objects, lines cannot be told.
  const lineOf = (at: number): number => (lines.length === questions.length ? (lines[at] ?? 1) : 1);
  return ownTogether(questions.map((raw, at) => ownQuestion(raw, lineOf(at))));
}

const refused = (reason: string): Own => ({ questions: [], skipped: [{ line: 1, reason }] });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return null;
  }
}
