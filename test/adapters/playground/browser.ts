import { WebSocket } from "ws";
import {
  type Ask,
  type Asks,
  botId,
  type News,
  type PlayField,
  type PlayForm,
  type PlayMessage,
  type PlayState,
  type PlayWhisper,
  type Reply,
} from "../../../src/adapters/playground/protocol.ts";
import type { MessageId, PersonId } from "../../../src/core/keys.ts";
import type { Choice, FieldValues } from "../../../src/core/message/message.ts";
import type { Actor, SeenForm, SeenMessage, Told } from "../../contract/platform/rig.ts";
import { readHtml } from "./read-html.ts";

const nothing: Told = { kind: "nothing" };

/** A person at the playground as its page would have it: asks over HTTP, news over a web socket, drafts kept. */
export class Browser implements Actor {
  readonly #address: () => string | null;
  readonly #as: PersonId;
  #socket: WebSocket | null = null;
  #joined = "";
  /** All that the socket told, in order. */
  readonly news: News[] = [];
  #whispers: PlayWhisper[] = [];
  #form: Readonly<{ form: PlayForm; values: FieldValues; errors: Readonly<Record<string, string>> }> | null = null;
  #draft = "";

  /** `address` is null while the playground is stopped. */
  constructor(address: () => string | null, as: PersonId) {
    this.#address = address;
    this.#as = as;
  }

