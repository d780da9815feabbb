import type { Refusal } from "../../src/core/errors.ts";
import {
  type ChannelKey,
  channelKey,
  type DeliveryKey,
  type MessageId,
  type PersonId,
  partsOf,
  workspaceOf,
} from "../../src/core/keys.ts";
import type { Doc } from "../../src/core/message/doc.ts";
import type { Message, MessageRef, Place } from "../../src/core/message/message.ts";
import type { Channel, Handlers, Platform, PlatformFacts, ThreadReading } from "../../src/ports/platform.ts";
import type { Actor, PlatformRig } from "../contract/platform/rig.ts";
import { FakeActor } from "./fake-actor.ts";
import { errorOf, type FakeCall, type Fault } from "./fake-faults.ts";
import { FakeMemory, type FakeMessage } from "./fake-memory.ts";
import type { TestClock } from "./test-clock.ts";

/** One send as it reached the fake, whatever came of it. */
export type FakeSend = Readonly<{ to: Place; message: Message; key: DeliveryKey; at: Temporal.Instant }>;

export type FakeOptions = Readonly<{
  clock?: TestClock;
  /** The first is where people act unless told otherwise. */
  channels?: readonly ChannelKey[];
  facts?: Partial<PlatformFacts>;
  /** Most blocks of one message; a longer one is refused as `message-rejected`. */
  maxBlocks?: number;
}>;

/**
 * A chat platform in memory that works: people act on it and see what the bot shows, and a test can break the next
 * call, hide the history for a while, lose events or take a channel away. What is in it outlives `stop`.
 */
export class FakePlatform extends FakeMemory implements PlatformRig {
  readonly channel: ChannelKey;
  readonly channelName: string;
  readonly facts: PlatformFacts;
  /** Every send that reached the fake, carried out or not. */
  readonly sends: FakeSend[] = [];
  /** While true, nobody can be whispered to. */
  closedToWhispers = false;
  readonly #maxBlocks: number;
  readonly #channels: Map<ChannelKey, Refusal | null>;
  readonly #faults: [FakeCall, Fault][] = [];
  readonly #unreadable: Extract<ThreadReading, { kind: "unreadable" }>["why"][] = [];
  readonly #actors = new Map<string, FakeActor>();

