import { PermissionFlagsBits } from "discord-api-types/v10";
import { lackFor } from "../channels.ts";
import { has, permissionsOf } from "./permissions.ts";
import type { Server, Servers } from "./servers.ts";
import { overwritesOf, type ToldChannel } from "./shapes.ts";

/** How the bot stands in a channel: it can work there, sees it, or does not even see it. */
type Standing = "works" | "sees" | "blind";

/** What has changed for a channel. */
export type Turn = Readonly<{ channel: string; is: "gone" | "back" }>;

/** Where the bot can work as permissions stand, so that a change of them tells which channels it lost or has back. */
export class Workable {
  readonly #servers: Servers;
  readonly #standings = new Map<string, Map<string, Standing>>();

  constructor(servers: Servers) {
    this.#servers = servers;
  }

  /** Looks at a server anew, or at one channel of it; at a server that was not looked at before nothing has changed. */
  look(guild: string, only: string | null): readonly Turn[] {
    const server = this.#servers.get(guild);
    if (server === null) return [];
    const before = this.#standings.get(guild) ?? null;
    const now = new Map(before);
    const channels = only === null ? [...server.channels.values()] : [server.channels.get(only)];
    const turns: Turn[] = [];
    for (const channel of channels) {
      if (channel === undefined) continue;
      const standing = standingIn(server, channel);
      const is = before === null ? null : turnOf(before.get(channel.id) ?? null, standing);
      if (is !== null) turns.push({ channel: channel.id, is });
      now.set(channel.id, standing);
    }
    this.#standings.set(guild, now);
    return turns;
  }

  forget(guild: string): void {
    this.#standings.delete(guild);
  }
}

function standingIn(server: Server, channel: ToldChannel): Standing {
  if (lackFor(server, channel, server.bot) === null) return "works";
  const permissions = permissionsOf(server, overwritesOf(channel), server.bot);
  return has(permissions, PermissionFlagsBits.ViewChannel) ? "sees" : "blind";
}

/** A channel in which the bot only lacks something is not lost: what is refused there says what to mend. */
function turnOf(before: Standing | null, now: Standing): Turn["is"] | null {
  if (before === now || before === null) return null;
  if (now === "works") return "back";
  return now === "blind" ? "gone" : null;
}
