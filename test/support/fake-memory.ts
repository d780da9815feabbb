import type { ChannelKey, DeliveryKey, MessageId, PersonId } from "../../src/core/keys.ts";
import type { Form, Message, MessageRef } from "../../src/core/message/message.ts";
import type { Handlers, IncomingReply, Person, PlatformFacts } from "../../src/ports/platform.ts";
import { TestClock } from "./test-clock.ts";

/** A message in the fake's memory: a person's `text`, or the bot's `message`. */
export type FakeMessage = Readonly<{
  ref: MessageRef;
  author: PersonId | null;
  at: Temporal.Instant;
  editedAt: Temporal.Instant | null;
  text: string;
  message: Message | null;
  key: DeliveryKey | null;
  deleted: boolean;
  marked: boolean;
}>;

export type FakeWhisper = Readonly<{ to: PersonId; channel: ChannelKey; id: MessageId; message: Message }>;

const member = { zone: "Europe/Berlin", manager: false, maySetUp: true, standing: "member", roles: [] } as const;
const person = (id: string, name: string, more: Partial<Person> = {}): Person => ({
  ...member,
  id: id as PersonId,
  name,
  ...more,
});
const people = {
  manager: person("U1", "Mira", { manager: true }),
  first: person("U2", "Jonas"),
  second: person("U3", "Priya", { zone: null }),
};

/** What the fake platform remembers: both its port and its people work on it. */
export abstract class FakeMemory {
  abstract readonly facts: PlatformFacts;
  readonly clock: TestClock;
  readonly people = people;
  readonly group = { id: "R1", name: "seniors" };
  readonly messages: FakeMessage[] = [];
  readonly whispered: FakeWhisper[] = [];
  /** While true, what people say, edit and delete reaches nobody, as over a lost connection. */
  deaf = false;
  /** The channel that everybody of the workspace is in. */
  general: ChannelKey | null = null;
  /** Set between `start` and `stop`. */
  protected handlers: Handlers | null = null;
  protected readonly running = new Set<Promise<unknown>>();
  /** Every channel that there is. */
  protected abstract readonly channels: readonly ChannelKey[];
  readonly #gone = new Set<PersonId>();
  readonly #out = new Set<string>();
  #lastId = 0;

  constructor(clock = new TestClock()) {
    this.clock = clock;
  }

  /** The channels that a person is in, as long as they are in the workspace. */
  channelsOf(id: PersonId): readonly ChannelKey[] {
    return this.personOf(id).standing === "gone" ? [] : this.channels.filter((one) => !this.#out.has(`${one} ${id}`));
  }

  /** The person leaves a channel. */
  leaveChannel(id: PersonId, channel: ChannelKey): void {
    this.#out.add(`${channel} ${id}`);
  }

  /** The person leaves the workspace. */
  leave(id: PersonId): void {
    this.#gone.add(id);
  }

  /** Calls a handler of the app, or rejects when no platform is started. */
  async tell<T>(call: (handlers: Handlers) => Promise<T>): Promise<T> {
    if (this.handlers === null) throw new Error("the platform is not started");
    const running = call(this.handlers);
    this.running.add(running);
    try {
      return await running;
    } finally {
      this.running.delete(running);
    }
  }

  /** An id that no message has. */
  newId(): MessageId {
    this.#lastId += 1;
    return `m${this.#lastId}` as MessageId;
  }

  /** The message with this id, deleted or not. Throws when there never was one. */
  message(id: MessageId): FakeMessage {
    const found = this.messages.find((one) => one.ref.id === id);
    if (!found) throw new Error(`no message ${id}`);
    return found;
  }

  /** Puts a message in place of the one with its id. */
  put(message: FakeMessage): void {
    const at = this.messages.findIndex((one) => one.ref.id === message.ref.id);
    this.messages.splice(at, 1, message);
  }

  /** A person's message in a thread as the port hands it over; null for all others. */
  replyOf({ ref, author, at, editedAt, text, deleted }: FakeMessage): IncomingReply | null {
    if (author === null || ref.thread === null || deleted) return null;
    const { name } = this.personOf(author);
    const where = { channel: ref.channel, thread: ref.thread, message: ref.id, gesture: null };
    return { ...where, person: author, name, text, at, editedAt };
  }

  /** A person as the platform knows them now. */
  personOf(id: PersonId): Person {
    const known = Object.values(people).find((one) => one.id === id);
    if (known && !this.#gone.has(id)) return known;
    return { id, name: known?.name ?? id, zone: null, manager: false, maySetUp: false, standing: "gone", roles: [] };
  }
}

/** The values that a form's fields hold when it opens. */
export function valuesOf(form: Form): Record<string, string | readonly string[]> {
  return Object.fromEntries(
    form.fields.map((field) => {
      if (field.kind === "choices") return [field.name, field.values];
      if (field.kind === "search") return [field.name, field.value?.value ?? ""];
      return [field.name, field.value];
    }),
  );
}
