import { z } from "zod";
import { BotError } from "../../../core/errors.ts";
import type { ChannelKey, PersonId } from "../../../core/keys.ts";
import { paragraph } from "../../../core/message/build.ts";
import type { Form, Message } from "../../../core/message/message.ts";
import { partsOf } from "../../../core/message/parts.ts";
import { refusalText } from "../../../core/message/refusal-text.ts";
import { spoken } from "../../../core/message/spoken.ts";
import type { Origin } from "../../../ports/platform.ts";
import { fit } from "../../../render/slack/fit.ts";
import { renderForm } from "../../../render/slack/form.ts";
import { postSettings, renderMessage, type SlackMessage } from "../../../render/slack/message.ts";
import { ledCommands } from "../../chat/led-commands.ts";
import { openAgain, staysShut } from "../../chat/said.ts";
import type { Call, SlackClients } from "../calls/client.ts";
import { isBadBlocks, slackCodeOf } from "../calls/refusals.ts";
import { type Back, keptOf } from "../hearing/interactions.ts";
import { slackTs } from "../ids.ts";
import type { Posting } from "../saying/posting.ts";
import { respond, type Where } from "./respond.ts";

const done = z.looseObject({ ok: z.literal(true) });
const opened = z.looseObject({ channel: z.looseObject({ id: z.string() }) });
const posted = z.looseObject({ ts: slackTs });

/** Whom something is said to alone, and where they look. */
export type Listener = Pick<Origin, "channel" | "person" | "thread">;

/** What is said to one person, and the forms put before them. */
export class Responder {
  readonly #clients: SlackClients;
  readonly #posting: Posting;

  constructor(clients: SlackClients, posting: Posting) {
    this.#clients = clients;
    this.#posting = posting;
  }

  /** Answers an interaction by its address, and from where that is no use on by whispers; a long message as several. */
  async answer(to: Listener, back: Back | null, message: Message, replace = false): Promise<void> {
    const { url } = back ?? { url: null };
    const parts = partsOf(message, fit);
    const sent = url === null ? 0 : await respondInParts(url, parts, { replace, thread: to.thread });
    if (sent < parts.length) await this.#whisperAll(to, parts.slice(sent), this.#clients.interact);
  }

  /** Opens a form with a trigger; when it is too late for that, offers a button that brings a new one, else says why not. */
  async open(to: Listener, back: Back | null, form: Form, again: string): Promise<void> {
    if (back === null || back.trigger === "") return this.answer(to, back, openAgain(again));
    try {
      const view = renderForm(form, keptOf(to));
      await this.#clients.interact("views.open", { trigger_id: back.trigger, view }, done);
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      if (error.why === undefined || lateTriggers.has(slackCodeOf(error) ?? "")) {
        return this.answer(to, back, openAgain(again));
      }
      // One that Slack does not take opens no better the next time.
      await this.answer(to, back, staysShut(refusalText(error.why)));
      throw error;
    }
  }

  /**
   * Shows a message to one person alone, in the channel, and where that cannot be, in their conversation with the bot; a
   * long one as several. False when it can be in neither.
   */
  whisper(to: Listener, message: Message): Promise<boolean> {
    return this.#whisperAll(to, partsOf(message, fit), this.#clients.post);
  }

  async #whisperAll(to: Listener, parts: readonly Message[], call: Call): Promise<boolean> {
    for (const [at, part] of parts.entries()) {
      const isShown = await this.#isShownThere(to, part, call);
      if (!isShown) return this.#tellDirectly(to, parts.slice(at));
    }
    return true;
  }

  async #isShownThere(to: Listener, message: Message, call: Call): Promise<boolean> {
    const place = { channel: this.#posting.channelOf(to.channel), user: to.person };
    const thread = to.thread === null ? {} : { thread_ts: to.thread };
    try {
      await eachForm(message, (form) => call("chat.postEphemeral", { ...place, ...thread, ...form }, done));
      return true;
    } catch (error) {
      if (!nowhereThere.has(slackCodeOf(error) ?? "")) throw error;
      return false;
    }
  }

  /** Says first which channel it is about, as a link that only who can see the channel can read. */
  async #tellDirectly({ channel: about, person }: Listener, parts: readonly Message[]): Promise<boolean> {
    const link = `<#${this.#posting.channelOf(about)}>`;
    try {
      const { channel } = await this.#clients.post("conversations.open", { users: person }, opened);
      for (const [at, part] of parts.entries()) {
        await eachForm(withoutControls(part), (form) => {
          const said = { ...(at === 0 ? headed(link, form) : form), ...postSettings };
          return this.#clients.post("chat.postMessage", { channel: channel.id, ...said }, posted);
        });
      }
      return true;
    } catch (error) {
      if (error instanceof BotError && error.code === "platform.refused" && error.why !== "token-revoked") return false;
      throw error;
    }
  }
}

/** A press there would be one in that conversation: what buttons do is said as commands of the channel it is about. */
function withoutControls(part: Message): Message {
  const lines = ledCommands(part.actions).map(({ label, command }) =>
    paragraph(...spoken(`${label}: type \`/drill ${command}\` there`)),
  );
  return { ...part, doc: [...part.doc, ...lines], actions: [] };
}

/** A message under a line of its own, in the layout and in the plain words. */
const headed = (line: string, { text, blocks }: SlackMessage): SlackMessage => ({
  text: `${line} ${text}`,
  blocks: blocks.length === 0 ? [] : [{ type: "context", elements: [{ type: "mrkdwn", text: line }] }, ...blocks],
});

/** Nobody is told anything in a channel that the bot or the person is not in. */
const nowhereThere: ReadonlySet<string> = new Set([
  "not_in_channel",
  "user_not_in_channel",
  "channel_not_found",
  "is_archived",
]);

const lateTriggers: ReadonlySet<string> = new Set(["expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"]);

/** Sends the parts to an address until it is no use any more, after five at the latest; how many were taken. */
async function respondInParts(url: string, parts: readonly Message[], how: Where): Promise<number> {
  for (const [at, part] of parts.entries()) {
    // The first takes the place of what was pressed; the others follow it.
    const isTaken = await isResponded(url, part, { ...how, replace: how.replace && at === 0 });
    if (!isTaken) return at;
  }
  return parts.length;
}

async function isResponded(url: string, message: Message, how: Where): Promise<boolean> {
  for (const form of renderMessage(message, null)) {
    const responded = await respond(url, form, how);
    if (responded !== "bad-blocks") return responded === "done";
  }
  return false;
}

/** Sends the first form of a message that Slack takes. */
async function eachForm(message: Message, send: (form: SlackMessage) => Promise<unknown>): Promise<void> {
  const forms = renderMessage(message, null);
  for (const form of forms.slice(0, -1)) {
    try {
      await send(form);
      return;
    } catch (error) {
      if (!isBadBlocks(error)) throw error;
    }
  }
  await send(forms[forms.length - 1] ?? forms[2]);
}

/** A person in a channel, in no thread. */
export const listener = (channel: ChannelKey, person: PersonId): Listener => ({ channel, person, thread: null });
