import { channelTypeOf, type Envelopes } from "../delivery/envelopes.ts";
import { messageShape } from "./shapes.ts";
import type { Channel, Fields, Message } from "./types.ts";
import type { Workspace } from "./workspace.ts";

/** What is said, before it stands. */
export type Said = Readonly<{
  channel: Channel;
  user: string;
  bot?: string;
  text: string;
  blocks?: readonly unknown[];
  metadata?: unknown;
  thread?: string | null;
  broadcast?: boolean;
  clientMsgId?: string | null;
  files?: readonly Fields[];
  unfurls?: Message["unfurls"];
}>;

/** What happens to messages, with the events it makes; people and the bot alike. */
export class Talk {
  readonly #workspace: Workspace;
  readonly #envelopes: Envelopes;
  readonly #onSaid: (message: Message) => void;

  /** `onSaid` hears of every new message. */
  constructor(workspace: Workspace, envelopes: Envelopes, onSaid: (message: Message) => void) {
    this.#workspace = workspace;
    this.#envelopes = envelopes;
    this.#onSaid = onSaid;
  }

  /** Puts a message into the channel and tells the app: the bot's own are echoed too. */
  say(said: Said): Message {
    const { channel, user } = said;
    const lag = Math.round(this.#workspace.random() * this.#workspace.quirks.historyLagMs);
    const message: Message = {
      channel: channel.id,
      ts: this.#workspace.nextTs(channel.id),
      user,
      bot: said.bot ?? null,
      text: said.text,
      firstText: said.text,
      blocks: said.blocks ?? [],
      metadata: said.metadata ?? null,
      thread: said.thread ?? null,
      broadcast: said.broadcast ?? false,
      clientMsgId: said.clientMsgId ?? null,
      files: said.files ?? [],
      edited: null,
      changes: [],
      deletedAt: null,
      reactions: new Map(),
      stands: "yes",
      visibleAt: this.#workspace.clock.now() + lag,
      unfurls: said.unfurls ?? { links: true, media: true },
    };
    this.#workspace.keep(message);
    this.#tell(channel, { ...this.#shape(message), event_ts: message.ts });
    this.#mention(channel, message);
    this.#onSaid(message);
    return message;
  }

  /** Changes a message. Slack tells of every change, the bot's own too (platform-facts.md 1.4, vercel/chat#788). */
  change(
    message: Message,
    to: Partial<Pick<Message, "text" | "blocks" | "metadata" | "broadcast">>,
    by: "hand" | "unfurl" = "hand",
  ): void {
    const previous = this.#shape(message);
    if (to.text !== undefined) message.changes.push({ at: this.#workspace.clock.now(), text: to.text });
    Object.assign(message, to);
    // Whole seconds, so that two edits may bear the same stamp [memory]; the stricter reading.
    if (by === "hand") message.edited = `${Math.floor(this.#workspace.clock.now() / 1_000)}.000000`;
    this.#changed(message, previous);
  }

  /** Deletes a message; a parent with replies leaves a tombstone and a `message_changed` (platform-facts.md 1.4 [M]). */
  erase(message: Message): void {
    const previous = this.#shape(message);
    const hasReplies = message.thread === null && this.#workspace.under(message.channel, message.ts).length > 0;
    message.deletedAt = this.#workspace.clock.now();
    message.stands = hasReplies ? "tombstone" : "no";
    if (hasReplies) {
      this.#changed(message, previous);
      return;
    }
    const ts = this.#workspace.nextTs(message.channel);
    const channel = this.#workspace.channel(message.channel);
    const told = { subtype: "message_deleted", hidden: true, ts, event_ts: ts, deleted_ts: message.ts };
    this.#tell(channel, { type: "message", ...told, previous_message: previous });
  }

  /** Adds or takes a reaction; false: it was so before. */
  react(message: Message, user: string, name: string, take = false): boolean {
    const users = message.reactions.get(name) ?? [];
    if (users.includes(user) !== take) return false;
    const left = take ? users.filter((one) => one !== user) : [...users, user];
    if (left.length === 0) message.reactions.delete(name);
    else message.reactions.set(name, left);
    const item = { type: "message", channel: message.channel, ts: message.ts };
    const event = {
      type: take ? "reaction_removed" : "reaction_added",
      user,
      reaction: name,
      item,
      item_user: message.user,
    };
    const ts = this.#workspace.nextTs(message.channel);
    this.#envelopes.happened({ ...event, event_ts: ts }, this.#workspace.channel(message.channel));
    return true;
  }

  /** Somebody, or the bot, comes into a channel (types/events/member.d.ts [P]). */
  arrive(channel: Channel, user: string, inviter: string | null): void {
    channel.members.add(user);
    const place = { channel: channel.id, channel_type: channel.kind === "private" ? "G" : "C" };
    const told = { type: "member_joined_channel", user, ...place, team: this.#workspace.keys.team };
    const by = inviter === null ? {} : { inviter };
    this.#envelopes.happened({ ...told, ...by, event_ts: this.#workspace.nextTs(channel.id) }, channel);
  }

  #changed(message: Message, previous: Fields): void {
    const ts = this.#workspace.nextTs(message.channel);
    const told = { subtype: "message_changed", hidden: true, ts, event_ts: ts };
    const nested = { message: this.#shape(message), previous_message: previous };
    this.#tell(this.#workspace.channel(message.channel), { type: "message", ...told, ...nested });
  }

  /** docs.slack.dev/reference/events/app_mention: a mention comes as an event of its own, beside the message. */
  #mention(channel: Channel, message: Message): void {
    const { botUser } = this.#workspace.keys;
    if (message.bot !== null || !message.text.includes(`<@${botUser}>`) || !this.#workspace.hasBot(channel)) return;
    const { subtype: _, ...shape } = this.#shape(message);
    const told = { ...shape, type: "app_mention", channel: channel.id, event_ts: message.ts };
    this.#envelopes.happened(told, channel);
  }

  #tell(channel: Channel, event: Fields): void {
    this.#envelopes.happened({ ...event, channel: channel.id, channel_type: channelTypeOf(channel) }, channel);
  }

  // platform-facts.md 1.1: metadata is shown to apps that ask; message events of others' messages do not carry it.
  #shape = (message: Message): Fields => messageShape(this.#workspace, message);
}
