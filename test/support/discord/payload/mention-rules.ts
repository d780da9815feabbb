import { type Fields, isRecord } from "../../stand-in/record.ts";
import { ours, type Problem } from "./problem.ts";

/** Left out, Discord pings everybody whom the text names (platform-facts.md 2.1); `parse` and lists exclude each other. */
export function brokenMentions(message: Fields, isNew: boolean): readonly Problem[] {
  const { allowed_mentions: allowed, content } = message;
  if (!isRecord(allowed)) {
    if (typeof content !== "string") return [];
    const text = "allowed_mentions is left out, so what people write could ping.";
    return [{ path: ["allowed_mentions"], code: ours, message: text, source: "behaviour.md; faults.md, 66" }];
  }
  const { parse } = allowed;
  if (!Array.isArray(parse)) {
    const text = "parse is left out, so what people write could ping.";
    return [{ path: ["allowed_mentions", "parse"], code: ours, message: text, source: "faults.md, 66" }];
  }
  const clash = ["users", "roles"].filter((kind) => parse.includes(kind) && isThere(allowed[kind]));
  return [
    ...clash.map((kind) => ({
      path: ["allowed_mentions"],
      code: "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
      message: `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      source: "developers/resources/message.mdx",
    })),
    ...(parse.length > 0
      ? [{ path: ["allowed_mentions", "parse"], code: ours, message: "parse is not empty.", source: "faults.md, 66" }]
      : []),
    ...brokenPings(allowed, String(content ?? ""), isNew),
  ];
}

/** Nobody is pinged unless the plan names a role, and then once, by a new message that shows it. */
function brokenPings({ users, roles }: Fields, content: string, isNew: boolean): readonly Problem[] {
  const named = Array.isArray(roles) ? roles : [];
  const wrong = [
    ...(isThere(users) ? ["people are pinged."] : []),
    ...(named.length > 1 ? ["more than one role is pinged."] : []),
    ...named.filter((id) => !content.includes(`<@&${id}>`)).map((id) => `the text does not name the role ${id}.`),
    ...(named.length > 0 && !isNew ? ["an edit or a private answer pings a role."] : []),
  ];
  return wrong.map((message) => ({ path: ["allowed_mentions"], code: ours, message, source: "behaviour.md" }));
}

const isThere = (value: unknown): boolean => Array.isArray(value) && value.length > 0;
