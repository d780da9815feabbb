import type { Level } from "../../bank/question.ts";

const words: readonly (readonly [Level, RegExp])[] = [
  [
    "junior",
    /\b(?:juniors?|jr|beginners?|basics?|easy|entry[- ]level|entry|freshers?|fundamentals?|novices?|trainees?|starter|graduates?)\b/iu,
  ],
  ["mid", /\b(?:mid(?:dle)?(?:[- ](?:level|senior))?|intermediates?|medium|moderate|regular)\b/iu],
  ["senior", /\b(?:seniors?|sr|advanced|hard|experts?|experienced|difficult|challenging|staff|principal)\b/iu],
];

/** The one level that a heading or label speaks of; null where it speaks of none, or of several ("junior to senior"). */
export function levelIn(text: string): Level | null {
  const found = words.filter(([, pattern]) => pattern.test(text));
  const [only] = found;
  return found.length === 1 && only !== undefined ? only[0] : (letters.get(text.trim().toLowerCase()) ?? null);
}

const letters: ReadonlyMap<string, Level> = new Map([
  ["e", "junior"],
  ["m", "mid"],
  ["h", "senior"],
  ["l1", "junior"],
  ["l2", "mid"],
  ["l3", "senior"],
]);

/** A level in brackets at either end of a title, `[E] What …`, `What … (Senior)`, and the title without it. */
export function bracketedLevel(title: string): Readonly<{ rest: string; level: Level | null }> {
  const [whole, inner] =
    /^[[(`]([\p{L}\d -]{1,20})[\])`]\s*(?=\S)/u.exec(title) ?? /\s[[(`]([\p{L}\d -]{1,20})[\])`]$/u.exec(title) ?? [];
  const level =
    whole === undefined || inner === undefined || inner.trim().split(/\s+/u).length > 2 ? null : levelIn(inner);
  return whole === undefined || level === null
    ? { rest: title, level: null }
    : { rest: title.replace(whole, "").trim(), level };
}

/** Coloured circles, as lists of tasks use them. */
export function lampLevel(text: string): Level | null {
  if (/🟢/u.test(text)) return "junior";
  if (/🟡|🟠/u.test(text)) return "mid";
  return /🔴/u.test(text) ? "senior" : null;
}