  constructor(options: FakeOptions = {}) {
    super(options.clock);
    const channels = options.channels ?? [channelKey("fake", "W1", "backend")];
    this.#channels = new Map(channels.map((key) => [key, null]));
    this.channel = channels[0] ?? channelKey("fake", "W1", "backend");
    this.channelName = partsOf(this.channel).channel;
    this.#maxBlocks = options.maxBlocks ?? 40;
    this.facts = { ...defaultFacts(this.#maxBlocks), ...options.facts };
  }

  async open(): Promise<Platform> {
    return this.platform();
  }

  /** The port, for the app. All of them share one memory. */
  platform(): Platform {
    return {
      facts: this.facts,
      start: (handlers) => this.#start(handlers),
      stop: () => this.#stop(),
      post: (to, message, key) => {
        this.sends.push({ to, message, key, at: this.clock.now() });
        return this.#carry("post", () => this.#post(to, message, key));
      },
      edit: (ref, message) => this.#carry("edit", () => this.#change(ref, { message: this.#fitting(silent(message)) })),
      find: (to, key, since) => this.#carry("find", () => this.#find(to, key, since)),
      readThread: (of, since) => this.#carry("readThread", () => this.#readThread(of, since)),
      whisper: (channel, to, message) => this.#carry("whisper", () => this.#whisper(channel, to, message)),
      mark: (ref) => this.#carry("mark", () => this.#change(ref, { marked: true })),
      person: (_channel, id) => this.#carry("person", () => this.personOf(id)),
      channel: (channel) => this.#carry("channel", () => this.channelFacts(channel)),
    };
  }

  /** A person at their client; the same one for the same person and channel. */
  as(id: PersonId, channel = this.channel): Actor {
    const name = `${channel} ${id}`;
    const actor = this.#actors.get(name) ?? new FakeActor(this, id, channel);
    this.#actors.set(name, actor);
    return actor;
  }

  /** The next `call` goes wrong like this; several queue up. */
  fail(call: FakeCall, fault: Fault): void {
    this.#faults.push([call, fault]);
  }

  /** The next reading of a thread says why it cannot be. */
  unreadable(why: Extract<ThreadReading, { kind: "unreadable" }>["why"]): void {
    this.#unreadable.push(why);
  }

  async close(): Promise<void> {
    await this.#stop();
  }

  /** The bot loses a channel, or has it back (`null`), and is told; `by` invited it. */
  async shut(channel: ChannelKey, why: Refusal | null, by: PersonId | null = null): Promise<void> {
    this.#channels.set(channel, why);
    await this.tell((handlers) =>
      handlers.channel(why === null ? { channel, is: "back", by } : { channel, is: "gone" }),
    );
  }

  /** What the bot cannot do in a channel any more, or can again (`null`); nobody tells it. */
  bar(channel: ChannelKey, why: Refusal | null): void {
    this.#channels.set(channel, why);
  }

  /** The platform gives a channel another id, and tells the bot. The old one is not there any more. */
  async move(channel: ChannelKey, to: ChannelKey): Promise<void> {
    this.#channels.set(channel, "channel-gone").set(to, null);
    await this.tell((handlers) => handlers.channel({ channel, is: "moved", to }));
  }

  /** A channel as the port tells of it. */
  channelFacts(channel: ChannelKey): Channel {
    const why = this.#channels.has(channel) ? this.#channels.get(channel) : "channel-gone";
    const lacks = why ? { why, hint: errorOf({ kind: "refuse", why }).hint } : null;
    return { channel, name: partsOf(channel).channel, general: channel === this.general, lacks };
  }

  protected override get channels(): readonly ChannelKey[] {
    return [...this.#channels.keys()];
  }

  /** The connection was lost and is back. */
  async reconnect(): Promise<void> {
    this.deaf = false;
    await this.#tellOfGap();
  }

  /** The reply event of a message once more, as platforms send when they think it was missed. */
  async repeat(id: MessageId): Promise<void> {
    const reply = this.replyOf(this.message(id));
    if (reply) await this.tell((handlers) => handlers.replied(reply));
  }

  async #start(handlers: Handlers): Promise<void> {
    this.handlers = handlers;
    await this.#tellOfGap();
  }

  async #tellOfGap(): Promise<void> {
    for (const workspace of new Set([...this.#channels.keys()].map(workspaceOf))) {
      await this.tell((handlers) => handlers.gap(workspace));
    }
  }

  async #stop(): Promise<void> {
    this.handlers = null;
    await Promise.allSettled(this.running);
  }

  async #carry<T>(call: FakeCall, act: () => T): Promise<T> {
    const at = this.#faults.findIndex(([on]) => on === call);
    const [, fault] = (at === -1 ? undefined : this.#faults.splice(at, 1)[0]) ?? [];
    if (!fault) return act();
    if (fault.kind === "doubt" && fault.accepted) act();
    throw errorOf(fault);
  }

  #post(to: Place, message: Message, key: DeliveryKey): MessageRef {
    const channel = this.#openChannel(to.kind === "channel" ? to.channel : to.of.channel);
    const thread = to.kind === "channel" ? null : this.#standing(to.of).ref.id;
    const now = this.clock.now();
    const safeFrom = now.subtract({ milliseconds: this.facts.repeatSafeMs });
    const before = this.messages.findLast((one) => one.key === key);
    if (before && this.facts.repeatSafeMs > 0 && Temporal.Instant.compare(before.at, safeFrom) >= 0) {
      return this.#standing(before.ref).ref;
    }
    const ref = { channel, thread, id: this.newId() };
    const blank = { author: null, editedAt: null, text: "", deleted: false, marked: false };
    this.messages.push({ ...blank, ref, at: now, message: this.#fitting(message), key });
    return ref;
  }

  #find(to: Place, key: DeliveryKey, since: Temporal.Instant): MessageRef | null {
    const channel = this.#openChannel(to.kind === "channel" ? to.channel : to.of.channel);
    const thread = to.kind === "channel" ? null : to.of.id;
    const visible = this.clock.now().subtract({ milliseconds: this.facts.visibleAfterMs });
    const found = this.messages.find(
      ({ ref, at, deleted, ...one }) =>
        one.key === key &&
        !deleted &&
        ref.channel === channel &&
        ref.thread === thread &&
        Temporal.Instant.compare(at, since) >= 0 &&
        Temporal.Instant.compare(at, visible) <= 0,
    );
    return found?.ref ?? null;
  }

  #readThread(of: MessageRef, since: Temporal.Instant | null): ThreadReading {
    const why = this.#unreadable.shift();
    if (why) return { kind: "unreadable", why };
    if (!this.messages.some((one) => one.ref.id === of.id)) return { kind: "unreadable", why: "thread-gone" };
    const replies = this.messages
      .filter((one) => one.ref.thread === of.id)
      .map((one) => this.replyOf(one))
      .filter((reply) => reply !== null)
      .filter((reply) => since === null || Temporal.Instant.compare(reply.at, since) >= 0);
    return { kind: "read", replies: replies.toSorted((one, other) => Temporal.Instant.compare(one.at, other.at)) };
  }

  #whisper(channel: ChannelKey, to: PersonId, message: Message): boolean {
    if (this.closedToWhispers || this.personOf(to).standing === "gone") return false;
    this.whispered.push({ to, channel: this.#openChannel(channel), id: this.newId(), message: this.#fitting(message) });
    return true;
  }

  #change(ref: MessageRef, changes: Partial<FakeMessage>): void {
    this.#openChannel(ref.channel);
    this.put({ ...this.#standing(ref), ...changes });
  }

  #openChannel(channel: ChannelKey): ChannelKey {
    const why = this.#channels.has(channel) ? this.#channels.get(channel) : "channel-gone";
    if (why) throw errorOf({ kind: "refuse", why });
    return channel;
  }

  #standing(ref: MessageRef): FakeMessage {
    const found = this.messages.find((one) => one.ref.id === ref.id && one.ref.channel === ref.channel);
    if (!found || found.deleted) throw errorOf({ kind: "refuse", why: "message-gone" });
    return found;
  }

  #fitting(message: Message): Message {
    if (message.doc.length > this.#maxBlocks) throw errorOf({ kind: "refuse", why: "message-rejected" });
    return message;
  }
}

/** An edit notifies nobody. */
const silent = ({ ping: _ping, ...said }: Message): Message => said;

function defaultFacts(maxBlocks: number): PlatformFacts {
  return {
    name: "fake",
    fit: (doc) => cutDoc(doc, maxBlocks),
    fieldChars: 3000,
    actions: 10,
    whispers: true,
    readsReplies: true,
    commandsInThreads: true,
    repeatSafeMs: 60_000,
    visibleAfterMs: 30_000,
    pacing: null,
    aheadMs: () => 0,
    linkTo: ({ channel, id }) => `https://fake.example/${channel}/${id}`,
    home: true,
    roles: true,
    pings: true,
  };
}

/** Of several parts each leaves a block free for the line that says which it is. */
function cutDoc(doc: Doc, maxBlocks: number): readonly Doc[] {
  if (doc.length <= maxBlocks) return [doc];
  const most = maxBlocks - 1;
  const count = Math.ceil(doc.length / most);
  return Array.from({ length: count }, (_, at) => doc.slice(at * most, (at + 1) * most));
}
