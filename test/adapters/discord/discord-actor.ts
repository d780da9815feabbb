import { commands } from "../../../src/core/commands/grammar.ts";
import type { MessageId, PersonId } from "../../../src/core/keys.ts";
import type { Choice, FieldValues } from "../../../src/core/message/message.ts";
import { messageCommands } from "../../../src/render/discord/commands.ts";
import { actionOf } from "../../../src/render/discord/custom-id.ts";
import { tryAgainAction } from "../../../src/render/discord/unsaved.ts";
import type { Actor, SeenForm, SeenMessage, Told } from "../../contract/platform/rig.ts";
import type { DiscordApp } from "../../support/discord/client.ts";
import type { Answered, Options } from "../../support/discord/control/acts.ts";
import type { SeenMessage as DiscordSeen } from "../../support/discord/control/seen.ts";
import { idOf } from "../../support/discord/state/ids.ts";
import type { Fields } from "../../support/stand-in/record.ts";
import { errorsIn, fieldIds, formOf, seen } from "./shown.ts";

/** What an actor needs of the rig around it. */
export type Around = Readonly<{
  app: () => Promise<DiscordApp>;
  /** Discord's id of the channel. */
  channel: string;
  /** Resolves when everything that happened was heard and answered. */
  settled: () => Promise<void>;
}>;

const nothing: Told = { kind: "nothing" };
const notSaved: Told = { kind: "not-saved" };

/** A person at Discord's client. */
export class DiscordActor implements Actor {
  readonly #around: Around;
  readonly #user: PersonId;
  #form: SeenForm | null = null;
  #draft = "";

  constructor(around: Around, user: PersonId) {
    this.#around = around;
    this.#user = user;
  }

