import { z } from "zod";
import { snowflake } from "../ids.ts";
import type { Holder, Rules } from "./permissions.ts";
import {
  channelShape,
  fullGuildShape,
  guildShape,
  memberShape,
  roleShape,
  type ToldChannel,
  type ToldGuild,
} from "./shapes.ts";

/** A server as the gateway told of it last. */
export type Server = Rules &
  Readonly<{
    name: string;
    roles: Map<string, bigint>;
    channels: Map<string, ToldChannel>;
    /** The bot as a member. */
    bot: Holder;
  }>;

const inGuild = z.looseObject({ guild_id: snowflake });
const roleEvent = inGuild.extend({ role: roleShape });
const roleGone = inGuild.extend({ role_id: snowflake });
const ownMember = inGuild.extend(memberShape.shape);
const oneOf = z.looseObject({ id: snowflake });

type Told = (data: unknown) => void;

/** Hands on data of one shape; of another shape it is passed over. */
const told =
  <T>(shape: z.ZodType<T>, take: (data: T) => void): Told =>
  (data) => {
    const read = shape.safeParse(data);
    if (read.success) take(read.data);
  };

/**
 * The servers of the bot, kept by the events of the gateway, so that a channel's permissions need no request. What was
 * told while nothing was heard is told again at the beginning of each session.
 */
export class Servers {
  readonly #servers = new Map<string, Server>();
  readonly #bot: () => string | null;
  readonly #events: Readonly<Record<string, Told>>;

  constructor(bot: () => string | null) {
    this.#bot = bot;
    this.#events = {
      GUILD_CREATE: told(fullGuildShape, (guild) => this.#begin(guild)),
      GUILD_UPDATE: told(guildShape, (guild) => this.#rename(guild)),
      GUILD_DELETE: told(oneOf, ({ id }) => this.#servers.delete(id)),
      GUILD_ROLE_CREATE: told(roleEvent, ({ guild_id: id, role }) => this.#setRole(id, role)),
      GUILD_ROLE_UPDATE: told(roleEvent, ({ guild_id: id, role }) => this.#setRole(id, role)),
      GUILD_ROLE_DELETE: told(roleGone, ({ guild_id: id, role_id: role }) => this.#servers.get(id)?.roles.delete(role)),
      GUILD_MEMBER_UPDATE: told(ownMember, ({ guild_id: id, user, roles }) => {
        if (user?.id === this.#bot()) this.#setOwnRoles(id, roles);
      }),
      CHANNEL_CREATE: told(channelShape, (channel) => this.#setChannel(channel)),
      CHANNEL_UPDATE: told(channelShape, (channel) => this.#setChannel(channel)),
      CHANNEL_DELETE: told(channelShape, ({ id, guild_id: guild }) =>
        this.#servers.get(guild ?? "")?.channels.delete(id),
      ),
    };
  }

  get(guild: string): Server | null {
    return this.#servers.get(guild) ?? null;
  }

  /** Takes in what an event tells of servers; most tell nothing. */
  hear(type: string, data: unknown): void {
    if (Object.hasOwn(this.#events, type)) this.#events[type]?.(data);
  }

  #begin(guild: z.output<typeof fullGuildShape>): void {
    const own = guild.members.find(({ user }) => user?.id === this.#bot());
    this.#servers.set(guild.id, {
      ...rulesOf(guild),
      name: guild.name,
      channels: new Map(guild.channels.map((channel) => [channel.id, channel])),
      bot: { user: this.#bot() ?? "", roles: own?.roles ?? [] },
    });
  }

  #rename(guild: ToldGuild): void {
    const known = this.#servers.get(guild.id);
    if (known !== undefined) this.#servers.set(guild.id, { ...known, ...rulesOf(guild), name: guild.name });
  }

  #setRole(guild: string, { id, permissions }: z.output<typeof roleShape>): void {
    this.#servers.get(guild)?.roles.set(id, permissions);
  }

  #setOwnRoles(guild: string, roles: readonly string[]): void {
    const known = this.#servers.get(guild);
    if (known !== undefined) this.#servers.set(guild, { ...known, bot: { ...known.bot, roles } });
  }

  #setChannel(channel: ToldChannel): void {
    this.#servers.get(channel.guild_id ?? "")?.channels.set(channel.id, channel);
  }
}

/** What decides about permissions, as a server tells it. */
export const rulesOf = ({ id, owner_id: owner, roles }: ToldGuild) => ({
  id,
  owner,
  roles: new Map(roles.map((role) => [role.id, role.permissions])),
});
