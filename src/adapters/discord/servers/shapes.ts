// What Discord tells of servers, in events and in answers alike: what of it concerns us.
import { z } from "zod";
import { snowflake } from "../ids.ts";
import type { Overwrite } from "./permissions.ts";

/** A set of permissions: a number that JSON could not hold. */
export const permissionSet = z
  .string()
  .regex(/^\d{1,40}$/u)
  .transform(BigInt);

const overwrite = z.object({ id: snowflake, allow: permissionSet, deny: permissionSet });

/** A channel or a thread. */
export const channelShape = z.object({
  id: snowflake,
  type: z.number(),
  guild_id: snowflake.nullish(),
  name: z.string().nullish(),
  parent_id: snowflake.nullish(),
  permission_overwrites: z.array(overwrite).nullish(),
});
export type ToldChannel = z.output<typeof channelShape>;

export const roleShape = z.object({ id: snowflake, permissions: permissionSet });

export const memberShape = z.object({
  user: z
    .looseObject({
      id: snowflake,
      username: z.string().nullish(),
      global_name: z.string().nullish(),
      bot: z.boolean().nullish(),
    })
    .nullish(),
  nick: z.string().nullish(),
  roles: z.array(snowflake).default([]),
  /** In interactions alone: what they may in that channel. */
  permissions: permissionSet.nullish(),
});
export type ToldMember = z.output<typeof memberShape>;

export const guildShape = z.object({
  id: snowflake,
  name: z.string().default(""),
  owner_id: snowflake,
  roles: z.array(roleShape),
});
export type ToldGuild = z.output<typeof guildShape>;

/** A server as the gateway tells of it at the beginning, and when the bot is invited. */
export const fullGuildShape = guildShape.extend({
  channels: z.array(channelShape).default([]),
  threads: z.array(channelShape).default([]),
  members: z.array(memberShape).default([]),
});

export const overwritesOf = ({ permission_overwrites: told }: ToldChannel): readonly Overwrite[] =>
  (told ?? []).map(({ id, allow, deny }) => ({ id, allow, deny }));