  /** Under a message that has no thread yet somebody starts one. */
  async say(thread: MessageId | null, text: string) {
    const app = await this.#around.app();
    const { channel, settled } = this.#around;
    if (thread !== null) await this.#enter(thread);
    const id = await app.write({ channel: thread ?? channel, user: this.#user, text });
    await settled();
    return { told: nothing, message: id as MessageId };
  }

  async edit(message: MessageId, text: string): Promise<Told> {
    const app = await this.#around.app();
    await app.edit({ ...(await this.#spotOf(message)), text });
    await this.#around.settled();
    return nothing;
  }

  async remove(message: MessageId): Promise<Told> {
    const app = await this.#around.app();
    await app.erase(await this.#spotOf(message));
    await this.#around.settled();
    return nothing;
  }

  async command(text: string, thread?: MessageId): Promise<Told> {
    if (thread !== undefined) await this.#enter(thread);
    const [typed = "", ...words] = text.split(" ");
    // Nobody can choose what is not registered: `help` stands for it.
    const name = commands.some((one) => one.name === typed) ? typed : "help";
    const [first = "", ...others] = words;
    const option = name === "flag" ? "date" : "words";
    const given: Options = first === "until" ? { until: others.join(" ") } : { [option]: words.join(" ") };
    const said = { channel: thread ?? this.#around.channel, user: this.#user, command: `drill ${name}` };
    const options = words.length === 0 ? {} : { options: given };
    return this.#told((app) => app.command({ ...said, ...options }), `/drill ${text}`);
  }

  /** Chooses a command below `/drill` and fills in its options, by their names. */
  async choose(name: string, options: Options): Promise<Told> {
    const said = { channel: this.#around.channel, user: this.#user, command: `drill ${name}` };
    return this.#told((app) => app.command({ ...said, options }));
  }

  /** Marks what a menu under a message shall hold: none, one or several. */
  async mark(message: MessageId, action: string, values: readonly string[]): Promise<Told> {
    const on = await this.#find(message);
    const customId = on?.customIds.find((id) => actionOf(id) === action);
    if (on === undefined || customId === undefined) throw new Error(`no menu ${action} stands under ${message}`);
    return this.#told((app) => app.choose({ channel: on.channel, id: on.id, user: this.#user, customId, values }));
  }

  async press(message: MessageId, action: string, value?: string): Promise<Told> {
    const app = await this.#around.app();
    const on = await this.#find(message);
    const customId = on?.customIds.find((id) => actionOf(id) === action);
    if (on === undefined || customId === undefined) {
      const data = { component_type: 2, custom_id: `:${action}` };
      const shown =
        on === undefined ? {} : { message: { id: on.id, author: { id: app.keys.botUser }, flags: on.flags } };
      return this.#told(() => this.#forge(app, { data, ...shown }));
    }
    const spot = { channel: on.channel, id: on.id, user: this.#user, customId };
    return this.#told(() => (value === undefined ? app.press(spot) : app.choose({ ...spot, values: [value] })));
  }

  async submit(values: FieldValues): Promise<Told> {
    const app = await this.#around.app();
    const modal = await app.modal({ user: this.#user });
    if (modal === null) throw new Error(`no form is open before ${this.#user}`);
    const ids = fieldIds(modal);
    const entries = Object.fromEntries(Object.entries(values).map(([name, value]) => [ids.get(name) ?? name, value]));
    return this.#told(() => app.submit({ user: this.#user, entries }));
  }

  async point(message: MessageId, as: "mine" | "not-mine"): Promise<Told> {
    const spot = await this.#spotOf(message);
    return this.#told((app) => app.messageCommand({ ...spot, user: this.#user, name: messageCommands[as] }));
  }

  async choices(form: string, field: string, typed: string): Promise<readonly Choice[]> {
    const app = await this.#around.app();
    const said = { channel: this.#around.channel, user: this.#user, command: `drill ${form}` };
    const answered = await app.suggest({ ...said, options: { [field]: typed }, focused: field });
    await this.#around.settled();
    return answered.choices.map(({ name, value }) => ({ label: name, value: String(value) }));
  }

  async home(): Promise<SeenMessage | null> {
    return null;
  }

  async channel(): Promise<readonly SeenMessage[]> {
    return this.#seen(this.#around.channel, null);
  }

  async thread(of: MessageId): Promise<readonly SeenMessage[]> {
    return (await this.#hasThread(of)) ? this.#seen(of, of) : [];
  }

  /** What stands in channels for them alone, and their conversation with the bot. */
  async whispers(): Promise<readonly SeenMessage[]> {
    const app = await this.#around.app();
    const unseen = (await app.whispers({ user: this.#user })).map((one) => seen(one, null, app.keys.botUser));
    const directId = idOf("direct", app.keys.app, this.#user);
    const direct = (await app.everything()).filter((one) => one.isBots && one.channel === directId);
    // Below each stands which channel it is about.
    const told = direct
      .map((one) => ({ ...one, content: one.content.replace(/\n-# <#\d+>/u, "") }))
      .map((one) => seen(one, null, app.keys.botUser));
    return [...unseen, ...told];
  }

  form(): SeenForm | null {
    return this.#form;
  }

  draft(): string {
    return this.#draft;
  }

  async #enter(thread: MessageId): Promise<void> {
    if (await this.#hasThread(thread)) return;
    const app = await this.#around.app();
    await app.startThread({ channel: this.#around.channel, id: thread, user: this.#user, name: "Answers" });
  }

  async #hasThread(of: MessageId): Promise<boolean> {
    const app = await this.#around.app();
    return (await app.threads({ channel: this.#around.channel })).some(({ id }) => id === of);
  }

  async #seen(channel: string, thread: MessageId | null): Promise<readonly SeenMessage[]> {
    const app = await this.#around.app();
    const standing = (await app.messages({ channel })).filter((one) => one.deletedAt === null && one.id !== thread);
    return standing.map((one) => seen(one, thread, app.keys.botUser));
  }

  async #find(message: string): Promise<DiscordSeen | undefined> {
    const app = await this.#around.app();
    const all = [...(await app.everything()), ...(await app.whispers({ user: this.#user }))];
    return all.find(({ id }) => id === message);
  }

  async #spotOf(message: MessageId) {
    const found = await this.#find(message);
    if (found === undefined) throw new Error(`nothing stands at ${message}`);
    return { channel: found.channel, id: found.id };
  }

  #forge(app: DiscordApp, fields: Fields): Promise<Answered> {
    return app.interaction({ channel: this.#around.channel, user: this.#user, fields });
  }

  /** What the bot shows after something was done. `written` is what stood in the box before it was sent. */
  async #told(act: (app: DiscordApp) => Promise<Answered>, written = ""): Promise<Told> {
    const app = await this.#around.app();
    const answered = await act(app);
    await this.#around.settled();
    const modal = await app.modal({ user: this.#user });
    this.#form = modal === null ? null : formOf(modal);
    this.#draft = "";
    if (answered.became === "failed" || answered.became === "refused") return notSaved;
    if (answered.became === "modal" && this.#form !== null) return { kind: "form", form: this.#form };
    const reply = await app.reply({ interaction: answered.interaction });
    if (reply === null || reply.deletedAt !== null) return nothing;
    const message = seen(reply, null, app.keys.botUser);
    if (!message.text.startsWith("Not saved")) return { kind: "message", message };
    this.#draft = written !== "" && message.text.includes(written) ? written : "";
    return this.#again(reply, message);
  }

  /** Discord closes a form whatever comes of it: *Try again* opens it as it was filled in. */
  async #again(reply: DiscordSeen, { text, actions }: SeenMessage): Promise<Told> {
    const again = actions.find(({ id }) => id.startsWith(tryAgainAction));
    if (again === undefined) return notSaved;
    const app = await this.#around.app();
    const customId = reply.customIds.find((id) => actionOf(id) === again.id) ?? "";
    await app.press({ channel: reply.channel, id: reply.id, user: this.#user, customId });
    const modal = await app.modal({ user: this.#user });
    const form = modal === null ? null : formOf(modal);
    const errors = modal === null ? {} : errorsIn(text, modal);
    this.#form = form && { ...form, errors };
    return Object.keys(errors).length === 0 ? notSaved : { kind: "errors", errors };
  }
}
