import { allBits, type Permission, permissionBits } from "./permission-bits.ts";
import type { Channel, Guild, Overwrite } from "./types.ts";

/** What somebody may in a guild, before any channel (developers/topics/permissions.mdx, Permission Overwrites). */
export function guildBits(guild: Guild, user: string): bigint {
  const member = guild.members.get(user);
  if (member === undefined) return 0n;
  if (guild.owner === user) return allBits;
  const roles = [guild.id, ...member.roles].map((id) => guild.roles.get(id)?.permissions ?? 0n);
  const bits = roles.reduce((all, one) => all | one, 0n);
  return (bits & permissionBits.ADMINISTRATOR) === 0n ? bits : allBits;
}

/** What somebody may in a channel; a thread has its parent's overwrites (developers/topics/threads.mdx, Permissions). */
export function channelBits(channel: Channel, user: string): bigint {
  const { guild, thread } = channel;
  if (guild === null) return channel.recipient === null ? 0n : allBits;
  const base = guildBits(guild, user);
  if ((base & permissionBits.ADMINISTRATOR) !== 0n) return allBits;
  const roles = guild.members.get(user)?.roles ?? new Set<string>();
  const overwrites = (thread?.parent ?? channel).overwrites;
  const everyone = overwrites.filter(({ id }) => id === guild.id);
  const ofRoles = overwrites.filter(({ id, of }) => of === "role" && roles.has(id));
  const own = overwrites.filter(({ id, of }) => of === "member" && id === user);
  return withoutImplied([everyone, ofRoles, own].reduce(overwritten, base), channel);
}

function overwritten(bits: bigint, overwrites: readonly Overwrite[]): bigint {
  const deny = overwrites.reduce((all, one) => all | one.deny, 0n);
  const allow = overwrites.reduce((all, one) => all | one.allow, 0n);
  return (bits & ~deny) | allow;
}

/** Whoever does not see a channel may nothing in it; whoever may not write may not add to it (the page, Implicit Permissions). */
function withoutImplied(bits: bigint, { thread }: Channel): bigint {
  if ((bits & permissionBits.VIEW_CHANNEL) === 0n) return 0n;
  const writes = thread === null ? permissionBits.SEND_MESSAGES : permissionBits.SEND_MESSAGES_IN_THREADS;
  if ((bits & writes) !== 0n) return bits;
  const { MENTION_EVERYONE, ATTACH_FILES, EMBED_LINKS, SEND_POLLS } = permissionBits;
  return bits & ~(MENTION_EVERYONE | ATTACH_FILES | EMBED_LINKS | SEND_POLLS);
}

/** Whether somebody may do this in a channel. */
export const may = (channel: Channel, user: string, permission: Permission): boolean =>
  (channelBits(channel, user) & permissionBits[permission]) !== 0n;

/** Whether somebody sees a channel; private threads are for their members and for moderators. */
export function canView(channel: Channel, user: string): boolean {
  if (channel.kind === "direct") return channel.recipient !== null;
  if (!may(channel, user, "VIEW_CHANNEL")) return false;
  if (channel.kind !== "private thread") return true;
  return channel.thread?.members.has(user) === true || may(channel, user, "MANAGE_THREADS");
}
