import { PermissionFlagsBits } from "discord-api-types/v10";

/** What a channel changes for one role (`@everyone` too, whose id is the server's) or one member. */
export type Overwrite = Readonly<{ id: string; allow: bigint; deny: bigint }>;

/** What decides about permissions in a server. */
export type Rules = Readonly<{
  id: string;
  owner: string;
  /** What each role may, by its id. */
  roles: ReadonlyMap<string, bigint>;
}>;

export type Holder = Readonly<{ user: string; roles: readonly string[] }>;

const everything = Object.values(PermissionFlagsBits).reduce((all, one) => all | one, 0n);

/**
 * What a member may do in a channel with these overwrites (docs.discord.com, Permissions, *Permission Overwrites*): roles
 * first, then the channel's changes for everyone, for their roles together, for themselves. Who sees no channel may nothing.
 */
export function permissionsOf(rules: Rules, overwrites: readonly Overwrite[], { user, roles }: Holder): bigint {
  if (user === rules.owner) return everything;
  const held = new Set([rules.id, ...roles]);
  const base = [...held].reduce((all, role) => all | (rules.roles.get(role) ?? 0n), 0n);
  if (has(base, PermissionFlagsBits.Administrator)) return everything;
  const [own, ofRoles, ofAll] = [
    overwrites.filter(({ id }) => id === user),
    overwrites.filter(({ id }) => id !== rules.id && held.has(id)),
    overwrites.filter(({ id }) => id === rules.id),
  ];
  const left = [ofAll, ofRoles, own].reduce(changed, base);
  return has(left, PermissionFlagsBits.ViewChannel) ? left : 0n;
}

/** Where several roles differ, what one allows is allowed. */
function changed(before: bigint, overwrites: readonly Overwrite[]): bigint {
  const deny = overwrites.reduce((all, one) => all | one.deny, 0n);
  const allow = overwrites.reduce((all, one) => all | one.allow, 0n);
  return (before & ~deny) | allow;
}

export const has = (permissions: bigint, wanted: bigint): boolean => (permissions & wanted) === wanted;

/** Manage Channels makes a manager (behaviour.md, *Managers*); an owner or administrator has it by themselves. */
export const isManager = (permissions: bigint): boolean => has(permissions, PermissionFlagsBits.ManageChannels);

/** What posting, answering in threads, reading them and the receipt need, as the settings of a channel call it. */
export const neededPermissions: readonly Readonly<{ name: string; bit: bigint }>[] = [
  { name: "View Channel", bit: PermissionFlagsBits.ViewChannel },
  { name: "Send Messages", bit: PermissionFlagsBits.SendMessages },
  { name: "Create Public Threads", bit: PermissionFlagsBits.CreatePublicThreads },
  { name: "Send Messages in Threads", bit: PermissionFlagsBits.SendMessagesInThreads },
  { name: "Embed Links", bit: PermissionFlagsBits.EmbedLinks },
  { name: "Read Message History", bit: PermissionFlagsBits.ReadMessageHistory },
  { name: "Add Reactions", bit: PermissionFlagsBits.AddReactions },
];

/** The names of what is missing for the bot's work, in the order of the settings. */
export const missingIn = (permissions: bigint): readonly string[] =>
  neededPermissions.filter(({ bit }) => !has(permissions, bit)).map(({ name }) => name);
