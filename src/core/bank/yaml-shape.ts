import { type Document, isAlias, isCollection, isNode, isPair, isScalar, type Node, visit } from "yaml";
import { YAML_DEPTH } from "./limits.ts";
import type { Fault } from "./problems.ts";

/** The line of the file at an offset in the text. */
export type LineAt = (offset: number) => number;

/** The line that a node begins in. */
export const lineOfNode = (node: Node, lineAt: LineAt): number => lineAt(node.range?.[0] ?? 0);

/** What the parser lets pass and the bank refuses: anchors, aliases, tags, depth. Goes no deeper than is allowed. */
export function shapeFaults(document: Document, lineAt: LineAt): readonly Fault[] {
  const faults: Fault[] = [];
  const look = (value: unknown, depth: number): void => {
    if (isPair(value)) {
      look(value.key, depth);
      look(value.value, depth);
    }
    if (!isNode(value)) return;
    const own = nodeFaults(value, depth, lineOfNode(value, lineAt));
    faults.push(...own);
    if (depth > YAML_DEPTH || !isCollection(value)) return;
    for (const item of value.items) look(item, depth + 1);
  };
  look(document.contents, 1);
  return faults;
}

function nodeFaults(node: Node, depth: number, line: number): readonly Fault[] {
  if (depth > YAML_DEPTH) return [tooDeep(line)];
  const faults: Fault[] = [];
  if (isAlias(node) || node.anchor !== undefined) faults.push(aliased(line));
  if (node.tag !== undefined) faults.push(tagged(line, node.tag));
  return faults;
}

/** Said of YAML that nests deeper than 20 levels. */
export const tooDeep = (line: number): Fault => ({
  line,
  message: `nested more than ${YAML_DEPTH} levels deep`,
  fix: "write a list of texts, as the question format asks for",
});

const aliased = (line: number): Fault => ({
  line,
  message: "YAML anchors (`&name`) and aliases (`*name`) are not allowed",
  fix: "write the value out, or put it in quotes",
});

const tagged = (line: number, tag: string): Fault => ({
  line,
  message: `YAML tags are not allowed: ${tag.slice(0, 60)}`,
  fix: "remove the tag, or put the value in quotes",
});

/** Keys that stand twice in one map, each with the line of the first. */
export function repeatedKeys(document: Document, lineAt: LineAt): readonly Fault[] {
  const faults: Fault[] = [];
  visit(document, {
    Map: (_key, map) => {
      const first = new Map<unknown, number>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const line = lineOfNode(key, lineAt);
        const before = first.get(key.value);
        if (before === undefined) first.set(key.value, line);
        else faults.push(repeated(line, String(key.value), before));
      }
    },
  });
  return faults;
}

const repeated = (line: number, key: string, before: number): Fault => ({
  line,
  message: `\`${key.slice(0, 60)}\` stands twice, here and in line ${before}`,
  fix: "keep one of the two",
});
