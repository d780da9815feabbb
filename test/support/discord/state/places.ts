import type { Fields } from "../../stand-in/record.ts";
import { intents } from "../gateway/intents.ts";
import type { Teller } from "../gateway/told.ts";
import type { AppState } from "./app-state.ts";
import { botMember } from "./openings.ts";
import { canView } from "./permissions.ts";
import {
  channelShape,
  channelTypes,
  fullMemberShape,
  roleShape,
  threadMemberShape,
  userShape,
  wholeGuildShape,
} from "./shapes.ts";
import type { Channel, Guild, Overwrite, Role } from "./types.ts";

/** What happens to guilds, channels, roles and members, with the events it makes. */
export class Places {
  readonly #app: AppState;
  readonly #teller: Teller;

  constructor(app: AppState, teller: Teller) {
    this.#app = app;
    this.#teller = teller;
  }

  /** Tells of a new channel. */
  added(channel: Channel): void {
    this.#tell(channel.guild, "CHANNEL_CREATE", channelShape(this.#app, channel));
  }

  rename(channel: Channel, name: string): void {
    channel.name = name;
    this.#updated(channel);
  }

  slow(channel: Channel, seconds: number): void {
    channel.slowModeS = seconds;
    this.#updated(channel);
  }

  /** Sets a channel's overwrites. Who comes to see it gets its active threads (developers/topics/threads.mdx). */
  overwrite(channel: Channel, overwrites: readonly Overwrite[]): void {
    const { botUser } = this.#app;
    const before = canView(channel, botUser);
    channel.overwrites = [...overwrites];
    this.#updated(channel);
    if (before || !canView(channel, botUser)) return;
    const threads = [...(channel.guild?.channels.values() ?? [])].filter(
      ({ thread }) => thread?.parent === channel && !thread.archived,
    );
    const members = threads.flatMap(({ id, thread }) => {
      const since = thread?.members.get(botUser);
      return since === undefined ? [] : [threadMemberShape(id, botUser, since)];
    });
    const shapes = threads.map((one) => channelShape(this.#app, one));
    const data = { guild_id: channel.guild?.id, channel_ids: [channel.id], threads: shapes, members };
    this.#tell(channel.guild, "THREAD_LIST_SYNC", data);
  }

  /** Deletes a channel with its threads, or a thread. */
  remove(channel: Channel): void {
    const { guild, thread, id, kind } = channel;
    if (guild === null) return;
    const shape = channelShape(this.#app, channel);
    const wasSeen = canView(channel, this.#app.botUser);
    guild.channels.delete(id);
    for (const one of [...guild.channels.values()]) if (one.thread?.parent === channel) guild.channels.delete(one.id);
    if (thread === null) this.#tell(guild, "CHANNEL_DELETE", shape);
    else if (wasSeen) {
      this.#tell(guild, "THREAD_DELETE", {
        id,
        guild_id: guild.id,
        parent_id: thread.parent.id,
        type: channelTypes[kind],
      });
    }
  }

  /** The bot, or somebody, comes into a guild. */
  join(guild: Guild, user: string): void {
    const now = this.#app.clock.now();
    if (user === this.#app.botUser) {
      guild.members.set(user, botMember(guild, user, now));
      this.#tell(guild, "GUILD_CREATE", wholeGuildShape(this.#app, guild));
      return;
    }
    const member = { user, roles: new Set<string>(), nick: null, joinedAt: now };
    guild.members.set(user, member);
    const data = { guild_id: guild.id, ...fullMemberShape(this.#app, member) };
    this.#tell(guild, "GUILD_MEMBER_ADD", data, intents.guildMembers);
  }

  /** The bot, or somebody, is gone from a guild: for the bot `GUILD_DELETE` without `unavailable`. */
  leave(guild: Guild, user: string, ban = false): void {
    const isBot = user === this.#app.botUser;
    const userData = { guild_id: guild.id, user: userShape(this.#app.user(user)) };
    if (!isBot && ban) this.#tell(guild, "GUILD_BAN_ADD", userData, intents.guildModeration);
    guild.members.delete(user);
    if (isBot) this.#tell(guild, "GUILD_DELETE", { id: guild.id });
    else this.#tell(guild, "GUILD_MEMBER_REMOVE", userData, intents.guildMembers);
  }

  /** Gives somebody's roles; of its own the bot always hears (developers/events/gateway.mdx, List of Intents). */
  giveRoles(guild: Guild, user: string, roles: readonly string[]): void {
    const member = guild.members.get(user);
    if (member === undefined) throw new Error(`${user} is no member of ${guild.name}`);
    member.roles = new Set(roles);
    const data = { guild_id: guild.id, ...fullMemberShape(this.#app, member) };
    this.#tell(guild, "GUILD_MEMBER_UPDATE", data, user === this.#app.botUser ? 0 : intents.guildMembers);
  }

  addRole(guild: Guild, role: Role): void {
    guild.roles.set(role.id, role);
    this.#tell(guild, "GUILD_ROLE_CREATE", { guild_id: guild.id, role: roleShape(role) });
  }

  /** Whoever had the role has it no more; of that no event tells beside its own. */
  removeRole(guild: Guild, roleId: string): void {
    guild.roles.delete(roleId);
    for (const { roles } of guild.members.values()) roles.delete(roleId);
    this.#tell(guild, "GUILD_ROLE_DELETE", { guild_id: guild.id, role_id: roleId });
  }

  permit(guild: Guild, roleId: string, permissions: bigint): void {
    const role = guild.roles.get(roleId);
    if (role === undefined) throw new Error(`no role ${roleId} in ${guild.name}`);
    role.permissions = permissions;
    this.#tell(guild, "GUILD_ROLE_UPDATE", { guild_id: guild.id, role: roleShape(role) });
  }

  /** An outage begins (`unavailable: true` is no leave) or ends. */
  outage(guild: Guild, unavailable: boolean): void {
    guild.unavailable = unavailable;
    if (unavailable) this.#tell(guild, "GUILD_DELETE", { id: guild.id, unavailable: true });
    else this.#tell(guild, "GUILD_CREATE", wholeGuildShape(this.#app, guild));
  }

  #updated(channel: Channel): void {
    this.#tell(channel.guild, "CHANNEL_UPDATE", channelShape(this.#app, channel));
  }

  #tell(guild: Guild | null, type: string, data: Fields, intent: number = intents.guilds): void {
    if (guild === null) return;
    const isGoodbye = type === "GUILD_DELETE";
    if (!this.#app.hasBot(guild) && !isGoodbye) return;
    this.#teller.tell({ type, guild: guild.id, intent, data });
  }
}
