import { z } from "zod";
import {
  type ChannelKey,
  channelKey,
  type MessageId,
  type PersonId,
  type WorkspaceKey,
  workspaceKey,
} from "../../core/keys.ts";

/** The first segment of every key. */
export const platformName = "discord";

/** Who the bot is, as Discord tells its token. */
export type Identity = Readonly<{
  application: string;
  /** The bot's own user; its id is that of the application but for old ones. */
  user: string;
  /** Whether Message Content is switched on for the application: replies can be read. */
  readsContent: boolean;
}>;

/** Discord's ids: a number that holds its time (docs.discord.com, Reference, Snowflakes). */
export const snowflake = z.string().regex(/^\d{15,20}$/u);
/** Whether Discord could have given this id; for any other it need not be asked. */
export const isSnowflake = (id: string): boolean => snowflake.safeParse(id).success;

/** The keys of what Discord names, once its ids are checked. */
export const keyOfWorkspace = (guild: string): WorkspaceKey => workspaceKey(platformName, guild);
export const keyOfChannel = (guild: string, channel: string): ChannelKey => channelKey(platformName, guild, channel);
export const asMessage = (id: string): MessageId => id as MessageId;
export const asPerson = (id: string): PersonId => id as PersonId;

/** 2015-01-01, from which snowflakes count milliseconds. */
const epochMs = 1_420_070_400_000n;

/** When what a snowflake names was made, to the millisecond. */
export const instantOf = (id: string): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(Number((BigInt(id) >> 22n) + epochMs));

/** The latest id that is surely older than what is made at or after this time; for `after`. */
export function idBefore(at: Temporal.Instant): string {
  const ms = BigInt(at.epochMilliseconds) - epochMs;
  return ms <= 0n ? "0" : ((ms << 22n) - 1n).toString();
}
