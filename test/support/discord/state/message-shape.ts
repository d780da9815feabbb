import type { Fields } from "../../stand-in/record.ts";
import type { AppState } from "./app-state.ts";
import { channelShape, iso, memberShape, userShape } from "./shapes.ts";
import type { Message } from "./types.ts";

/** A message object as the app gets it when it may read what is said. */
export function messageShape(app: AppState, message: Message): Fields {
  const { id, channel, author, type, content, embeds, components, attachments, stickers, flags } = message;
  const nonce = message.nonce === null ? {} : { nonce: message.nonce };
  return {
    id,
    channel_id: channel.id,
    author: userShape(app.user(author)),
    type,
    content,
    embeds,
    components,
    attachments,
    ...(stickers.length === 0 ? {} : { sticker_items: stickers }),
    flags,
    timestamp: iso(message.at),
    edited_timestamp: message.editedAt === null ? null : iso(message.editedAt),
    tts: false,
    pinned: false,
    mention_everyone: message.pings.everyone,
    mentions: message.mentions.map((user) => userShape(app.user(user))),
    mention_roles: message.pings.roles,
    ...(message.reactions.size === 0 ? {} : { reactions: reactionsShape(app, message) }),
    ...(author === app.botUser ? nonce : {}),
    ...(message.thread === null ? {} : { thread: channelShape(app, message.thread) }),
    ...replyFields(app, message),
    ...interactionFields(app, message),
  };
}

/** What is left of it for an app that may not read what is said (developers/events/gateway.mdx, Message Content Intent). */
export const withoutContent = (shape: Fields): Fields => ({
  ...shape,
  content: "",
  embeds: [],
  attachments: [],
  components: [],
});

/** Own messages, direct ones and those that mention the app are shown whole to everybody (the same page). */
export const isReadable = ({ botUser }: AppState, { author, channel, mentions }: Message): boolean =>
  author === botUser || channel.guild === null || mentions.includes(botUser);

/** Where and by whom: what events carry beside the message. */
export function placeFields(_app: AppState, { channel, author }: Message): Fields {
  const { guild } = channel;
  if (guild === null) return { channel_type: 1 };
  const member = guild.members.get(author);
  return { guild_id: guild.id, ...(member === undefined ? {} : { member: memberShape(member) }) };
}

function reactionsShape(app: AppState, { reactions }: Message): readonly Fields[] {
  return [...reactions].map(([emoji, users]) => ({
    emoji: emojiShape(emoji),
    count: users.length,
    count_details: { burst: 0, normal: users.length },
    me: users.includes(app.botUser),
    me_burst: false,
    burst_colors: [],
  }));
}

/** An emoji as it is named in an address: a character, or `name:id`. */
export function emojiShape(emoji: string): Fields {
  const [name, id] = emoji.includes(":") ? emoji.split(":") : [emoji, null];
  return { id: id ?? null, name };
}

function replyFields(app: AppState, { type, replyTo, channel }: Message): Fields {
  if (replyTo === null) return {};
  const { guild } = channel;
  const reference = { type: 0, message_id: replyTo.id, channel_id: replyTo.channel.id, guild_id: guild?.id };
  const isGone = replyTo.deletedAt !== null;
  const referenced = { ...messageShape(app, { ...replyTo, replyTo: null, thread: null }) };
  return { message_reference: reference, referenced_message: isGone ? null : type === 0 ? undefined : referenced };
}

function interactionFields(app: AppState, { interaction }: Message): Fields {
  if (interaction === null) return {};
  return { interaction_metadata: interaction, application_id: app.applicationId, webhook_id: app.applicationId };
}
