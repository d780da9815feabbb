import { licenceNamed } from "../plan/licence.ts";
import type { Line } from "./blocks.ts";
import { plainOf, plainTitle } from "./titles.ts";

const LICENCE_CHARS = 300;

/** What a file's section about its licence names, or its first sentence; null where it has none. */
export function licenceIn(lines: readonly Line[]): string | null {
  const at = lines.findIndex(
    ({ kind, text }) =>
      kind === "heading" && /^(?:project )?licen[cs](?:e|es|ing)\s?:?$|^copyright$/iu.test(plainTitle(text)),
  );
  if (at === -1) return null;
  const next = lines.findIndex((line, place) => place > at && line.kind === "heading");
  const text = lines
    .slice(at + 1, next === -1 ? lines.length : next)
    .map((line) => line.text.trim())
    .join(" ")
    .trim();
  if (text === "") return null;
  const named = licenceNamed(text);
  if (named !== null) return named;
  const words = plainOf(text.replace(/<[^<>]*>|!\[[^[\]]*\]\([^()]*\)/gu, " "));
  return words.slice(0, LICENCE_CHARS) || null;
}
