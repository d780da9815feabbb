import { Routes } from "discord-api-types/v10";
import type { Grant } from "../../../ports/pacing.ts";
import type { Call } from "../calls/client.ts";
import type { Rules } from "./permissions.ts";
import { rulesOf, type Servers } from "./servers.ts";
import { channelShape, guildShape, type ToldChannel } from "./shapes.ts";

export type DirectoryParts = Readonly<{
  servers: Servers;
  read: Call;
  /** Whether what the gateway told still holds: it is connected, and Discord lets the bot in. */
  isCurrent: () => boolean;
}>;

/** Servers and channels as they stand now: as the gateway told while it is connected, else as Discord is asked. */
export class Directory {
  readonly #parts: DirectoryParts;

  constructor(parts: DirectoryParts) {
    this.#parts = parts;
  }

  /** Whether a server need not be asked for. */
  knows(guild: string): boolean {
    return this.#parts.isCurrent() && this.#parts.servers.get(guild) !== null;
  }

  /** What decides about permissions in a server. Rejects with `platform.*`. */
  async rules(guild: string, grant?: Grant): Promise<Rules> {
    const known = this.#parts.isCurrent() ? this.#parts.servers.get(guild) : null;
    if (known !== null) return known;
    return rulesOf(await this.#parts.read({ method: "GET", route: Routes.guild(guild), grant }, guildShape));
  }

  /** A channel; null where there is none of that id in the server. Rejects with `platform.*`. */
  async channel(guild: string, id: string, grant?: Grant): Promise<ToldChannel | null> {
    const known = this.#parts.isCurrent() ? this.#parts.servers.get(guild) : null;
    if (known !== null) return known.channels.get(id) ?? null;
    const told = await this.#parts.read({ method: "GET", route: Routes.channel(id), grant }, channelShape);
    return told.guild_id === guild ? told : null;
  }

  /** Whether a role is there to be pinged. @everyone, whose id is the server's, never is; what nobody told yet is there. */
  isGroup(guild: string, role: string): boolean {
    const known = this.knows(guild) ? this.#parts.servers.get(guild) : null;
    return role !== guild && (known === null || known.roles.has(role));
  }

  /** The bot's roles in a server, where they are known without asking. */
  ownRoles(guild: string): readonly string[] | null {
    return this.knows(guild) ? (this.#parts.servers.get(guild)?.bot.roles ?? null) : null;
  }
}
