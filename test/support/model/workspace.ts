import type { Clock } from "../../../src/ports/runtime.ts";
import { type Behaviour, requestMs } from "./behaviour.ts";
import { type ApiReply, type ApiRequest, type ModelEvent, type ModelMessage, textNow } from "./wire.ts";

type RequestOf<Call extends ApiRequest["call"]> = Extract<ApiRequest, { call: Call }>;

/** Who wants to know what happens in a workspace. */
export type Onlookers = Readonly<{
  /** A person wrote, edited or deleted. */
  happened: (event: ModelEvent) => void;
  /** People can see a message of the bot, and write under it. */
  shown: (message: ModelMessage) => void;
}>;

const gone: ApiReply = { ok: false, error: "message_not_found" };

/** One workspace of the model: its messages, kept for ever, and what the bot and people do to them. */
export class Workspace {
  readonly messages: ModelMessage[] = [];
  readonly readings: { readonly channel: string; readonly thread: string; readonly at: string }[] = [];
  readonly #behaviour: Behaviour;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #onlookers: Onlookers;
  readonly #nonces = new Map<string, ModelMessage>();
  readonly #threads = new Set<string>();

  constructor(behaviour: Behaviour, clock: Clock, random: () => number, onlookers: Onlookers) {
    this.#behaviour = behaviour;
    this.#clock = clock;
    this.#random = random;
    this.#onlookers = onlookers;
  }

  /** Carries one request of the bot out. Null: it came too late, and whoever sent it has hung up. */
  carryOut(request: ApiRequest): ApiReply | null {
    if ("sentAt" in request && this.#isTooOld(request.sentAt)) return null;
    switch (request.call) {
      case "post":
        return this.#post(request);
      case "thread":
        return this.#makeThread(request);
      case "edit":
        return this.#edit(request);
      case "find":
        return { ok: true, messages: this.#history(request.channel, request.thread, request.since) };
      case "replies":
        return this.#replies(request);
      case "mark":
        return this.#mark(request);
      case "person":
      case "whisper":
        return { ok: true };
    }
  }

  /** A person writes under a message; null when there is no such thread. */
  say(channel: string, thread: string, person: string, text: string): ModelMessage | null {
    if (this.#behaviour.threadsAreMade && !this.#threads.has(thread)) return null;
    const message = this.#keep({ channel, thread, person, key: null, text });
    this.#onlookers.happened(eventOf("replied", message));
    return message;
  }

  /** The person edits the latest message they wrote under `thread`. */
  editLatest(thread: string, person: string, text: string): void {
    const message = this.#latestOf(thread, person);
    if (message === undefined) return;
    message.edits.push({ at: this.#now(), text });
    this.#onlookers.happened(eventOf("edited", message));
  }

  /** The person deletes the latest message they wrote under `thread`. */
  deleteLatest(thread: string, person: string): void {
    const message = this.#latestOf(thread, person);
    if (message === undefined) return;
    message.deletedAt = this.#now();
    this.#onlookers.happened(eventOf("deleted", message));
  }

  #post(request: RequestOf<"post">): ApiReply {
    const { channel, thread, key, nonce, text } = request;
    const { nonceMs, threadsAreMade } = this.#behaviour;
    const before = nonce === null || nonceMs === 0 ? undefined : this.#nonces.get(nonce);
    if (before !== undefined && this.#isWithin(before.at, nonceMs)) return { ok: true, message: before };
    const standing = thread === null ? undefined : this.#bySelf(thread, channel);
    if (thread !== null && standing === undefined) return gone;
    const message = this.#keep({ channel, thread, person: null, key, text });
    if (nonce !== null) this.#nonces.set(nonce, message);
    const waitsForThread = threadsAreMade && key.includes("/question/");
    if (!waitsForThread) this.#onlookers.shown(message);
    return { ok: true, message };
  }

  #makeThread({ channel, message: id }: RequestOf<"thread">): ApiReply {
    const message = this.#bySelf(id, channel);
    if (message === undefined) return gone;
    // platform-facts.md 2.2: "A thread has already been created for this message".
    if (this.#threads.has(id)) return { ok: false, error: "160004" };
    this.#threads.add(id);
    this.#onlookers.shown(message);
    return { ok: true, message };
  }

  #edit({ channel, message: id, text }: RequestOf<"edit">): ApiReply {
    const message = this.#bySelf(id, channel);
    if (message === undefined) return gone;
    message.edits.push({ at: this.#now(), text });
    return { ok: true, message };
  }

  #replies({ channel, thread, since }: RequestOf<"replies">): ApiReply {
    if (this.#bySelf(thread, channel) === undefined) return gone;
    this.readings.push({ channel, thread, at: this.#now() });
    const replies = this.#history(channel, thread, since).filter((message) => message.person !== null);
    return { ok: true, messages: replies };
  }

  #mark({ channel, message: id }: RequestOf<"mark">): ApiReply {
    const message = this.#bySelf(id, channel);
    if (message === undefined) return gone;
    message.marked = true;
    return { ok: true };
  }

  #history(channel: string, thread: string | null, since: string | null): ModelMessage[] {
    const now = this.#now();
    return this.messages
      .filter((message) => message.channel === channel && message.thread === thread && message.deletedAt === null)
      .filter((message) => isAtOrBefore(message.visibleAt, now) && (since === null || isAtOrBefore(since, message.at)));
  }

  #keep(said: Pick<ModelMessage, "channel" | "thread" | "person" | "key" | "text">): ModelMessage {
    const at = this.#clock.now();
    const visibleAt = at.add({ milliseconds: Math.round(this.#random() * this.#behaviour.historyLagMs) });
    const id = `M${this.messages.length + 1}`;
    const times = { at: at.toString(), visibleAt: visibleAt.toString() };
    const message: ModelMessage = { ...said, ...times, id, edits: [], deletedAt: null, marked: false };
    this.messages.push(message);
    return message;
  }

  #bySelf(id: string, channel: string): ModelMessage | undefined {
    return this.messages.find((one) => one.id === id && one.channel === channel && one.deletedAt === null);
  }

  #latestOf(thread: string, person: string): ModelMessage | undefined {
    return this.messages.findLast((one) => one.thread === thread && one.person === person && one.deletedAt === null);
  }

  #now = (): string => this.#clock.now().toString();

  // Its sender has hung up by then (delivery.md: 10 s), so what is older was lost on the way.
  #isTooOld(sentAt: string): boolean {
    return !this.#isWithin(sentAt, requestMs);
  }

  #isWithin(at: string, ms: number): boolean {
    return this.#clock.now().since(Temporal.Instant.from(at)).total("milliseconds") <= ms;
  }
}

function eventOf(kind: ModelEvent["kind"], message: ModelMessage): ModelEvent {
  const { channel, thread, id, person, at, edits } = message;
  const editedAt = edits.at(-1)?.at ?? null;
  return {
    kind,
    channel,
    thread: thread ?? "",
    message: id,
    person: person ?? "",
    text: textNow(message),
    at,
    editedAt,
  };
}

const isAtOrBefore = (one: string, other: string): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(one), Temporal.Instant.from(other)) <= 0;