  /** Opens the web socket; resolves when it stands. */
  async join(): Promise<void> {
    const address = this.#address();
    if (address === null || this.#joined === address) return;
    this.#joined = address;
    const { origin, host } = new URL(address);
    const socket = new WebSocket(`ws://${host}/live?as=${this.#as}`, { origin });
    this.#socket = socket;
    socket.on("message", (frame) => this.#hear(String(frame)));
    await new Promise((resolve, reject) => {
      socket.once("open", resolve);
      socket.once("error", reject);
    });
  }

  leave(): void {
    this.#socket?.terminate();
  }

  /** Sends one ask and gives the reply; a server that does not answer is a failed reply, as on the page. */
  async ask<K extends Ask>(kind: K, body: Omit<Asks[K], "as">): Promise<Reply> {
    const lost: Reply = { kind: "failed", message: "The playground did not answer.", hint: "try again" };
    const address = this.#address();
    if (address === null) return lost;
    const { origin } = new URL(address);
    const response = await fetch(new URL(`/api/${kind}`, origin), {
      method: "POST",
      headers: { "content-type": "application/json", origin },
      body: JSON.stringify({ as: this.#as, ...body }),
    });
    const reply: Reply = JSON.parse(await response.text());
    return reply;
  }

  async state(): Promise<PlayState> {
    const response = await fetch(new URL(`/api/state?as=${this.#as}`, this.#address() ?? ""));
    const state: PlayState = JSON.parse(await response.text());
    return state;
  }

  async say(thread: MessageId | null, text: string) {
    const before = this.#address() === null ? [] : (await this.state()).messages.map((message) => message.id);
    const told = this.#told(await this.ask("say", { thread, text }));
    this.#draft = told.kind === "not-saved" ? text : "";
    if (told.kind === "not-saved") return { told, message: null };
    const said = (await this.state()).messages.find(({ id, author }) => author === this.#as && !before.includes(id));
    return { told, message: said ? (said.id as MessageId) : null };
  }

  async edit(message: MessageId, text: string): Promise<Told> {
    return this.#told(await this.ask("edit", { message, text }));
  }

  async remove(message: MessageId): Promise<Told> {
    return this.#told(await this.ask("delete", { message }));
  }

  async command(text: string, thread?: MessageId): Promise<Told> {
    const told = this.#told(await this.ask("command", { thread: thread ?? null, text }));
    this.#draft = told.kind === "not-saved" ? `/drill ${text}` : "";
    return told;
  }

  async press(message: MessageId, action: string, value?: string): Promise<Told> {
    return this.#told(await this.ask("press", { message, action, value: value ?? null }));
  }

  async submit(values: FieldValues): Promise<Told> {
    if (this.#form === null) throw new Error("no form is open");
    const { form } = this.#form;
    this.#form = { form, values, errors: {} };
    const told = this.#told(await this.ask("submit", { thread: null, form: form.id, values }));
    if (told.kind === "message" || told.kind === "nothing") this.#form = null;
    if (told.kind === "errors") this.#form = { form, values, errors: told.errors };
    return told;
  }

  async point(message: MessageId, as: "mine" | "not-mine"): Promise<Told> {
    return this.#told(await this.ask("point", { message, mark: as }));
  }

  async choices(form: string, field: string, typed: string): Promise<readonly Choice[]> {
    const reply = await this.ask("choices", { form, field, typed });
    return reply.kind === "choices" ? reply.choices : [];
  }

  async channel(): Promise<readonly SeenMessage[]> {
    return (await this.state()).messages.filter((one) => one.thread === null && !one.deleted).map(toSeen);
  }

  async thread(of: MessageId): Promise<readonly SeenMessage[]> {
    return (await this.state()).messages.filter((one) => one.thread === of && !one.deleted).map(toSeen);
  }

  async home(): Promise<null> {
    return null;
  }

  async whispers(): Promise<readonly SeenMessage[]> {
    const kept = (await this.state()).whispers;
    const told = this.#whispers.filter((one) => !kept.some((whisper) => whisper.message.id === one.message.id));
    return [...kept, ...told].map((one) => toSeen(one.message));
  }

  form(): SeenForm | null {
    if (this.#form === null) return null;
    const { form, values, errors } = this.#form;
    const labels = form.fields.map((field) => field.label);
    return { id: form.id, title: form.title, intro: readHtml(form.introHtml), labels, values, errors };
  }

  draft(): string {
    return this.#draft;
  }

  #hear(frame: string): void {
    const news: News = JSON.parse(frame);
    this.news.push(news);
    if (news.kind === "whisper") this.#take(news.whisper);
  }

  #take(whisper: PlayWhisper): void {
    const at = this.#whispers.findIndex((one) => one.message.id === (whisper.replaces ?? whisper.message.id));
    this.#whispers = at === -1 ? [...this.#whispers, whisper] : this.#whispers.with(at, whisper);
  }

  #told(reply: Reply): Told {
    switch (reply.kind) {
      case "failed":
        return { kind: "not-saved" };
      case "errors":
        return { kind: "errors", errors: reply.errors };
      case "whisper":
        this.#take(reply.whisper);
        return { kind: "message", message: toSeen(reply.whisper.message) };
      case "form": {
        const { form } = reply;
        this.#form = {
          form,
          values: Object.fromEntries(form.fields.map((one) => [one.name, heldBy(one)])),
          errors: {},
        };
        const open = this.form();
        return open === null ? nothing : { kind: "form", form: open };
      }
      case "choices":
      case "done":
        return nothing;
    }
  }
}

function heldBy(field: PlayField): string | readonly string[] {
  if (field.kind === "choices") return field.values;
  if (field.kind === "search") return field.value?.value ?? "";
  return field.value;
}

/** Nothing in the playground notifies anybody but a link to somebody, and there are none: a mention would be one. */
function toSeen(message: PlayMessage): SeenMessage {
  return {
    id: message.id as MessageId,
    thread: message.thread === null ? null : (message.thread as MessageId),
    author: message.author === botId ? null : (message.author as PersonId),
    text: readHtml(message.html),
    actions: message.actions.map((action) => {
      const { kind, id, label } = action;
      return { kind, id, label, choices: action.kind === "select" ? action.choices : [] };
    }),
    pictures: message.pictures.map((picture) => picture.alt),
    marked: message.marked,
    pings: [...message.html.matchAll(/<a[^>]*href="(?!https?:|mailto:)([^"]*)"/g)].map(([, href]) => href ?? ""),
  };
}
