import { isRecord } from "./record.ts";

type Things = Readonly<Record<string, unknown>>;

/** Something with fields inside a payload, and the JSON pointer to it. */
export type Found = Readonly<{ at: string; thing: Things; parent: string | null }>;

/** Everything with fields in a payload, from the outside in; `parent` is the type of the next thing around it. */
export function everything(node: unknown, at = "", parent: string | null = null): readonly Found[] {
  if (Array.isArray(node)) return node.flatMap((one, index) => everything(one, `${at}/${index}`, parent));
  if (!isRecord(node)) return [];
  const type = typeof node["type"] === "string" ? node["type"] : parent;
  const inside = Object.entries(node).flatMap(([key, value]) => everything(value, `${at}/${key}`, type));
  return [{ at, thing: node, parent }, ...inside];
}

/** What a path of field names leads to; `*` is each member of a list. */
export function valuesAt(node: unknown, path: readonly string[], at: string): readonly [at: string, value: unknown][] {
  const [step, ...rest] = path;
  if (step === undefined) return node === undefined ? [] : [[at, node]];
  if (step === "*") {
    return Array.isArray(node) ? node.flatMap((one, index) => valuesAt(one, rest, `${at}/${index}`)) : [];
  }
  return isRecord(node) ? valuesAt(node[step], rest, `${at}/${step}`) : [];
}

/** How long it is: characters of a text, members of a list. Null: it has no length. */
export const lengthOf = (value: unknown): number | null =>
  typeof value === "string" || Array.isArray(value) ? value.length : null;
