import { withoutEntities } from "./entities.ts";

/** Stands for `<br>` until it is known what is around it; no text may hold it. */
export const BREAK = "\ufdd0";

/** The text of an HTML document as Markdown that shows the same: blanks run together, and no mark is one by chance. */
export function wordsOfHtml(text: string): string {
  const joined = text.replace(/[\s\u00a0]+/gu, " ");
  return withoutEntities(escaped(joined), asWritten);
}

// `__init__` and `*args` would be read as emphasis; in the middle of a word a low line is none. Code between ticks, as
// people write it in notes, is code.
const byChance = /`[^`]+`|\*(?=\S)|(?<=\S)\*|(?<![\p{L}\p{N}_])_+(?=\S)|(?<=\S)_+(?![\p{L}\p{N}_])/gu;
const escaped = (text: string): string =>
  text.replace(byChance, (mark) => (mark.startsWith("`") ? mark : mark.replace(/[*_]/gu, "\\$&")));

/** A character that was written as an entity so that it means itself. */
function asWritten(character: string, rest: string): string {
  const isMark = character === "&" ? /^#?[a-z0-9]{1,31};/iu.test(rest) : /^[*_`[\]#|~\\]$/u.test(character);
  return isMark ? `\\${character}` : character;
}

/** The text between the tags of Markdown: as it is, with entities outside of code as the characters they stand for. */
export const wordsOfMarkdown = (text: string, searched: string): string => withoutEntities(text, asWritten, searched);

/** Words between marks, the marks close to the words as Markdown wants them; each line by itself. */
export function marked(text: string, mark: string): string {
  return text
    .split(BREAK)
    .map((line) => {
      const words = line.trim();
      if (words === "" || words.includes("\n\n")) return line;
      // A mark between punctuation and a letter closes nothing: `**Note:**so` shows its stars.
      const inner = words.replace(/[.,:;!?]+$/u, "") || words;
      const begin = line.indexOf(words);
      return `${line.slice(0, begin)}${mark}${inner}${mark}${words.slice(inner.length)}${line.slice(begin + words.length)}`;
    })
    .join(BREAK);
}

/** A code span, or fenced code where it has several lines. Ticks are as many as the code needs. */
export function codeOf(text: string): string {
  const code = text.replaceAll(BREAK, "\n");
  if (code.trim() === "") return code;
  const trimmed = code.trim();
  if (trimmed.includes("\n")) return fenced(code, "");
  const ticks = "`".repeat(longestRun(trimmed) === 1 ? 2 : longestRun(trimmed) + 1);
  const pad = /^`|`$/u.test(trimmed) ? " " : "";
  return `${code.startsWith(" ") ? " " : ""}${ticks}${pad}${trimmed}${pad}${ticks}${code.endsWith(" ") ? " " : ""}`;
}

/** Code between fences that it does not hold itself. */
export function fenced(text: string, language: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text.replace(/^(?:[ \t]*\n)+/u, "").trimEnd()}\n${fence}`;
}

const longestRun = (text: string): number =>
  (text.match(/`+/gu) ?? []).reduce((most, run) => Math.max(most, run.length), 0);

/** A link of Markdown to the web; the words alone where the address leads anywhere else. */
export function linkOf(words: string, address: string | null): string {
  const url = withoutEntities(address ?? "").trim();
  const text = words.trim();
  if (!/^https?:\/\/[^\s]/iu.test(url) || text === "" || text.includes(BREAK)) return words;
  const safe = url.replace(/[\s()<>[\]\\]/gu, (sign) =>
    encodeURIComponent(sign).replace("(", "%28").replace(")", "%29"),
  );
  return `[${text.replace(/(?<!\\)[[\]]/gu, "\\$&")}](${safe})`;
}

/** A picture in words: nothing is fetched. */
export const pictureOf = (alt: string | null): string => {
  const words = withoutEntities(alt ?? "")
    .replace(/[\s[\]]+/gu, " ")
    .trim();
  return words === "" ? "[picture]" : `[picture: ${words}]`;
};

const raised: ReadonlyMap<string, string> = new Map(zip("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ"));
const lowered: ReadonlyMap<string, string> = new Map(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"));

function zip(one: string, other: string): readonly (readonly [string, string])[] {
  const others = [...other];
  return [...one].map((character, at) => [character, others[at] ?? character] as const);
}

/** x² and H₂O where there are such characters, `x^(k)` and `a_(k)` otherwise. */
export function shifted(text: string, to: "raised" | "lowered"): string {
  const table = to === "raised" ? raised : lowered;
  const characters = [...text.trim()].map((character) => table.get(character));
  if (characters.length === 0) return text;
  if (characters.every((character) => character !== undefined)) return characters.join("");
  return `${to === "raised" ? "^" : "\\_"}(${text.trim()})`;
}
