import { BotError } from "../../core/errors.ts";
import {
  type ChannelKey,
  type DeliveryKey,
  type MessageId,
  type PersonId,
  partsOf,
  workspaceOf,
} from "../../core/keys.ts";
import type { FieldValues, Message, MessageRef, Place, Response } from "../../core/message/message.ts";
import type {
  Channel,
  Handlers,
  IncomingReply,
  Origin,
  Person,
  Platform,
  PlatformFacts,
  ThreadReading,
} from "../../ports/platform.ts";
import { withPingSaid } from "../../render/spoken-first.ts";

/** What can be seen in the channel as it happens. */
export type TerminalEvent =
  | Readonly<{ kind: "posted"; ref: MessageRef; message: Message }>
  | Readonly<{ kind: "edited"; ref: MessageRef; message: Message }>
  | Readonly<{ kind: "replied"; reply: IncomingReply }>
  /** The bot did not take the reply: it stands there no more. */
  | Readonly<{ kind: "withdrawn"; reply: IncomingReply }>
  | Readonly<{ kind: "marked"; reply: IncomingReply }>;

export type TerminalOptions = Readonly<{
  channel: ChannelKey;
  /** Everybody in the channel; the first one manages it. */
  people: readonly Readonly<{ id: PersonId; name: string }>[];
  zone: string;
  now: () => Temporal.Instant;
  /** Called at once with each event, in order. */
  listen: (event: TerminalEvent) => unknown;
}>;

/** A chat platform of one channel that lives as long as the process, and the people in it. */
export interface Terminal extends Platform {
  /** Writes a reply into the thread under a message; gives its id once the bot has taken it, and rejects when it did not. */
  reply(person: PersonId, thread: MessageId, text: string): Promise<MessageId>;
  /** Presses a control under a message. */
  press(person: PersonId, under: MessageId, action: string): Promise<Response>;
  submit(person: PersonId, form: string, values: FieldValues): Promise<Response>;
}

type Posted = Readonly<{ ref: MessageRef; key: DeliveryKey; at: Temporal.Instant; message: Message }>;

/** An empty channel. */
export const openTerminal = (options: TerminalOptions): Terminal => new TerminalPlatform(options);

class TerminalPlatform implements Terminal {
  readonly facts: PlatformFacts;
  readonly #options: TerminalOptions;
  readonly #posted = new Map<MessageId, Posted>();
  readonly #replies = new Map<MessageId, IncomingReply>();
  readonly #marked = new Set<MessageId>();
  readonly #underWay = new Set<Promise<unknown>>();
  #lastId = 0;
  #handlers: Handlers | null = null;

  constructor(options: TerminalOptions) {
    this.#options = options;
    this.facts = factsOf(options.channel);
  }

  async start(handlers: Handlers): Promise<void> {
    this.#handlers = handlers;
    await this.#tell((told) => told.gap(workspaceOf(this.#options.channel)));
  }

