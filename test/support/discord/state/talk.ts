import type { Fields } from "../../stand-in/record.ts";
import { intents } from "../gateway/intents.ts";
import type { Teller } from "../gateway/told.ts";
import type { AppState } from "./app-state.ts";
import { emojiShape, isReadable, messageShape, placeFields, withoutContent } from "./message-shape.ts";
import { canView } from "./permissions.ts";
import { channelShape, memberShape, threadMemberShape, userShape } from "./shapes.ts";
import type { Channel, Message } from "./types.ts";

/** What is said, before it stands. */
export type Said = Pick<Message, "channel" | "author" | "content"> &
  Partial<
    Pick<
      Message,
      | "type"
      | "embeds"
      | "components"
      | "attachments"
      | "stickers"
      | "flags"
      | "nonce"
      | "mentions"
      | "pings"
      | "replyTo"
      | "whisperTo"
      | "interaction"
    >
  >;

/** What of a message can change. */
export type Change = Partial<Pick<Message, "content" | "embeds" | "components" | "flags" | "attachments" | "mentions">>;

const noPings = { users: [], roles: [], everyone: false };

/** What happens to messages and threads, with the events it makes; people and the bot alike. */
export class Talk {
  readonly #app: AppState;
  readonly #teller: Teller;
  readonly #onSaid: (message: Message) => void;

  /** `onSaid` hears of every new message that everybody sees. */
  constructor(app: AppState, teller: Teller, onSaid: (message: Message) => void) {
    this.#app = app;
    this.#teller = teller;
    this.#onSaid = onSaid;
  }

  /** Puts a message into its channel and tells the app: the bot's own are echoed too. */
  say(said: Said): Message {
    const { content, channel } = said;
    const message: Message = {
      type: 0,
      embeds: [],
      components: [],
      attachments: [],
      stickers: [],
      flags: 0,
      nonce: null,
      mentions: [],
      pings: noPings,
      replyTo: null,
      whisperTo: null,
      interaction: null,
      ...said,
      id: this.#app.nextId(),
      at: this.#app.clock.now(),
      editedAt: null,
      changes: [],
      firstContent: content,
      deletedAt: null,
      reactions: new Map(),
      thread: null,
    };
    this.#app.keep(message);
    if (message.whisperTo !== null) return message;
    if (channel.thread !== null && message.type !== 21) this.#takePart(channel, message.author);
    this.#tell("MESSAGE_CREATE", message);
    this.#onSaid(message);
    return message;
  }

  /** Changes a message; a preview that appears is no edit. */
  change(message: Message, to: Change, by: "hand" | "preview" = "hand"): void {
    const now = this.#app.clock.now();
    Object.assign(message, to);
    if (by === "hand") {
      message.editedAt = now;
      message.changes.push({ at: now, content: message.content });
    }
    if (message.whisperTo === null) this.#tell("MESSAGE_UPDATE", message);
  }

  /** Deletes messages of one channel: one event, or one for several (platform-facts.md 2.5). */
  erase(channel: Channel, messages: readonly Message[]): void {
    const now = this.#app.clock.now();
    for (const message of messages) message.deletedAt = now;
    const shown = messages.filter(({ whisperTo }) => whisperTo === null);
    const place = { channel_id: channel.id, ...(channel.guild === null ? {} : { guild_id: channel.guild.id }) };
    const [only, ...more] = shown;
    if (only === undefined) return;
    if (more.length > 0) this.#about(channel, "MESSAGE_DELETE_BULK", { ids: shown.map(({ id }) => id), ...place });
    else this.#about(channel, "MESSAGE_DELETE", { id: only.id, ...place });
  }

  /** Adds or takes a reaction; nothing comes of what was so before. */
  react(message: Message, user: string, emoji: string, take: boolean): void {
    const users = message.reactions.get(emoji) ?? [];
    if (users.includes(user) !== take) return;
    const left = take ? users.filter((one) => one !== user) : [...users, user];
    if (left.length === 0) message.reactions.delete(emoji);
    else message.reactions.set(emoji, left);
    const { channel } = message;
    const place = { channel_id: channel.id, ...(channel.guild === null ? {} : { guild_id: channel.guild.id }) };
    const data = { user_id: user, message_id: message.id, ...place, emoji: emojiShape(emoji), burst: false, type: 0 };
    const intent = channel.guild === null ? intents.directReactions : intents.guildReactions;
    const author = take ? {} : { message_author_id: message.author };
    this.#event(channel, take ? "MESSAGE_REACTION_REMOVE" : "MESSAGE_REACTION_ADD", intent, { ...data, ...author });
  }

