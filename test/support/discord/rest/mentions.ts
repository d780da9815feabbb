import { isRecord } from "../../stand-in/record.ts";
import type { AppState } from "../state/app-state.ts";
import { may } from "../state/permissions.ts";
import type { Channel, Pings } from "../state/types.ts";

const allKinds: readonly unknown[] = ["users", "roles", "everyone"];

/**
 * Whom a text pings. Left out, `allowed_mentions` allows users, roles and everyone (platform-facts.md 2.1); a role that
 * not everybody may ping, and everyone, need MENTION_EVERYONE.
 */
export function pingsOf(
  app: AppState,
  channel: Channel,
  by: Readonly<{ author: string; content: string; allowed: unknown }>,
): Pings {
  const { author, content, allowed } = by;
  const parse = isRecord(allowed) ? listOf(allowed["parse"]) : allKinds;
  const named = (kind: string, ids: readonly string[]): readonly string[] => {
    if (parse.includes(kind)) return ids;
    const list = isRecord(allowed) ? listOf(allowed[kind]) : [];
    return ids.filter((id) => list.includes(id));
  };
  const mayAll = may(channel, author, "MENTION_EVERYONE");
  const roles = ids(content, /<@&(\d+)>/gu).filter((id) => {
    const role = channel.guild?.roles.get(id);
    return role !== undefined && (role.mentionable || mayAll);
  });
  const users = ids(content, /<@!?(\d+)>/gu).filter((id) => app.users.has(id));
  const everyone = parse.includes("everyone") && mayAll && /@(?:everyone|here)/u.test(content);
  return { users: named("users", users), roles: named("roles", roles), everyone };
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function ids(content: string, pattern: RegExp): readonly string[] {
  return [...new Set([...content.matchAll(pattern)].flatMap(([, id]) => (id === undefined ? [] : [id])))];
}
