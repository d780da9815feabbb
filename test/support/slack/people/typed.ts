import type { Fields } from "../state/types.ts";
import type { Workspace } from "../state/workspace.ts";

const broadcasts = /^@(here|channel|everyone)$/u;

/**
 * What somebody typed, as it travels in `text` (platform-facts.md 1.1, Escaping [Q]): `&`, `<` and `>` as entities, and
 * names and addresses as tokens. Tokens of people, channels and broadcasts may be typed as they are.
 */
export function onTheWire(workspace: Workspace, typed: string): string {
  const parts = typed.split(/(<[@#!][^<>]+>|https?:\/\/[^\s<>]+|(?<![\w])[@#][\w.-]+)/u);
  return parts.map((part, index) => (index % 2 === 1 ? token(workspace, part) : entities(part))).join("");
}

function token(workspace: Workspace, part: string): string {
  if (part.startsWith("<")) return part;
  if (part.startsWith("http")) return `<${entities(part)}>`;
  const [, broadcast] = broadcasts.exec(part) ?? [];
  if (broadcast !== undefined) return `<!${broadcast}>`;
  const name = part.slice(1);
  const named = part.startsWith("@") ? workspace.people.values() : workspace.channels.values();
  const meant = [...named].find((one) => one.name === name);
  if (meant === undefined) return part;
  return part.startsWith("@") ? `<@${meant.id}>` : `<#${meant.id}|${name}>`;
}

/** `&`, `<` and `>` as they are written. */
export const entities = (text: string): string =>
  text.replace(/&/gu, "&amp;").replace(/</gu, "&lt;").replace(/>/gu, "&gt;");

/** Slack's composer makes `rich_text` of whatever people write (types, blocks.d.ts [P], RichTextBlock). */
export const composed = (workspace: Workspace, typed: string): readonly Fields[] => {
  const elements = [{ type: "rich_text_section", elements: [{ type: "text", text: typed }] }];
  return typed === "" ? [] : [{ type: "rich_text", block_id: workspace.name("b"), elements }];
};
