/** JSON that nests deeper than this holds no questions. `JSON.parse` would take any depth, and what comes after it would not. */
export const JSON_DEPTH = 20;

/** How JSON is built, as far as it can be told without parsing it. */
export type JsonShape = Readonly<{
  /** How deep lists and objects nest; counted up to 21. */
  depth: number;
  /** The lines that the objects begin in which stand in a list that is the outermost value, or in one of its values. */
  lines: readonly number[];
}>;

const structure = /[[\]{}\n]|"(?:[^"\\]|\\[\s\S])*(?:"|$)/g;

/** Looks through JSON once, without recursion, so that no depth does harm; stops where it is too deep. */
export function jsonShape(text: string): JsonShape {
  const lines: number[] = [];
  const around: string[] = [];
  let line = 1;
  let depth = 0;
  for (const [sign] of text.matchAll(structure)) {
    if (sign === "\n") line += 1;
    if (sign === "]" || sign === "}") around.pop();
    if (sign !== "[" && sign !== "{") continue;
    if (sign === "{" && around.at(-1) === "[" && around.length <= 2) lines.push(line);
    around.push(sign);
    depth = Math.max(depth, around.length);
    if (depth > JSON_DEPTH) break;
  }
  return { depth, lines };
}
