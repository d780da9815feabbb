import { type Document, isAlias, isCollection, isMap, isNode, isPair, isScalar, LineCounter, parseDocument, visit } from "yaml";
import type { YAMLError } from "yaml";
import { FRONT_MATTER_CHARS, YAML_DEPTH } from "./limits.ts";
import type { Fault, LineOf } from "./problems.ts";

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
    logLevel: "silent",
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
  if (text.length > FRONT_MATTER_CHARS) {
    return {
      line: firstLine,
      message: `the YAML has ${text.length} characters; the most is ${FRONT_MATTER_CHARS}`,
      fix: "shorten the aliases, or move text below the front matter",
    };
  }
  const ended = /^\.\.\./m.exec(text);
  if (ended) {
    return {
      line: firstLine + linesBefore(text, ended.index),
      message: "`...` ends the YAML, so that what follows would be lost",
      fix: "remove the line, or put the text in quotes",
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

const tooDeep = (line: number): Fault => ({
  line,
  message: `nested more than ${YAML_DEPTH} levels deep`,
  fix: "write a list of texts, as the question format asks for",
});

/** What the parser lets pass and a question must not have. Walks without recursion past the allowed depth. */
function shapeFaults(document: Document, lineAt: (offset: number) => number): Fault[] {
  const faults: Fault[] = [];
  const look = (node: unknown, depth: number): void => {
    if (isPair(node)) {
      look(node.key, depth);
      look(node.value, depth);
      return;
    }
    if (!isNode(node)) return;
    const line = lineAt(node.range?.[0] ?? 0);
    if (depth > YAML_DEPTH) return void faults.push(tooDeep(line));
    if (isAlias(node) || node.anchor !== undefined) faults.push(aliased(line));
    if (node.tag !== undefined) faults.push(tagged(line, node.tag));
    if (isCollection(node)) for (const item of node.items) look(item, depth + 1);
  };
  look(document.contents, 1);
  return faults;
}

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

function repeatedKeys(document: Document, lineAt: (offset: number) => number): Fault[] {
  const faults: Fault[] = [];
  visit(document, {
    Map: (_key, map) => {
      const first = new Map<unknown, number>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const line = lineAt(key.range?.[0] ?? 0);
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

/** The line of the value at a path, or of its nearest parent that is there. */
function lineFinder(document: Document, lineAt: (offset: number) => number): LineOf {
  return (path) => {
    let node: unknown = document.contents;
    let line = lineAt(0);
    for (const step of path) {
      const pair = isMap(node) ? node.items.find((item) => isScalar(item.key) && item.key.value === step) : undefined;
      if (pair && isNode(pair.key)) line = lineAt(pair.key.range?.[0] ?? 0);
      node = pair ? pair.value : isCollection(node) && typeof step === "number" ? node.items[step] : undefined;
      if (!isNode(node)) return line;
      // A list under its key begins on the next line; the key is what a person looks for.
      if (!pair) line = lineAt(node.range?.[0] ?? 0);
    }
    return line;
  };
}

function syntaxFault(error: YAMLError, line: number): Fault {
  switch (error.code) {
    case "TAB_AS_INDENT":
      return { line, message: "a tab is used as indentation", fix: "indent with blanks" };
    case "BLOCK_AS_IMPLICIT_KEY":
      return { line, message: "a text holds a colon and a blank", fix: "put the text in quotes" };
    case "BAD_SCALAR_START":
      return { line, message: "a text starts with a character that YAML keeps for itself", fix: "put it in quotes" };
    default:
      return { line, message: `not valid YAML: ${error.message.slice(0, 120)}`, fix: "mend the line, or quote the text" };
  }
}