  async stop(): Promise<void> {
    this.#handlers = null;
    await Promise.allSettled(this.#underWay);
  }

  async post(to: Place, said: Message, key: DeliveryKey): Promise<MessageRef> {
    this.#refuseElsewhere(to);
    const known = this.#withKey(key);
    if (known !== null) return known.ref;
    const thread = to.kind === "channel" ? null : this.#standing(to.of).ref.id;
    const ref = { channel: this.#options.channel, thread, id: this.#nextId() };
    const message = withPingSaid(said);
    this.#posted.set(ref.id, { ref, key, at: this.#options.now(), message });
    this.#options.listen({ kind: "posted", ref, message });
    return ref;
  }

  async edit(ref: MessageRef, said: Message): Promise<void> {
    const message = { ...said, ping: null };
    this.#posted.set(ref.id, { ...this.#standing(ref), message });
    this.#options.listen({ kind: "edited", ref, message });
  }

  async find(to: Place, key: DeliveryKey, since: Temporal.Instant): Promise<MessageRef | null> {
    this.#refuseElsewhere(to);
    const known = this.#withKey(key);
    const isThere = known !== null && known.ref.thread === (to.kind === "channel" ? null : to.of.id);
    return isThere && Temporal.Instant.compare(known.at, since) >= 0 ? known.ref : null;
  }

  async readThread(of: MessageRef, since: Temporal.Instant | null): Promise<ThreadReading> {
    if (!this.#posted.has(of.id)) return { kind: "unreadable", why: "thread-gone" };
    const replies = [...this.#replies.values()].filter(
      ({ thread, at }) => thread === of.id && (since === null || Temporal.Instant.compare(at, since) >= 0),
    );
    return { kind: "read", replies };
  }

  async whisper(): Promise<boolean> {
    // A terminal has one reader: what one person alone may see is not shown to everybody.
    return false;
  }

  async mark(ref: MessageRef): Promise<void> {
    const reply = this.#replies.get(ref.id);
    if (reply === undefined) throw gone(ref);
    if (this.#marked.has(ref.id)) return;
    this.#marked.add(ref.id);
    this.#options.listen({ kind: "marked", reply });
  }

  async person(_channel: ChannelKey, id: PersonId): Promise<Person> {
    const at = this.#options.people.findIndex((person) => person.id === id);
    const name = this.#options.people[at]?.name ?? id;
    const standing = at < 0 ? "gone" : "member";
    return { id, name, zone: this.#options.zone, manager: at === 0, maySetUp: at === 0, standing, roles: [] };
  }

  async channel(channel: ChannelKey): Promise<Channel> {
    const isIts = channel === this.#options.channel;
    const lacks = { why: "channel-gone", hint: `its only channel is ${this.#options.channel}` } as const;
    return { channel, name: partsOf(channel).channel, general: false, lacks: isIts ? null : lacks };
  }

  async reply(person: PersonId, thread: MessageId, text: string): Promise<MessageId> {
    const { channel, now, listen } = this.#options;
    const { name } = await this.person(channel, person);
    const message = this.#nextId();
    const said = { channel, thread, message, gesture: null, person, name, text };
    const reply: IncomingReply = { ...said, at: now(), editedAt: null };
    this.#replies.set(message, reply);
    listen({ kind: "replied", reply });
    try {
      await this.#tell((handlers) => handlers.replied(reply));
    } catch (error) {
      this.#replies.delete(message);
      listen({ kind: "withdrawn", reply });
      throw error;
    }
    return message;
  }

  async press(person: PersonId, under: MessageId, action: string): Promise<Response> {
    const thread = this.#posted.get(under)?.ref.thread ?? null;
    return this.#tell((handlers) => handlers.pressed({ ...this.#origin(person), thread, action, value: null }));
  }

  async submit(person: PersonId, form: string, values: FieldValues): Promise<Response> {
    const { name } = await this.person(this.#options.channel, person);
    return this.#tell((handlers) => handlers.submitted({ ...this.#origin(person), name, form, values }));
  }

  #origin(person: PersonId): Origin {
    return { channel: this.#options.channel, person, thread: null };
  }

  #nextId(): MessageId {
    this.#lastId += 1;
    return String(this.#lastId) as MessageId;
  }

  #refuseElsewhere(to: Place): void {
    const channel = to.kind === "channel" ? to.channel : to.of.channel;
    if (channel === this.#options.channel) return;
    throw new BotError("platform.refused", `the terminal has no channel ${channel}`, {
      hint: `its only channel is ${this.#options.channel}`,
      why: "channel-gone",
    });
  }

  #withKey(key: DeliveryKey): Posted | null {
    return [...this.#posted.values()].find((posted) => posted.key === key) ?? null;
  }

  #standing(ref: MessageRef): Posted {
    const posted = this.#posted.get(ref.id);
    if (posted === undefined) throw gone(ref);
    return posted;
  }

  /** Hands something to the bot; `stop` waits for it. Raises `platform.unsent` when no bot listens. */
  async #tell<T>(call: (handlers: Handlers) => Promise<T>): Promise<T> {
    if (this.#handlers === null) {
      throw new BotError("platform.unsent", "the terminal was not started", { hint: "start the bot first" });
    }
    const task = call(this.#handlers);
    this.#underWay.add(task);
    try {
      return await task;
    } finally {
      this.#underWay.delete(task);
    }
  }
}

const gone = ({ id }: MessageRef): BotError =>
  new BotError("platform.refused", `the terminal shows no message ${id}`, {
    hint: "look at what was posted since the start",
    why: "message-gone",
  });

/** Lines scroll: everything fits, and what was posted with a key is known as long as the process lives. */
const factsOf = (channel: ChannelKey): PlatformFacts => ({
  name: channel.slice(0, channel.indexOf("/")),
  fit: (doc) => [doc],
  fieldChars: 8000,
  actions: 20,
  whispers: false,
  readsReplies: true,
  commandsInThreads: false,
  repeatSafeMs: Number.MAX_SAFE_INTEGER,
  visibleAfterMs: 0,
  pacing: null,
  aheadMs: () => 0,
  linkTo: () => null,
  home: false,
  roles: false,
  pings: false,
});
