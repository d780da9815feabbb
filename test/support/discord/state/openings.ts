import {
  type ChannelOpening,
  type GuildOpening,
  type MemberOpening,
  type OverwriteOpening,
  type RoleOpening,
  type UserOpening,
  usualBotPermissions,
  usualEveryone,
} from "../control/opening.ts";
import { idOf } from "./ids.ts";
import { bitsOf } from "./permission-bits.ts";
import type { Channel, Guild, Member, Overwrite, Role, User } from "./types.ts";

/** A person of an opening. */
export const userFrom = ({ name, id, globalName, isBot = false, locale = "en-US" }: UserOpening): User => ({
  id: id ?? idOf("user", name),
  name,
  globalName: globalName ?? null,
  isBot,
  locale,
});

/** The id of a guild of an opening, by its app and name. */
export const guildId = (app: string, { name, id }: Pick<GuildOpening, "name" | "id">): string =>
  id ?? idOf("guild", app, name);

/** The id that a channel gets from its name. */
export const channelId = (guild: string, name: string): string => idOf("channel", guild, name);

type Around = Readonly<{ app: string; users: readonly User[]; botUser: string; now: number }>;

/** A guild of an opening, with its roles, members and channels. */
export function guildFrom(opening: GuildOpening, { app, users, botUser, now }: Around): Guild {
  const id = guildId(app, opening);
  const owner = users.find(({ name }) => name === opening.owner) ?? users.find(({ isBot }) => !isBot);
  const guild: Guild = {
    id,
    name: opening.name,
    owner: owner?.id ?? idOf("user", "nobody"),
    locale: opening.locale ?? "en-US",
    roles: new Map(),
    members: new Map(),
    channels: new Map(),
    botRole: idOf("role", id, "the bot"),
    systemChannel: null,
    unavailable: false,
    mostActiveThreads: opening.mostActiveThreads ?? 1_000,
    commands: new Map(),
    madeCommands: [],
  };
  addRoles(guild, opening);
  const members: readonly MemberOpening[] = opening.members ?? users.map(({ name }) => ({ user: name }));
  for (const { user, roles = [], nick = null } of members) {
    const known = users.find(({ name, id: own }) => name === user || own === user);
    if (known === undefined) throw new Error(`nobody called ${user} for ${opening.name}`);
    const ids = roles.map((role) => roleId(guild, role));
    guild.members.set(known.id, { user: known.id, roles: new Set(ids), nick, joinedAt: now });
  }
  if (opening.withBot !== false) guild.members.set(botUser, botMember(guild, botUser, now));
  for (const one of opening.channels ?? []) addChannel(guild, one, users);
  return guild;
}

/** The bot as it comes into a guild: with the role that its invitation made. */
export const botMember = (guild: Guild, user: string, now: number): Member => ({
  user,
  roles: new Set([guild.botRole]),
  nick: null,
  joinedAt: now,
});

function addRoles(
  guild: Guild,
  { everyone = usualEveryone, bot = usualBotPermissions, roles = [] }: GuildOpening,
): void {
  const own: readonly RoleOpening[] = [
    { id: guild.id, name: "@everyone", permissions: everyone },
    { id: guild.botRole, name: "the bot", permissions: bot },
  ];
  for (const one of [...own, ...roles]) {
    const role = roleFrom(guild, one);
    guild.roles.set(role.id, role);
  }
}

/** A role of an opening; it stands above those that are there. */
export function roleFrom(guild: Guild, { name, id, permissions = [], mentionable = false }: RoleOpening): Role {
  const position = guild.roles.size;
  return { id: id ?? idOf("role", guild.id, name), name, position, permissions: bitsOf(permissions), mentionable };
}

/** A role's id by its name or id; `everyone` too. */
export function roleId(guild: Guild, nameOrId: string): string {
  if (nameOrId === "everyone") return guild.id;
  const found = guild.roles.get(nameOrId) ?? [...guild.roles.values()].find(({ name }) => name === nameOrId);
  if (found === undefined) throw new Error(`no role ${nameOrId} in ${guild.name}`);
  return found.id;
}

/** Puts a channel of an opening into a guild. */
export function addChannel(guild: Guild, opening: ChannelOpening, users: readonly User[]): Channel {
  const channel: Channel = {
    id: opening.id ?? channelId(guild.id, opening.name),
    kind: opening.kind ?? "text",
    name: opening.name,
    guild,
    position: guild.channels.size,
    overwrites: (opening.overwrites ?? []).map((one) => overwriteFrom(guild, one, users)),
    slowModeS: opening.slowMode ?? 0,
    lastMessage: null,
    thread: null,
    recipient: null,
  };
  guild.channels.set(channel.id, channel);
  if (opening.isSystem === true) guild.systemChannel = channel.id;
  return channel;
}

/** What an overwrite says, with ids. */
export function overwriteFrom(
  guild: Guild,
  { of, allow = [], deny = [] }: OverwriteOpening,
  users: readonly User[],
): Overwrite {
  const bits = { allow: bitsOf(allow), deny: bitsOf(deny) };
  const person = users.find(({ id, name }) => id === of || name === of);
  return person === undefined
    ? { id: roleId(guild, of), of: "role", ...bits }
    : { id: person.id, of: "member", ...bits };
}
