import { z } from "zod";
import { snowflake } from "../ids.ts";
import { type DiscordMessage, discordMessage } from "./messages.ts";

/** What an event of Discord means to the bot; where a message stands in a thread, only its channel can tell. */
export type Happening =
  | Readonly<{ kind: "said"; guild: string; message: DiscordMessage }>
  /** `message` null: what changed was not told whole. */
  | Readonly<{
      kind: "edited";
      guild: string;
      channel: string;
      id: string;
      version: string;
      message: DiscordMessage | null;
    }>
  | Readonly<{ kind: "deleted"; guild: string; channel: string; ids: readonly string[] }>
  | Readonly<{ kind: "channel-gone"; guild: string; channel: string }>
  /** A new session: what was said since the one before may have been missed in these servers, each of which tells of itself. */
  | Readonly<{ kind: "session"; guilds: readonly string[] }>
  /** A server is there: at the beginning of a session, after an outage, or because the bot was invited. */
  | Readonly<{ kind: "server"; guild: string }>
  /** A server is not reachable for everybody; that ends by itself. */
  | Readonly<{ kind: "outage"; guild: string }>
  /** The bot was removed from a server. */
  | Readonly<{ kind: "removed"; guild: string }>
  /** Roles, permissions or the bot's own roles have changed: it may be able to work where it could not. */
  | Readonly<{ kind: "permissions"; guild: string; channel: string | null }>
  | Readonly<{ kind: "interaction"; id: string; payload: unknown }>
  /** Nothing that the bot keeps or does. */
  | Readonly<{ kind: "nothing" }>;

const nothing: Happening = { kind: "nothing" };

type Reader = (data: unknown) => Happening;

/** A reader for events of one shape; an event of another shape means nothing. */
const reader =
  <T>(shape: z.ZodType<T>, read: (data: T) => Happening): Reader =>
  (data) => {
    const parsed = shape.safeParse(data);
    return parsed.success ? read(parsed.data) : nothing;
  };

const inGuild = z.object({ guild_id: snowflake });
const spot = inGuild.extend({ channel_id: snowflake });
const said = discordMessage.extend({ guild_id: snowflake });
const change = spot.extend({
  id: snowflake,
  edited_timestamp: z.string().nullish(),
  author: z.unknown().optional(),
  content: z.unknown().optional(),
});
const ready = z.object({ guilds: z.array(z.object({ id: snowflake })) });
const guildGone = z.object({ id: snowflake, unavailable: z.boolean().optional() });
const channel = inGuild.extend({ id: snowflake });

/** Also comes whenever Discord shows what is behind a link: without a time, or with that of the edit before. */
const edited: Reader = (data) => {
  const told = change.safeParse(data).data;
  if (told === undefined || told.edited_timestamp === null || told.edited_timestamp === undefined) return nothing;
  const { guild_id: guild, channel_id: where, id, edited_timestamp: at } = told;
  // Without its words the defaults of the shape would make it an empty message.
  const isWhole = told.author !== undefined && told.content !== undefined;
  const message = isWhole ? (discordMessage.safeParse(data).data ?? null) : null;
  return { kind: "edited", guild, channel: where, id, version: at, message };
};

const permissions = (guild: string, where: string | null): Happening => ({
  kind: "permissions",
  guild,
  channel: where,
});

const readers: Readonly<Record<string, Reader>> = {
  MESSAGE_CREATE: reader(said, ({ guild_id: guild, ...message }) => ({ kind: "said", guild, message })),
  MESSAGE_UPDATE: edited,
  MESSAGE_DELETE: reader(spot.extend({ id: snowflake }), ({ guild_id: guild, channel_id: where, id }) => ({
    kind: "deleted",
    guild,
    channel: where,
    ids: [id],
  })),
  MESSAGE_DELETE_BULK: reader(
    spot.extend({ ids: z.array(snowflake) }),
    ({ guild_id: guild, channel_id: where, ids }) => ({
      kind: "deleted",
      guild,
      channel: where,
      ids,
    }),
  ),
  CHANNEL_DELETE: reader(channel, ({ guild_id: guild, id }) => ({ kind: "channel-gone", guild, channel: id })),
  CHANNEL_CREATE: reader(channel, ({ guild_id: guild, id }) => permissions(guild, id)),
  CHANNEL_UPDATE: reader(channel, ({ guild_id: guild, id }) => permissions(guild, id)),
  GUILD_ROLE_CREATE: reader(inGuild, ({ guild_id: guild }) => permissions(guild, null)),
  GUILD_ROLE_UPDATE: reader(inGuild, ({ guild_id: guild }) => permissions(guild, null)),
  GUILD_ROLE_DELETE: reader(inGuild, ({ guild_id: guild }) => permissions(guild, null)),
  GUILD_MEMBER_UPDATE: reader(inGuild, ({ guild_id: guild }) => permissions(guild, null)),
  READY: reader(ready, ({ guilds }) => ({ kind: "session", guilds: guilds.map(({ id }) => id) })),
  GUILD_CREATE: reader(guildGone, ({ id, unavailable }) => ({
    kind: unavailable === true ? "outage" : "server",
    guild: id,
  })),
  GUILD_DELETE: reader(guildGone, ({ id, unavailable }) => ({
    kind: unavailable === true ? "outage" : "removed",
    guild: id,
  })),
  INTERACTION_CREATE: (payload) => {
    const id = z.object({ id: snowflake }).safeParse(payload).data?.id;
    return id === undefined ? nothing : { kind: "interaction", id, payload };
  },
};

/** What an event means. Never throws: what is not understood means nothing. */
export const happeningOf = (type: string, data: unknown): Happening =>
  Object.hasOwn(readers, type) ? (readers[type]?.(data) ?? nothing) : nothing;
