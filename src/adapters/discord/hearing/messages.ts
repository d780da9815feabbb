import { MessageType } from "discord-api-types/v10";
import { z } from "zod";
import { parseCommand } from "../../../core/commands/grammar.ts";
import type { IncomingReply } from "../../../ports/platform.ts";
import { asMessage, asPerson, instantOf, keyOfChannel, snowflake } from "../ids.ts";
import { usualName } from "../people.ts";
import { writtenText } from "./written-text.ts";

const user = z.object({
  id: snowflake,
  username: z.string().nullish(),
  global_name: z.string().nullish(),
  bot: z.boolean().nullish(),
});

/** A message as events, the history and message commands show it: what of it concerns us. */
export const discordMessage = z.object({
  id: snowflake,
  channel_id: snowflake,
  type: z.number().default(MessageType.Default),
  author: user,
  webhook_id: snowflake.nullish(),
  member: z.object({ nick: z.string().nullish() }).nullish(),
  content: z.string().default(""),
  edited_timestamp: z.string().nullish(),
  mentions: z.array(user).default([]),
});
export type DiscordMessage = z.output<typeof discordMessage>;

/** Where a message stands. */
export type Where = Readonly<{ guild: string; channel: string; thread: string }>;

/** Kinds of message that people write; all others are Discord's notes. */
const peoples: ReadonlySet<number> = new Set([MessageType.Default, MessageType.Reply]);

/** Whether a person wrote it, and not the bot, another bot, a webhook, or Discord itself. */
export const isPersons = ({ type, author, webhook_id: webhook }: DiscordMessage, bot: string): boolean =>
  peoples.has(type) && author.bot !== true && author.id !== bot && (webhook === null || webhook === undefined);

/** A person's reply in a thread, by the name given; null for what others wrote, and for what was asked of the bot. */
export function spokenIn(message: DiscordMessage, where: Where, bot: string, name: string): IncomingReply | null {
  if (!isPersons(message, bot) || commandIn(message, bot) !== null) return null;
  const { id, author, content, mentions } = message;
  return {
    channel: keyOfChannel(where.guild, where.channel),
    thread: asMessage(where.thread),
    message: asMessage(id),
    gesture: null,
    person: asPerson(author.id),
    name,
    // Whoever names the bot to be read does not mean its name.
    text: writtenText(askedOf(content, bot) ?? content, new Map(mentions.map((one) => [one.id, usualName(one)]))),
    at: instantOf(id),
    editedAt: editedAt(message),
  };
}

/** When a message was edited last, to the millisecond; null when never. */
export function editedAt({
  edited_timestamp: told,
}: Pick<DiscordMessage, "edited_timestamp">): Temporal.Instant | null {
  const ms = told === null || told === undefined ? Number.NaN : Date.parse(told);
  return Number.isNaN(ms) ? null : Temporal.Instant.fromEpochMilliseconds(ms);
}

/** What was asked of the bot by naming it first, `@drill status`; null when that is no command of ours. */
export function commandIn({ content }: Pick<DiscordMessage, "content">, bot: string): string | null {
  const asked = askedOf(content, bot);
  return asked !== null && parseCommand(asked).kind === "command" ? asked : null;
}

/** All that follows the bot's name at the beginning of a message; null when it does not begin with it. */
export function askedOf(content: string, bot: string): string | null {
  const named = /^\s*<@!?(?<id>\d+)>(?<rest>[\s\S]*)$/u.exec(content);
  return named?.groups?.["id"] === bot ? (named.groups["rest"] ?? "").trim() : null;
}
