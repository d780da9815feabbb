import { ChannelType, Routes } from "discord-api-types/v10";
import { BotError } from "../../core/errors.ts";
import { type ChannelKey, partsOf } from "../../core/keys.ts";
import type { Grant } from "../../ports/pacing.ts";
import type { Channel } from "../../ports/platform.ts";
import type { Call } from "./calls/client.ts";
import { isSnowflake } from "./ids.ts";
import { countedAs } from "./pacing.ts";
import type { Directory } from "./servers/directory.ts";
import { missingIn, permissionsOf, type Rules } from "./servers/permissions.ts";
import { memberShape, overwritesOf, type ToldChannel } from "./servers/shapes.ts";

export type ChannelParts = Readonly<{ read: Call; directory: Directory; bot: () => string | null }>;

/** The channels of the bot's servers. */
export class Channels {
  readonly #parts: ChannelParts;

  constructor(parts: ChannelParts) {
    this.#parts = parts;
  }

  /** A channel, and what the bot lacks to work in it. */
  async channel(key: ChannelKey, grant?: Grant): Promise<Channel> {
    const { workspace: guild, channel: id } = partsOf(key);
    try {
      const told = isSnowflake(id) ? await this.#parts.directory.channel(guild, id, grant) : null;
      if (told === null) return { channel: key, name: id, general: false, lacks: gone };
      const lacks = kindLack(told) ?? (await this.#lackIn(guild, told, grant));
      // No channel of Discord has everybody in it whatever its permissions say.
      return { channel: key, name: told.name ?? id, general: false, lacks };
    } catch (error) {
      const lacks = lackOf(error);
      if (lacks === null) throw error;
      return { channel: key, name: id, general: false, lacks };
    }
  }

  async #lackIn(guild: string, told: ToldChannel, grant?: Grant): Promise<Lack | null> {
    const { directory } = this.#parts;
    if (!directory.knows(guild)) await grant?.more(countedAs.server(guild));
    const rules = await directory.rules(guild, grant);
    const roles = directory.ownRoles(guild) ?? (await this.#askOwnRoles(guild, grant));
    return lackFor(rules, told, { user: this.#parts.bot() ?? "", roles });
  }

  async #askOwnRoles(guild: string, grant?: Grant): Promise<readonly string[]> {
    await grant?.more(countedAs.person(guild));
    const route = Routes.guildMember(guild, this.#parts.bot() ?? "@me");
    return (await this.#parts.read({ method: "GET", route, grant }, memberShape)).roles;
  }
}

type Lack = NonNullable<Channel["lacks"]>;

const gone: Lack = { why: "channel-gone", hint: "Look whether the channel is still there and I may see it." };

/** What the bot, as this member, lacks in a channel; null when it can work there. */
export function lackFor(
  rules: Rules,
  channel: ToldChannel,
  bot: Readonly<{ user: string; roles: readonly string[] }>,
): Lack | null {
  const missing = missingIn(permissionsOf(rules, overwritesOf(channel), bot));
  if (missing.length === 0) return null;
  return { why: "missing-permission", hint: `In the channel's settings, Permissions, allow me ${missing.join(", ")}.` };
}

/** Channels that take messages and threads under them (docs.discord.com, Threads). */
const postable: ReadonlySet<number> = new Set([ChannelType.GuildText, ChannelType.GuildAnnouncement]);
const forums: ReadonlySet<number> = new Set([ChannelType.GuildForum, ChannelType.GuildMedia]);

function kindLack({ type }: ToldChannel): Lack | null {
  if (postable.has(type)) return null;
  const what = forums.has(type) ? "I cannot work in forums yet" : "I can only work where messages have threads";
  return { why: "missing-permission", hint: `${what}: set me up in a text or an announcement channel.` };
}

/** What a refusal to tell of a channel means for it; null for what says nothing about the channel. */
function lackOf(error: unknown): Lack | null {
  if (!(error instanceof BotError) || error.code !== "platform.refused") return null;
  if (error.why === "channel-gone") return gone;
  if (error.why !== "missing-permission") return null;
  return { why: "missing-permission", hint: "In the channel's settings, Permissions, allow me View Channel." };
}
