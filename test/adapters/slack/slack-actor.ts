import { formNotSaved } from "../../../src/adapters/chat/said.ts";
import type { MessageId, PersonId } from "../../../src/core/keys.ts";
import type { Choice, FieldValues } from "../../../src/core/message/message.ts";
import type { Actor, SeenForm, SeenMessage, Told } from "../../contract/platform/rig.ts";
import type { SlackWorkspace } from "../../support/slack/client.ts";
import type { Heard, Place } from "../../support/slack/control/acts.ts";
import { actionsIn, choicesOf, listOf, seen } from "./shown.ts";
import { formOf } from "./shown-form.ts";

/** What an actor needs of the rig around it. */
export type Around = Readonly<{
  workspace: () => Promise<SlackWorkspace>;
  /** Slack's id of the channel. */
  channel: string;
  /** Resolves when everything that happened was heard and answered. */
  settled: () => Promise<void>;
}>;

const nothing: Told = { kind: "nothing" };
const notSaved: Told = { kind: "not-saved" };

/** A person at Slack's client. */
export class SlackActor implements Actor {
  readonly #around: Around;
  readonly #user: PersonId;
  #form: SeenForm | null = null;
  #draft = "";

  constructor(around: Around, user: PersonId) {
    this.#around = around;
    this.#user = user;
  }

