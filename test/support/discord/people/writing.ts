import type { Fields } from "../../stand-in/record.ts";
import type { Spot, Writing } from "../control/acts.ts";
import { pingsOf } from "../rest/mentions.ts";
import type { Room } from "../room.ts";
import type { AppState } from "../state/app-state.ts";
import { may } from "../state/permissions.ts";
import type { Channel, Message } from "../state/types.ts";

/** A person writes; gives what now stands there. Throws where Discord's client would not let them. */
export function write({ app, talk }: Room, said: Writing): Message {
  const { id: author } = app.user(said.user);
  const channel = said.channel === "direct" ? app.directWith(author) : app.channel(said.channel);
  needPlace(app, channel, author);
  const content = composed(app, said.text);
  const pings = pingsOf(app, channel, { author, content, allowed: undefined });
  const replyTo = said.replyTo === undefined ? null : standing(app, { channel: channel.id, id: said.replyTo });
  // A reply pings whom it answers unless that is switched off.
  const mentions = [...new Set([...pings.users, ...(replyTo === null ? [] : [replyTo.author])])];
  return talk.say({
    channel,
    author,
    type: replyTo === null ? 0 : 19,
    content,
    pings,
    mentions,
    replyTo,
    attachments: (said.files ?? []).map(attachment),
    stickers: said.sticker === undefined ? [] : [{ id: app.nextId(), name: said.sticker, format_type: 1 }],
  });
}

/** What a person types, as it travels: `<@anna>` names anna by her id, `<@the bot>` the bot. */
export const composed = (app: AppState, text: string): string =>
  text.replaceAll(/<@([^>\d&!][^>]*)>/gu, (_whole, name: string) => {
    return `<@${name === "the bot" ? app.botUser : app.user(name).id}>`;
  });

/** A message that stands; throws when there is none. */
export function standing(app: AppState, { channel: where, id }: Spot): Message {
  const channel = app.channel(where);
  const message = app.message(channel.id, id);
  if (message === undefined) throw new Error(`no message ${id} in ${where}`);
  return message;
}

function needPlace(app: AppState, channel: Channel, user: string): void {
  const { guild, thread, slowModeS, name } = channel;
  if (guild === null) return;
  if (!may(channel, user, thread === null ? "SEND_MESSAGES" : "SEND_MESSAGES_IN_THREADS")) {
    throw new Error(`${user} may not write in ${name}`);
  }
  if (thread?.locked === true && !may(channel, user, "MANAGE_THREADS")) throw new Error(`${name} is locked`);
  // developers/resources/channel.mdx, rate_limit_per_user: whoever manages messages or the channel is not slowed.
  const isFree = may(channel, user, "BYPASS_SLOWMODE") || may(channel, user, "MANAGE_MESSAGES");
  const last = app.in(channel.id).findLast(({ author }) => author === user);
  if (!isFree && last !== undefined && app.clock.now() - last.at < slowModeS * 1_000) {
    throw new Error(`${name} is slow: one message in ${slowModeS} s`);
  }
}

function attachment(filename: string, place: number): Fields {
  const url = `https://cdn.discord.invalid/people/${filename}`;
  return { id: String(place + 1), filename, size: 1, url, proxy_url: url, content_type: "text/plain" };
}
