import { z } from "zod";
import { parseCommand } from "../../../core/commands/grammar.ts";
import type { IncomingReply } from "../../../ports/platform.ts";
import { asMessage, asPerson, type Identity, instantOf, keyOfChannel, slackId, slackTs } from "../ids.ts";
import { commandText, writtenText } from "./written-text.ts";

/** A message as events, the history and shortcuts show it: what of it concerns us (types/events/message.d.ts). */
export const slackMessage = z.looseObject({
  ts: slackTs,
  thread_ts: slackTs.optional(),
  subtype: z.string().optional(),
  user: slackId.optional(),
  bot_id: z.string().nullish(),
  text: z.string().nullish(),
  client_msg_id: z.string().nullish(),
  parent_user_id: z.string().nullish(),
  edited: z.looseObject({ ts: slackTs }).nullish(),
});
export type SlackMessage = z.output<typeof slackMessage>;

/** A reply without the name of its author, which only Slack's directory knows. */
export type Spoken = Omit<IncomingReply, "name">;

/** Kinds of message that people write: plain ones, with a file, sent to the channel as well, and `/me`. */
const peoples: ReadonlySet<string | undefined> = new Set([undefined, "file_share", "thread_broadcast", "me_message"]);

/** A person's reply in a thread; null for all else: the channel itself, bots, Slack's notes, what was said to the bot. */
export function spokenIn(message: SlackMessage, channel: string, identity: Identity): Spoken | null {
  const { ts, thread_ts: thread, user, text, client_msg_id: gesture, edited } = message;
  if (thread === undefined || thread === ts || user === undefined || !isPersons(message, identity)) return null;
  if (commandIn(text ?? "", identity) !== null) return null;
  return {
    channel: keyOfChannel(identity, channel),
    thread: asMessage(thread),
    message: asMessage(ts),
    gesture: gesture ?? null,
    person: asPerson(user),
    text: writtenText(text ?? ""),
    at: instantOf(ts),
    editedAt: edited ? instantOf(edited.ts) : null,
  };
}

/** Whether a person wrote it, and not the bot, another bot, or Slack itself. */
function isPersons({ subtype, user, bot_id: bot }: SlackMessage, identity: Identity): boolean {
  if (!peoples.has(subtype) || (bot !== undefined && bot !== null)) return false;
  return user !== identity.user && user !== "USLACKBOT";
}

/** Whether a thread can hang on a question: Slack names the author of what it hangs on in most events. */
export const mayBeUnderOurs = ({ parent_user_id: parent }: SlackMessage, { user }: Identity): boolean =>
  parent === undefined || parent === null || parent === user || parent === "USLACKBOT";

/** What was asked of the bot by naming it first, `@drill status`; null when that is no command of ours. */
export function commandIn(text: string, identity: Identity): string | null {
  const asked = askedOf(text, identity);
  return asked !== null && parseCommand(asked).kind === "command" ? asked : null;
}

/** All that follows the bot's name at the beginning of a message; null when it does not begin with it. */
export function askedOf(text: string, { user }: Identity): string | null {
  const named = /^\s*<@(?<id>[A-Z0-9]+)(?:\|[^<>]*)?>(?<rest>[\s\S]*)$/u.exec(text);
  return named?.groups?.["id"] === user ? commandText(named.groups["rest"] ?? "").trim() : null;
}