  /** Starts a thread from a message, whose id it gets (platform-facts.md 2.2). */
  startThread(from: Message, owner: string, { name, minutes }: Readonly<{ name: string; minutes: number }>): Channel {
    const parent = from.channel;
    const now = this.#app.clock.now();
    const thread: Channel = {
      ...parent,
      id: from.id,
      // developers/topics/threads.mdx: announcement channels make announcement threads.
      kind: parent.kind === "announcement" ? "announcement thread" : "public thread",
      name,
      overwrites: [],
      slowModeS: 0,
      lastMessage: null,
      thread: {
        parent,
        owner,
        archived: false,
        locked: false,
        autoArchiveMinutes: minutes,
        archivedAt: now,
        members: new Map([[owner, now]]),
        sent: 0,
      },
    };
    parent.guild?.channels.set(thread.id, thread);
    from.thread = thread;
    this.#about(thread, "THREAD_CREATE", { ...channelShape(this.#app, thread), newly_created: true }, intents.guilds);
    this.#starter(thread, from, owner);
    return thread;
  }

  /** The first message of a thread points at where it was started from (developers/topics/threads.mdx, New Message Types). */
  #starter(channel: Channel, from: Message, owner: string): void {
    this.say({ channel, author: owner, content: "", type: 21, replyTo: from });
  }

  /** Archives, locks or renames a thread, or wakes it. */
  changeThread(channel: Channel, to: Readonly<{ archived?: boolean; locked?: boolean; name?: string }>): void {
    const { thread } = channel;
    if (thread === null) throw new Error(`${channel.name} is no thread`);
    const { archived = thread.archived, locked = thread.locked, name = channel.name } = to;
    if (archived !== thread.archived) thread.archivedAt = this.#app.clock.now();
    Object.assign(thread, { archived, locked });
    channel.name = name;
    this.#about(channel, "THREAD_UPDATE", channelShape(this.#app, channel), intents.guilds);
  }

  /** Whoever writes in a thread takes part in it; a thread that sleeps wakes. */
  #takePart(channel: Channel, user: string): void {
    const { thread } = channel;
    if (thread === null) return;
    thread.sent += 1;
    if (thread.archived) this.changeThread(channel, { archived: false });
    if (thread.members.has(user)) return;
    const now = this.#app.clock.now();
    thread.members.set(user, now);
    // Others come only with the intent for members (developers/events/gateway-events.mdx, Thread Members Update).
    if (user !== this.#app.botUser) return;
    const data = { id: channel.id, guild_id: channel.guild?.id, member_count: Math.min(thread.members.size, 50) };
    const added = [threadMemberShape(channel.id, user, now)];
    this.#about(channel, "THREAD_MEMBERS_UPDATE", { ...data, added_members: added }, intents.guilds);
  }

  #tell(type: string, message: Message): void {
    const app = this.#app;
    const { channel } = message;
    const whole = { ...messageShape(app, message), ...placeFields(app, message), ...this.#mentioned(message) };
    const bare = isReadable(app, message) ? whole : withoutContent(whole);
    const intent = channel.guild === null ? intents.directMessages : intents.guildMessages;
    if (!canView(channel, app.botUser)) return;
    this.#teller.tell({ type, guild: channel.guild?.id ?? null, intent, data: whole, bare });
  }

  /** In events a mentioned user carries their member too (developers/events/gateway-events.mdx, Message Create). */
  #mentioned({ mentions, channel: { guild } }: Message): Fields {
    return {
      mentions: mentions.map((id) => {
        const member = guild?.members.get(id);
        return { ...userShape(this.#app.user(id)), ...(member === undefined ? {} : { member: memberShape(member) }) };
      }),
    };
  }

  #about(channel: Channel, type: string, data: Fields, intent?: number): void {
    const ofMessages = channel.guild === null ? intents.directMessages : intents.guildMessages;
    this.#event(channel, type, intent ?? ofMessages, data);
  }

  #event(channel: Channel, type: string, intent: number, data: Fields): void {
    if (!canView(channel, this.#app.botUser)) return;
    this.#teller.tell({ type, guild: channel.guild?.id ?? null, intent, data });
  }
}
