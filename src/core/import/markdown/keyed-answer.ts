import type { Line } from "./blocks.ts";
import { type Choice, type ChoicesIn, keyOf } from "./choices.ts";
import { isBlank } from "./page.ts";
import { plainOf } from "./titles.ts";

/** A prompt with its choices as a list, and an answer that begins with the right ones; or why its key is none. */
export type Keyed =
  | Readonly<{ kind: "keyed"; prompt: string; answer: string }>
  | Readonly<{ kind: "wrong"; reason: string }>;

/** Puts choices and key together. `shown` writes lines as Markdown of the bank. */
export function keyedAnswer(
  { before, choices, after }: ChoicesIn,
  answer: readonly Line[],
  shown: (lines: readonly Line[]) => string,
): Keyed {
  const texts = choices.map((choice) => textOf(choice, shown));
  const empty = choices.findIndex(({ lines }) => shown(lines) === "");
  if (empty !== -1) return { kind: "wrong", reason: `choice ${choices[empty]?.key ?? empty + 1} is empty` };
  const prompt = [shown(before), texts.map(asItem).join("\n"), shown(after)].filter((text) => text !== "").join("\n\n");
  const { named, rest } = namedIn(choices, answer, shown);
  const unknown = named.find((key) => !choices.some((choice) => choice.key === key));
  if (unknown !== undefined) {
    const offered = `${choices[0]?.key} to ${choices.at(-1)?.key}`;
    return { kind: "wrong", reason: `the answer is ${unknown}, which is none of the choices ${offered}` };
  }
  const right = texts.filter((_text, at) => {
    const choice = choices[at];
    return (
      choice !== undefined && (named.length > 0 ? choice.key !== null && named.includes(choice.key) : choice.right)
    );
  });
  const first = right.length === 1 ? (right[0] ?? "") : right.map(asItem).join("\n");
  return { kind: "keyed", prompt, answer: [first, shown(rest)].filter((text) => text !== "").join("\n\n") };
}

const textOf = ({ key, lines }: Choice, shown: (lines: readonly Line[]) => string): string =>
  key === null ? shown(lines) : `${key}) ${shown(lines)}`;

/** An item of a list, its further lines indented below it. */
const asItem = (text: string): string => `- ${text.replace(/\n(?=[^\n])/gu, "\n  ")}`;

type Named = Readonly<{ named: readonly string[]; rest: readonly Line[] }>;

/** The keys that the answer begins with, and the explanation; by its words where it says a choice again. */
function namedIn(
  choices: readonly Choice[],
  answer: readonly Line[],
  shown: (lines: readonly Line[]) => string,
): Named {
  const first = answer.findIndex((line) => !isBlank(line));
  const line = answer[first];
  if (line === undefined || line.kind === "code") return { named: [], rest: answer };
  const below = answer.slice(first + 1);
  const words = plainOf(line.text).toLowerCase();
  const same = choices.find((choice) => plainOf(shown(choice.lines)).toLowerCase() === words);
  if (same !== undefined)
    return { named: same.key === null ? [] : [same.key], rest: same.key === null ? answer : below };
  const key = choices.some((choice) => choice.key !== null) ? keyOf(line.text) : null;
  if (key === null) return { named: [], rest: answer };
  const repeated = choices.some(
    (choice) =>
      key.keys.includes(choice.key ?? "") &&
      plainOf(shown(choice.lines)).toLowerCase() === plainOf(key.rest).toLowerCase(),
  );
  return {
    named: key.keys,
    rest: key.rest === "" || repeated ? below : [{ ...line, kind: "text", text: key.rest, level: 0 }, ...below],
  };
}
