import type { Fields } from "../../stand-in/record.ts";
import type { AppState } from "./app-state.ts";
import { channelBits } from "./permissions.ts";
import type { Channel, ChannelKind, Guild, Member, Overwrite, Role, User } from "./types.ts";

/** Channel types (developers/resources/channel.mdx). */
export const channelTypes: Readonly<Record<ChannelKind, number>> = {
  text: 0,
  direct: 1,
  voice: 2,
  category: 4,
  announcement: 5,
  "announcement thread": 10,
  "public thread": 11,
  "private thread": 12,
  forum: 15,
};

/** An instant as Discord writes it. */
export const iso = (ms: number): string => new Date(ms).toISOString().replace("Z", "000+00:00");

/** A user object. */
export const userShape = ({ id, name, globalName, isBot }: User): Fields => ({
  id,
  username: name,
  discriminator: "0",
  global_name: globalName,
  avatar: null,
  bot: isBot,
  system: false,
  public_flags: 0,
  flags: 0,
});

/** A guild member object, without its user. */
export const memberShape = ({ roles, nick, joinedAt }: Member): Fields => ({
  roles: [...roles],
  nick,
  avatar: null,
  joined_at: iso(joinedAt),
  premium_since: null,
  deaf: false,
  mute: false,
  flags: 0,
  pending: false,
  communication_disabled_until: null,
});

/** The same with the user in it. */
export const fullMemberShape = (app: AppState, member: Member): Fields => ({
  user: userShape(app.user(member.user)),
  ...memberShape(member),
});

/** A role object. */
export const roleShape = ({ id, name, position, permissions, mentionable }: Role): Fields => ({
  id,
  name,
  position,
  permissions: String(permissions),
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  icon: null,
  unicode_emoji: null,
  managed: name === "the bot",
  mentionable,
  flags: 0,
});

const overwriteShape = ({ id, of, allow, deny }: Overwrite): Fields => ({
  id,
  type: of === "role" ? 0 : 1,
  allow: String(allow),
  deny: String(deny),
});

/** A channel or thread object. */
export function channelShape(app: AppState, channel: Channel): Fields {
  const { id, kind, name, guild, position, overwrites, slowModeS, lastMessage, recipient } = channel;
  const common = { id, type: channelTypes[kind], last_message_id: lastMessage, flags: 0 };
  if (recipient !== null) return { ...common, recipients: [userShape(app.user(recipient))] };
  const ofGuild = { ...common, guild_id: guild?.id, name, rate_limit_per_user: slowModeS, last_pin_timestamp: null };
  if (channel.thread !== null) return { ...ofGuild, ...threadFields(app, channel) };
  return {
    ...ofGuild,
    position,
    parent_id: null,
    topic: null,
    nsfw: false,
    permission_overwrites: overwrites.map(overwriteShape),
    ...(kind === "forum"
      ? { available_tags: [], default_reaction_emoji: null, default_sort_order: null, default_forum_layout: 0 }
      : {}),
  };
}

function threadFields(app: AppState, { id, thread }: Channel): Fields {
  if (thread === null) return {};
  const { parent, owner, archived, locked, autoArchiveMinutes, archivedAt, members, sent } = thread;
  const joinedAt = members.get(app.botUser);
  const messages = app.in(id).filter(({ type }) => type !== 21).length;
  return {
    parent_id: parent.id,
    owner_id: owner,
    message_count: messages,
    total_message_sent: sent,
    // developers/topics/threads.mdx: "it stops counting at 50".
    member_count: Math.min(members.size, 50),
    thread_metadata: {
      archived,
      locked,
      auto_archive_duration: autoArchiveMinutes,
      archive_timestamp: iso(archivedAt),
      create_timestamp: iso(archivedAt),
    },
    ...(joinedAt === undefined ? {} : { member: threadMemberShape(id, app.botUser, joinedAt) }),
  };
}

/** A thread member object. */
export const threadMemberShape = (thread: string, user: string, since: number): Fields => ({
  id: thread,
  user_id: user,
  join_timestamp: iso(since),
  flags: 1,
});

/** A guild object as `GET /guilds/:id` gives it. */
export const guildShape = (guild: Guild): Fields => ({
  id: guild.id,
  name: guild.name,
  owner_id: guild.owner,
  icon: null,
  splash: null,
  discovery_splash: null,
  banner: null,
  description: null,
  afk_channel_id: null,
  afk_timeout: 300,
  verification_level: 0,
  default_message_notifications: 0,
  explicit_content_filter: 0,
  mfa_level: 0,
  nsfw_level: 0,
  premium_tier: 0,
  premium_subscription_count: 0,
  premium_progress_bar_enabled: false,
  preferred_locale: guild.locale,
  system_channel_id: guild.systemChannel,
  system_channel_flags: 0,
  rules_channel_id: null,
  public_updates_channel_id: null,
  safety_alerts_channel_id: null,
  vanity_url_code: null,
  application_id: null,
  features: [],
  emojis: [],
  stickers: [],
  roles: [...guild.roles.values()].map(roleShape),
});

/** `GUILD_CREATE`: the guild with what the bot sees of it (developers/events/gateway-events.mdx, Guild Create). */
export function wholeGuildShape(app: AppState, guild: Guild): Fields {
  const { botUser } = app;
  const seen = [...guild.channels.values()].filter((one) => one.thread === null || sees(one, botUser));
  const bot = guild.members.get(botUser);
  return {
    ...guildShape(guild),
    joined_at: iso(bot?.joinedAt ?? 0),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    // Without the intent for members only the bot itself is there.
    members: bot === undefined ? [] : [fullMemberShape(app, bot)],
    channels: seen.filter(({ thread }) => thread === null).map((one) => channelShape(app, one)),
    threads: seen.filter(({ thread }) => thread?.archived === false).map((one) => channelShape(app, one)),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

const sees = (channel: Channel, user: string): boolean => channelBits(channel, user) !== 0n;
