import type { Inline } from "../core/message/doc.ts";
import { plainInline } from "../core/message/plain.ts";

/** As long as an aside may be, in characters; a longer one is read as text. */
const asideChars = 300;

/** A short paragraph that is emphasised from end to end is said aside, in smaller type: its words; null for any other. */
export function asideOf(children: readonly Inline[]): readonly Inline[] | null {
  const [only, ...others] = children;
  if (only?.kind !== "emphasis" || others.length > 0 || !only.children.every(isPlainWords)) return null;
  const words = plainInline(only.children).trim();
  return words !== "" && words.length <= asideChars ? only.children : null;
}

/** Whether a node is words alone, with emphasis at most. */
export function isPlainWords(node: Inline): boolean {
  if (node.kind === "text" || node.kind === "person") return true;
  return (node.kind === "strong" || node.kind === "emphasis") && node.children.every(isPlainWords);
}
