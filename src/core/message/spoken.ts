import { code } from "./build.ts";
import type { Inline } from "./doc.ts";

/**
 * The bot's own sentence, with what stands between backticks as code: commands are easy to see and to copy. Nothing else
 * in it is markup, so a word that somebody typed stays a word.
 */
export const spoken = (sentence: string): readonly (string | Inline)[] =>
  sentence.split(/`([^`\n]+)`/u).map((piece, index) => (index % 2 === 1 ? code(piece) : piece));

/** The same for where there is no markup: notifications and screen readers. */
export const unmarked = (sentence: string): string => sentence.replaceAll(/`([^`\n]+)`/gu, "$1");
