import { type ChannelKey, type MessageId, type PersonId, partsOf, workspaceOf } from "../../src/core/keys.ts";
import type { Choice, FieldValues, Form, Message, Response } from "../../src/core/message/message.ts";
import type { Handlers, Origin } from "../../src/ports/platform.ts";
import type { Actor, SeenForm, SeenMessage, Told } from "../contract/platform/rig.ts";
import { type FakeMemory, type FakeMessage, valuesOf } from "./fake-memory.ts";
import { readable } from "./readable.ts";

const nothing: Told = { kind: "nothing" };
const notSaved: Told = { kind: "not-saved" };

/** A person at the fake platform. */
export class FakeActor implements Actor {
  readonly #fake: FakeMemory;
  readonly #person: PersonId;
  readonly #channel: ChannelKey;
  #form: Readonly<{ form: Form; values: FieldValues; errors: Readonly<Record<string, string>> }> | null = null;
  #draft = "";
  #home: Message | null = null;

  constructor(fake: FakeMemory, person: PersonId, channel: ChannelKey) {
    this.#fake = fake;
    this.#person = person;
    this.#channel = channel;
  }

  async say(thread: MessageId | null, text: string) {
    const ref = { channel: this.#channel, thread, id: this.#fake.newId() };
    const at = this.#fake.clock.now();
    const blank = { editedAt: null, message: null, key: null, deleted: false, marked: false };
    const said: FakeMessage = { ...blank, ref, author: this.#person, at, text };
    this.#fake.messages.push(said);
    const reply = this.#fake.replyOf(said);
    const taken = reply === null || (await this.#taken((handlers) => handlers.replied(reply)));
    this.#draft = taken ? "" : text;
    if (taken) return { told: nothing, message: ref.id };
    this.#fake.messages.splice(this.#fake.messages.indexOf(said), 1);
    return { told: notSaved, message: null };
  }

  async edit(id: MessageId, text: string): Promise<Told> {
    const before = this.#fake.message(id);
    if (before.author !== this.#person || before.deleted) return notSaved;
    const after = { ...before, text, editedAt: this.#fake.clock.now() };
    this.#fake.put(after);
    const reply = this.#fake.replyOf(after);
    if (reply === null || (await this.#taken((handlers) => handlers.edited(reply)))) return nothing;
    this.#fake.put(before);
    return notSaved;
  }

  async remove(id: MessageId): Promise<Told> {
    const before = this.#fake.message(id);
    const { manager } = this.#fake.personOf(this.#person);
    if (before.deleted || (before.author !== this.#person && !manager)) return notSaved;
    const { channel, thread } = before.ref;
    this.#fake.put({ ...before, deleted: true, text: "" });
    if (before.author === null || thread === null) return nothing;
    if (await this.#taken((handlers) => handlers.deleted({ channel, thread, message: id }))) return nothing;
    this.#fake.put(before);
    return notSaved;
  }

  async command(text: string, thread?: MessageId): Promise<Told> {
    const told = await this.#answered((handlers) => handlers.command({ ...this.#from(thread ?? null), text }));
    this.#draft = told.kind === "not-saved" ? `/drill ${text}` : "";
    return told;
  }

  async press(id: MessageId, action: string, value?: string): Promise<Told> {
    const thread = this.#fake.messages.find((one) => one.ref.id === id)?.ref.thread ?? null;
    const press = { ...this.#from(thread), action, value: value ?? null };
    return this.#answered((handlers) => handlers.pressed(press), id);
  }

  async submit(values: FieldValues): Promise<Told> {
    if (this.#form === null) throw new Error(`no form is open before ${this.#person}`);
    const { form } = this.#form;
    this.#form = { form, values, errors: {} };
    const submitted = { ...this.#from(null), name: "", form: form.id, values };
    const told = await this.#answered((handlers) => handlers.submitted(submitted));
    if (told.kind === "message" || told.kind === "nothing") this.#form = null;
    if (told.kind === "errors") this.#form = { form, values, errors: told.errors };
    return told;
  }

  async point(id: MessageId, as: "mine" | "not-mine"): Promise<Told> {
    const reply = this.#fake.replyOf(this.#fake.message(id));
    if (reply === null) return notSaved;
    return this.#answered((handlers) => handlers.pointed({ ...this.#from(reply.thread), as, reply }));
  }

  async choices(form: string, field: string, typed: string): Promise<readonly Choice[]> {
    return this.#fake.tell((handlers) => handlers.choices({ ...this.#from(null), form, field, typed }));
  }

  async home(pressed?: string): Promise<SeenMessage | null> {
    if (!this.#fake.facts.home) return null;
    const workspace = workspaceOf(this.#channel);
    const channels = this.#fake
      .channelsOf(this.#person)
      .filter((channel) => workspaceOf(channel) === workspace)
      .map((channel) => ({ channel, name: partsOf(channel).channel }));
    const opening = { workspace, person: this.#person, channels, pressed: pressed ?? null };
    const message = await this.#fake.tell((handlers) => handlers.home(opening)).catch(() => null);
    this.#home = message ?? this.#home;
    return this.#home && seenAlone(this.#home, "home" as MessageId);
  }

  async channel(): Promise<readonly SeenMessage[]> {
    return this.#seen(null);
  }

  async thread(of: MessageId): Promise<readonly SeenMessage[]> {
    return this.#seen(of);
  }

  async whispers(): Promise<readonly SeenMessage[]> {
    return this.#fake.whispered
      .filter((whisper) => whisper.to === this.#person && whisper.channel === this.#channel)
      .map(({ id, message }) => seenAlone(message, id));
  }

  form(): SeenForm | null {
    if (this.#form === null) return null;
    const { form, values, errors } = this.#form;
    const labels = form.fields.map((field) => field.label);
    return { id: form.id, title: form.title, intro: readable(form.intro), labels, values, errors };
  }

  draft(): string {
    return this.#draft;
  }

  #from(thread: MessageId | null): Origin {
    return { channel: this.#channel, person: this.#person, thread };
  }

  #seen(thread: MessageId | null): readonly SeenMessage[] {
    return this.#fake.messages
      .filter(({ ref, deleted }) => ref.channel === this.#channel && ref.thread === thread && !deleted)
      .map(({ ref, author, message, text, marked }) => {
        const words = message ? shown(message) : { text, actions: [], pictures: [], pings: [] };
        return { ...words, id: ref.id, thread, author, marked };
      });
  }

  /** Whether the app took an event; true as well when it never hears of it. */
  async #taken(event: (handlers: Handlers) => Promise<void>): Promise<boolean> {
    if (this.#fake.deaf) return true;
    return this.#fake.tell(event).then(
      () => true,
      () => false,
    );
  }

  async #answered(ask: (handlers: Handlers) => Promise<Response>, pressed?: MessageId): Promise<Told> {
    const response = await this.#fake.tell(ask).catch(() => null);
    if (response === null) return notSaved;
    switch (response.kind) {
      case "none":
        return nothing;
      case "errors":
        return response;
      case "form": {
        this.#form = { form: response.form, values: valuesOf(response.form), errors: {} };
        const form = this.form();
        return form === null ? nothing : { kind: "form", form };
      }
      case "message":
        return { kind: "message", message: this.#whispered(response.message, response.replace ? pressed : undefined) };
    }
  }

  #whispered(message: Message, instead: MessageId | undefined): SeenMessage {
    const list = this.#fake.whispered;
    const at = list.findIndex((whisper) => whisper.id === instead);
    const whisper = { to: this.#person, channel: this.#channel, id: this.#fake.newId(), message };
    if (at === -1) list.push(whisper);
    else list.splice(at, 1, whisper);
    return seenAlone(message, whisper.id);
  }
}

/** A message of the bot that one person sees. */
const seenAlone = (message: Message, id: MessageId): SeenMessage => ({
  ...shown(message),
  id,
  thread: null,
  author: null,
  marked: false,
});

/** The fake shows a message as its words, in which nothing could notify somebody, beside whom it pings. */
export function shown(message: Message): Pick<SeenMessage, "text" | "actions" | "pictures" | "pings"> {
  const actions = message.actions.map((action) => {
    const { kind, id, label } = action;
    return { kind, id, label, choices: action.kind === "select" ? action.choices : [] };
  });
  const pings = message.ping ? [message.ping.id] : [];
  return { text: readable(message.doc), actions, pictures: message.pictures.map((one) => one.alt), pings };
}
