import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type YAMLError } from "yaml";
import { YAML_CHARS, YAML_DEPTH } from "./limits.ts";
import type { Fault, LineOf } from "./problems.ts";
import { type LineAt, lineOfNode, repeatedKeys, shapeFaults, tooDeep } from "./yaml-shape.ts";

/** YAML that was read, or what is wrong with it. Lines are those of the file that the text stands in. */
export type YamlReading =
  | Readonly<{ kind: "read"; value: unknown; faults: readonly Fault[]; lineOf: LineOf }>
  | Readonly<{ kind: "unreadable"; faults: readonly Fault[] }>;

/**
 * Reads YAML 1.2 without tags, anchors, aliases and merges, at most 20 levels deep, with the line of every value. Keys
 * that stand twice are faults beside the value; any other fault leaves no value. `firstLine` is where the text begins
 * in its file. Never throws.
 */
export function readYaml(text: string, firstLine: number): YamlReading {
  const refused = refusedUnread(text, firstLine);
  if (refused !== null) return { kind: "unreadable", faults: [refused] };
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: "core",
    version: "1.2",
    merge: false,
    stringKeys: true,
    // Found below instead, where the fault can name both lines.
    uniqueKeys: false,
    resolveKnownTags: false,
    prettyErrors: false,
    logLevel: "error",
    lineCounter: lines,
  });
  const lineAt = (offset: number): number => firstLine + Math.max(0, lines.linePos(offset).line - 1);
  const faults = document.errors.map((error) => syntaxFault(error, lineAt(error.pos[0])));
  faults.push(...shapeFaults(document, lineAt));
  if (faults.length > 0) return { kind: "unreadable", faults: [...faults, ...repeatedKeys(document, lineAt)] };
  return {
    kind: "read",
    value: document.toJS({ maxAliasCount: 0 }),
    faults: repeatedKeys(document, lineAt),
    lineOf: lineFinder(document, lineAt),
  };
}

// A list in a list in a list on one line, which YAML reads by recursion.
const dashes = new RegExp(`^ *(?:[-?:][ \\t]+){${YAML_DEPTH + 1}}`, "m");

/** What is refused before the parser sees it, because parsing it could exhaust the stack or take seconds. */
function refusedUnread(text: string, firstLine: number): Fault | null {
  if (text.length > YAML_CHARS) {
    return {
      line: firstLine,
      message: `the YAML has ${text.length} characters; the most is ${YAML_CHARS}`,
      fix: "shorten it: a question takes a few thousand",
    };
  }
  const deep = dashes.exec(text)?.index ?? bracketsTooDeep(text);
  return deep === null ? null : tooDeep(firstLine + linesBefore(text, deep));
}

/** Where brackets open more often than they close, by far more than any text in a question could. */
function bracketsTooDeep(text: string): number | null {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === "[" || char === "{") depth += 1;
    else if (depth > 0 && (char === "]" || char === "}")) depth -= 1;
    if (depth > 5 * YAML_DEPTH) return at;
  }
  return null;
}

const linesBefore = (text: string, offset: number): number => text.slice(0, offset).split("\n").length - 1;

/** The line of the value at a path, or of its nearest parent that is there. */
function lineFinder(document: Document, lineAt: LineAt): LineOf {
  return (path) => {
    let place: Step = { node: document.contents, line: lineAt(0) };
    for (const key of path) {
      const next = stepInto(place.node, key, lineAt);
      if (next === null) return place.line;
      place = next;
    }
    return place.line;
  };
}

type Step = Readonly<{ node: unknown; line: number }>;

/** Under a key it is the key's line that counts: a list begins a line later, and people look for the key. */
function stepInto(node: unknown, key: PropertyKey, lineAt: LineAt): Step | null {
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
    return pair && isScalar(pair.key) ? { node: pair.value, line: lineOfNode(pair.key, lineAt) } : null;
  }
  const item: unknown = isSeq(node) && typeof key === "number" ? node.items[key] : null;
  return isNode(item) ? { node: item, line: lineOfNode(item, lineAt) } : null;
}

function syntaxFault(error: YAMLError, line: number): Fault {
  switch (error.code) {
    case "TAB_AS_INDENT":
      return { line, message: "a tab is used as indentation", fix: "indent with blanks" };
    case "BLOCK_AS_IMPLICIT_KEY":
      return { line, message: "a text holds a colon and a blank", fix: "put the text in quotes" };
    case "BAD_SCALAR_START":
      return { line, message: "a text starts with a character that YAML keeps for itself", fix: "put it in quotes" };
    case "MULTIPLE_DOCS":
      return { line, message: "`---` or `...` ends the YAML, so that the rest would be lost", fix: "remove the line" };
    case "RESOURCE_EXHAUSTION":
      return tooDeep(line);
    default:
      return {
        line,
        message: `not valid YAML: ${error.message.slice(0, 120)}`,
        fix: "mend the line, or quote the text",
      };
  }
}
