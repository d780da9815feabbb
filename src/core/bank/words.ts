import type { Question } from "./question.ts";

/** Words that carry no content of their own, in aliases as people type them. */
const fillers: ReadonlySet<string> = new Set(
  "a an and are as at be but by can do does for from has have if in into is it its no not of off on or out so than that the their them then there they this to up via was we what when where which who will with without you your".split(
    " ",
  ),
);

/** The words of a text in small letters: runs of letters and digits, with the signs that names of techniques hold. */
const wordsOf = (text: string): readonly string[] =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .match(/[\p{L}\p{N}][\p{L}\p{N}+#.'_/-]*(?<![.'_/-])/gu) ?? [];

/** The words of an alias that carry its meaning. */
export const contentWords = (text: string): readonly string[] => wordsOf(text).filter((word) => !fillers.has(word));

/** A text as it is compared with others: words alone, so that punctuation, case and blanks change nothing. */
export const normalised = (text: string): string => wordsOf(text).join(" ");

/** A word is common from this share of the bank's questions on, and in at least four of them. */
const COMMON_SHARE = 0.2;
const COMMON_LEAST = 4;

/** The words that stand in so many prompts and answers that none of them alone tells one point from another. */
export function commonWords(questions: readonly Question[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { prompt, answer } of questions) {
    for (const word of new Set(wordsOf(`${prompt} ${answer}`))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const least = Math.max(COMMON_LEAST, questions.length * COMMON_SHARE);
  return new Set([...counts].filter(([, count]) => count >= least).map(([word]) => word));
}
