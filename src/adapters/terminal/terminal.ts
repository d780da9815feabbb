import { BotError } from "../../core/errors.ts";
import type { ChannelKey, DeliveryKey, MessageId, PersonId } from "../../core/keys.ts";
import type { FieldValues, Message, MessageRef, Place, Response } from "../../core/message/message.ts";
import type {
  Handlers,
  IncomingReply,
  Origin,
  Person,
  Platform,
  PlatformFacts,
  ThreadReading,
} from "../../ports/platform.ts";

/** What can be seen in the channel as it happens. */
export type TerminalEvent =
  | Readonly<{ kind: "posted"; ref: MessageRef; message: Message }>
  | Readonly<{ kind: "replied"; reply: IncomingReply }>
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
  /** Writes a reply into the thread under a message; resolves once the bot has taken it. */
  reply(person: PersonId, thread: MessageId, text: string): Promise<void>;
  press(person: PersonId, action: string): Promise<Response>;
  submit(person: PersonId, form: string, values: FieldValues): Promise<Response>;
}

type Posted = Readonly<{ ref: MessageRef; key: DeliveryKey; at: Temporal.Instant; message: Message }>;

/** An empty channel. */
export const openTerminal = (options: TerminalOptions): Terminal => new TerminalPlatform(options);

class TerminalPlatform implements Terminal {
  readonly facts: PlatformFacts;
  readonly #options: TerminalOptions;
  readonly #posted = new Map<MessageId, Posted>();
  readonly #replies: IncomingReply[] = [];
  #handlers: Handlers | null = null;

  constructor(options: TerminalOptions) {
    this.#options = options;
    this.facts = factsOf(options.channel);
  }

  async start(handlers: Handlers): Promise<void> {
    this.#handlers = handlers;
  }

  async stop(): Promise<void> {
    this.#handlers = null;
  }

  async post(to: Place, message: Message, key: DeliveryKey): Promise<MessageRef> {
    const known = this.#withKey(key);
    if (known !== null) return known.ref;
    const thread = to.kind === "channel" ? null : this.#standing(to.of).ref.id;
    const ref = { channel: this.#options.channel, thread, id: this.#nextId() };
    this.#posted.set(ref.id, { ref, key, at: this.#options.now(), message });
    this.#options.listen({ kind: "posted", ref, message });
    return ref;
  }

  async edit(ref: MessageRef, message: Message): Promise<void> {
    this.#posted.set(ref.id, { ...this.#standing(ref), message });
  }

  async find(_to: Place, key: DeliveryKey, since: Temporal.Instant): Promise<MessageRef | null> {
    const known = this.#withKey(key);
    return known !== null && Temporal.Instant.compare(known.at, since) >= 0 ? known.ref : null;
  }

  async readThread(of: MessageRef, since: Temporal.Instant | null): Promise<ThreadReading> {
    this.#standing(of);
    const replies = this.#replies.filter(
      ({ thread, at }) => thread === of.id && (since === null || Temporal.Instant.compare(at, since) >= 0),
    );
    return { kind: "read", replies };
  }

  async whisper(): Promise<boolean> {
    // A terminal has one reader: what one person alone may see is not shown to everybody.
    return false;
  }

  async mark(ref: MessageRef): Promise<void> {
    const reply = this.#replies.find(({ message }) => message === ref.id);
    if (reply === undefined) throw gone(ref);
    this.#options.listen({ kind: "marked", reply });
  }

  async person(_channel: ChannelKey, id: PersonId): Promise<Person> {
    const at = this.#options.people.findIndex((person) => person.id === id);
    const name = this.#options.people[at]?.name ?? id;
    const standing = at < 0 ? "gone" : "member";
    return { id, name, zone: this.#options.zone, manager: at === 0, maySetUp: at === 0, standing };
  }

  async reply(person: PersonId, thread: MessageId, text: string): Promise<void> {
    const { channel, now, listen } = this.#options;
    const { name } = await this.person(channel, person);
    const message = this.#nextId();
    const reply: IncomingReply = { channel, thread, message, person, name, text, at: now(), editedAt: null };
    this.#replies.push(reply);
    listen({ kind: "replied", reply });
    await this.#started().replied(reply);
  }

  async press(person: PersonId, action: string): Promise<Response> {
    return await this.#started().pressed({ ...this.#origin(person), action, value: null });
  }

  async submit(person: PersonId, form: string, values: FieldValues): Promise<Response> {
    return await this.#started().submitted({ ...this.#origin(person), form, values });
  }

  #origin(person: PersonId): Origin {
    return { channel: this.#options.channel, person, thread: null };
  }

  #nextId(): MessageId {
    return String(this.#posted.size + this.#replies.length + 1) as MessageId;
  }

  #withKey(key: DeliveryKey): Posted | null {
    return [...this.#posted.values()].find((posted) => posted.key === key) ?? null;
  }

  #standing(ref: MessageRef): Posted {
    const posted = this.#posted.get(ref.id);
    if (posted === undefined) throw gone(ref);
    return posted;
  }

  #started(): Handlers {
    if (this.#handlers !== null) return this.#handlers;
    throw new BotError("platform.unsent", "the terminal was not started", { hint: "start the bot first" });
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
  aheadMs: () => 0,
});
