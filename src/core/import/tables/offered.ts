import { plainOf } from "../markdown/titles.ts";

/** A choice that a row offers: the letter it goes by, and its text. */
export type Offered = Readonly<{ key: string; text: string }>;
/** A list of choices for the prompt, and what an answer begins with; or why they do not fit together. */
export type Choosing =
  | Readonly<{ kind: "choices"; list: string; answer: string }>
  | Readonly<{ kind: "wrong"; reason: string }>;

/** Puts the choices of a row and its key together; the key is letters, numbers or the text of a choice again. */
export function choosing(offered: readonly Offered[], key: string): Choosing {
  const list = offered.map(shown).map(asItem).join("\n");
  if (key.trim() === "") return { kind: "choices", list, answer: "" };
  const right = rightOf(offered, key.trim());
  if (right === null) {
    const keys = `${offered[0]?.key ?? ""} to ${offered.at(-1)?.key ?? ""}`;
    return {
      kind: "wrong",
      reason: `the answer is ${plainOf(key).slice(0, 60)}, which is none of the choices ${keys}`,
    };
  }
  const texts = right.map(shown);
  return { kind: "choices", list, answer: texts.length === 1 ? (texts[0] ?? "") : texts.map(asItem).join("\n") };
}

const shown = ({ key, text }: Offered): string => `${key}) ${text}`;
const asItem = (text: string): string => `- ${text.replace(/\n(?=[^\n])/gu, "\n  ")}`;
const same = (one: string, other: string): boolean => plainOf(one).toLowerCase() === plainOf(other).toLowerCase();

function rightOf(offered: readonly Offered[], key: string): readonly Offered[] | null {
  const whole = offered.find(({ text }) => same(text, key));
  if (whole !== undefined) return [whole];
  const parts = key.split(/\s*(?:[,;/&|\n]|\band\b)\s*/u).filter((part) => part !== "");
  const found = parts.map((part) => byName(offered, part) ?? offered.find(({ text }) => same(text, part)));
  const right = found.filter((each) => each !== undefined);
  return right.length === found.length && right.length > 0 ? right : null;
}

/** `B`, `b)`, `Option B`, `Answer 2`, `B. its text again`. */
function byName(offered: readonly Offered[], part: string): Offered | undefined {
  const [, name = "", rest = ""] =
    /^(?:(?:option|answer|choice)\s*)?\(?([a-h]|[1-8])(?:[).:]|$)\s*(.*)$/iu.exec(part.trim()) ?? [];
  const key = /^\d$/u.test(name) ? String.fromCharCode(64 + Number(name)) : name.toUpperCase();
  const choice = offered.find((each) => each.key === key);
  return choice !== undefined && (rest === "" || same(rest, choice.text)) ? choice : undefined;
}

/** Choices without letters, in an order that does not tell which is right. */
export const lettered = (texts: readonly string[]): readonly Offered[] =>
  texts
    .toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0))
    .map((text, at) => ({ key: String.fromCharCode(65 + at), text }));