  async say(thread: MessageId | null, text: string) {
    const { channel, settled } = this.#around;
    const slack = await this.#around.workspace();
    const under = thread === null ? {} : { thread };
    const [ts] = await slack.write({ channel, user: this.#user, text, ...under });
    await settled();
    return { told: nothing, message: (ts ?? null) as MessageId | null };
  }

  async edit(ts: MessageId, text: string): Promise<Told> {
    const slack = await this.#around.workspace();
    await slack.edit({ channel: this.#around.channel, ts, text });
    await this.#around.settled();
    return nothing;
  }

  async remove(ts: MessageId): Promise<Told> {
    const slack = await this.#around.workspace();
    await slack.erase({ channel: this.#around.channel, ts });
    await this.#around.settled();
    return nothing;
  }

  async command(text: string, thread?: MessageId): Promise<Told> {
    const { channel } = this.#around;
    const user = this.#user;
    return this.#told(async (slack) => {
      if (thread === undefined) return slack.command({ user, channel, text });
      await slack.write({ channel, user, text: `<@${slack.keys.botUser}> ${text}`, thread });
      return { heard: true, reply: null };
    }, `/drill ${text}`);
  }

  async press(ts: MessageId, action: string, value?: string): Promise<Told> {
    const place = await this.#placeOf(ts);
    const shown = place === null ? [] : actionsIn(place.blocks);
    if (place === null || !shown.some(({ id }) => id === action)) return this.#forge(ts, action);
    const press = { user: this.#user, place: place.place, action };
    return this.#told((slack) => (value === undefined ? slack.press(press) : slack.choose({ ...press, value })));
  }

  async submit(values: FieldValues): Promise<Told> {
    const slack = await this.#around.workspace();
    const view = await slack.view({ user: this.#user });
    if (view === null) throw new Error(`no form is open before ${this.#user}`);
    const before = await this.#whispered();
    const became = await slack.submit({ user: this.#user, view: view.id, entries: values });
    await this.#around.settled();
    const shown = formOf(view.view);
    if (became.became === "closed") {
      this.#form = null;
      return this.#latestSince(before);
    }
    if (became.became !== "errors") throw new Error(`the form became ${JSON.stringify(became)}`);
    this.#form = { ...shown, values, errors: became.errors };
    const isLost = Object.values(became.errors).includes(formNotSaved);
    return isLost ? notSaved : { kind: "errors", errors: became.errors };
  }

  point(ts: MessageId, as: "mine" | "not-mine"): Promise<Told> {
    const callback = as === "mine" ? "use_as_my_answer" : "not_my_answer";
    return this.#told((slack) => slack.shortcut({ user: this.#user, channel: this.#around.channel, ts, callback }));
  }

  async choices(form: string, field: string, typed: string): Promise<readonly Choice[]> {
    const slack = await this.#around.workspace();
    const kept = JSON.stringify({ channel: this.#around.channel, thread: null });
    const view = { type: "modal", callback_id: form, private_metadata: kept };
    const query = { type: "block_suggestion", ...this.#signed(slack), action_id: field, value: typed, view };
    const { reply } = await slack.interaction(query);
    return choicesOf(reply !== null && typeof reply === "object" && "options" in reply ? reply.options : []);
  }

  /** The page as it stands after it was opened, or after a control on it was pressed. */
  async home(pressed?: string): Promise<SeenMessage | null> {
    const slack = await this.#around.workspace();
    if (pressed === undefined) await slack.openHome({ user: this.#user });
    else await slack.press({ user: this.#user, place: { in: "home" }, action: pressed });
    await this.#around.settled();
    const page = await slack.home({ user: this.#user });
    const shown = page === null ? null : { ts: page.id, thread: null, text: "", blocks: listOf(page.view["blocks"]) };
    return shown && seen(shown, { author: null, marked: false });
  }

  async channel(): Promise<readonly SeenMessage[]> {
    return this.#seen(null);
  }

  async thread(of: MessageId): Promise<readonly SeenMessage[]> {
    return this.#seen(of);
  }

  async whispers(): Promise<readonly SeenMessage[]> {
    return (await this.#whispered()).map((one) => seen(one, { author: null, marked: false }));
  }

  form(): SeenForm | null {
    return this.#form;
  }

  draft(): string {
    return this.#draft;
  }

  async #seen(thread: MessageId | null): Promise<readonly SeenMessage[]> {
    const slack = await this.#around.workspace();
    const of = { channel: this.#around.channel, ...(thread === null ? {} : { thread }) };
    const all = await slack.messages(of);
    return all
      .filter((one) => one.stands === "yes" && one.thread === thread && one.ts !== thread)
      .map((one) => {
        const marked = one.reactions["memo"]?.includes(slack.keys.botUser) === true;
        // What people write is seen as they typed it.
        const shown = one.isBots ? one : { ...one, blocks: [] };
        return seen(shown, { author: one.isBots ? null : one.user, marked });
      });
  }

  async #whispered() {
    const slack = await this.#around.workspace();
    return (await slack.whispers({ user: this.#user })).filter(({ channel }) => channel === this.#around.channel);
  }

  /** What the bot shows after something was done. `written` is what stood in the box before it was sent. */
  async #told(act: (slack: SlackWorkspace) => Promise<Heard>, written = ""): Promise<Told> {
    const slack = await this.#around.workspace();
    const before = await this.#whispered();
    const formBefore = (await slack.view({ user: this.#user }))?.id;
    const heard = await act(slack);
    await this.#around.settled();
    const view = await slack.view({ user: this.#user });
    this.#form = view === null ? null : formOf(view.view);
    this.#draft = heard.heard ? "" : written;
    if (!heard.heard) return notSaved;
    if (this.#form !== null && view?.id !== formBefore) return { kind: "form", form: this.#form };
    const told = await this.#latestSince(before);
    if (told.kind !== "message" || !told.message.text.startsWith("Not saved")) return told;
    // The bot gives back what was written.
    this.#draft = written !== "" && told.message.text.includes(written) ? written : "";
    return notSaved;
  }

  async #latestSince(before: readonly unknown[]): Promise<Told> {
    const now = await this.whispers();
    const said = now.at(-1);
    return now.length > before.length && said !== undefined ? { kind: "message", message: said } : nothing;
  }

  async #placeOf(ts: MessageId) {
    const slack = await this.#around.workspace();
    const { channel } = this.#around;
    const whisper = (await this.#whispered()).find((one) => one.ts === ts);
    if (whisper) return { place: { in: "whisper", channel, ts } satisfies Place, blocks: whisper.blocks };
    const inChannel = await slack.messages({ channel });
    const threads = inChannel.map((one) => slack.messages({ channel, thread: one.ts }));
    const found = [...inChannel, ...(await Promise.all(threads)).flat()].find((one) => one.ts === ts);
    return found ? { place: { in: "message", channel, ts } satisfies Place, blocks: found.blocks } : null;
  }

  /** A press of something that is not there. */
  #forge(ts: string, action: string): Promise<Told> {
    const { channel } = this.#around;
    const container = { type: "message", message_ts: ts, channel_id: channel };
    const actions = [{ type: "button", action_id: action, block_id: "b" }];
    return this.#told((slack) =>
      slack.interaction({
        type: "block_actions",
        ...this.#signed(slack),
        channel: { id: channel },
        container,
        message: { ts },
        actions,
        trigger_id: "forged",
      }),
    );
  }

  readonly #signed = ({ keys }: SlackWorkspace) => ({
    user: { id: this.#user, team_id: keys.team },
    team: { id: keys.team },
    context_team_id: keys.team,
  });
}
