import { assertNever } from "../errors.ts";
import { cutAt } from "./borders.ts";
import type { Inline } from "./doc.ts";
import { wordsWithUrl } from "./plain.ts";

export type Halves = Readonly<{ before: readonly Inline[]; after: readonly Inline[] }>;

/**
 * Cuts inline nodes so that the first half fits, at the best border; null when nothing fits. A picture, a name or an
 * address that alone is too long becomes text first. With `sentences` only the end of a sentence will do.
 */
export function cutInlines(
  children: readonly Inline[],
  fits: (before: readonly Inline[]) => boolean,
  sentences: boolean,
): Halves | null {
  const flat = flatten(children);
  const at = cutAt(flat, (end) => fits(halve(children, end).before), sentences);
  if (at > 0) return withoutEdge(halve(children, at));
  const looser = sentences ? null : loosen(children);
  return looser === null ? null : cutInlines(looser, fits, sentences);
}

/** One unit for each place where a cut may fall: text as it is, a break as a line break, the others as one character. */
function flatten(children: readonly Inline[]): string {
  return children.map(flattenNode).join("");
}

function flattenNode(node: Inline): string {
  switch (node.kind) {
    case "text":
    case "code":
      return node.value;
    case "strong":
    case "emphasis":
    case "strike":
    case "link":
      return flatten(node.children);
    case "break":
      return "\n";
    case "image":
    case "person":
    case "time":
      return "\uFFFC";
    default:
      return assertNever(node);
  }
}

function halve(children: readonly Inline[], at: number): Halves {
  const before: Inline[] = [];
  let left = at;
  for (const [index, node] of children.entries()) {
    const size = flattenNode(node).length;
    if (size > left) {
      const [head, tail] = left === 0 ? [null, node] : halveNode(node, left);
      const after = [tail, ...children.slice(index + 1)];
      return { before: head === null ? before : [...before, head], after };
    }
    before.push(node);
    left -= size;
  }
  return { before, after: [] };
}

function halveNode(node: Inline, at: number): readonly [Inline | null, Inline] {
  switch (node.kind) {
    case "text":
    case "code":
      return [
        { ...node, value: node.value.slice(0, at) },
        { ...node, value: node.value.slice(at) },
      ];
    case "strong":
    case "emphasis":
    case "strike":
    case "link": {
      const { before, after } = halve(node.children, at);
      return [
        { ...node, children: before },
        { ...node, children: after },
      ];
    }
    case "break":
    case "image":
    case "person":
    case "time":
      return [null, node];
    default:
      return assertNever(node);
  }
}

/** The border of a part stands for the line break or the white space that was there. */
function withoutEdge({ before, after }: Halves): Halves {
  const ends = before.length > 1 && before.at(-1)?.kind === "break";
  return { before: ends ? before.slice(0, -1) : before, after: withoutLeadingSpace(after) };
}

function withoutLeadingSpace(children: readonly Inline[]): readonly Inline[] {
  const [first, ...others] = children;
  if (first === undefined) return [];
  const trimmed = withoutSpaceBefore(first);
  return trimmed === null ? withoutLeadingSpace(others) : [trimmed, ...others];
}

/** Null when there was nothing but white space. */
function withoutSpaceBefore(node: Inline): Inline | null {
  switch (node.kind) {
    case "text": {
      const value = node.value.trimStart();
      return value === "" ? null : { ...node, value };
    }
    case "strong":
    case "emphasis":
    case "strike":
    case "link": {
      const children = withoutLeadingSpace(node.children);
      return children.length === 0 ? null : { ...node, children };
    }
    case "break":
      return null;
    case "code":
    case "image":
    case "person":
    case "time":
      return node;
    default:
      return assertNever(node);
  }
}

/** The first node as text, which can be cut; null when it is text already. */
function loosen(children: readonly Inline[]): readonly Inline[] | null {
  const [first, ...others] = children;
  if (first === undefined) return null;
  const words = loosenNode(first);
  return words === null ? null : [...words, ...others];
}

function loosenNode(node: Inline): readonly Inline[] | null {
  switch (node.kind) {
    case "text":
    case "break":
      return null;
    case "code":
      return [{ kind: "text", value: node.value }];
    case "strong":
    case "emphasis":
    case "strike":
      return node.children;
    case "link":
      return wordsWithUrl(flatten(node.children), node.url) === flatten(node.children)
        ? node.children
        : [...node.children, { kind: "text", value: ` (${node.url})` }];
    case "image":
      return [{ kind: "text", value: wordsWithUrl(node.alt, node.url) }];
    case "person":
      return [{ kind: "text", value: node.name }];
    case "time":
      return [{ kind: "text", value: node.fallback }];
    default:
      return assertNever(node);
  }
}
