import { z } from "zod";
import { BotError } from "../../../core/errors.ts";
import { type ChannelKey, type DeliveryKey, partsOf } from "../../../core/keys.ts";
import type { Message, MessageRef, Place } from "../../../core/message/message.ts";
import type { Grant } from "../../../ports/pacing.ts";
import { postSettings, renderMessage, type SlackMessage } from "../../../render/slack/message.ts";
import type { SlackClients } from "../calls/client.ts";
import { doubt, isBadBlocks, slackCodeOf } from "../calls/refusals.ts";
import { asMessage, type Identity, slackTs } from "../ids.ts";
import { countedAs } from "../pacing.ts";
import { blockMark, clientMsgId, metadataOf } from "./keyed.ts";

const posted = z.looseObject({ channel: z.string(), ts: slackTs });
const done = z.looseObject({ ok: z.literal(true) });

/** What the bot says in channels and threads: each call is one message, sent once. */
export class Posting {
  readonly #clients: SlackClients;
  readonly #who: () => Identity | null;

  constructor(clients: SlackClients, who: () => Identity | null) {
    this.#clients = clients;
    this.#who = who;
  }

  async post(to: Place, message: Message, key: DeliveryKey, grant?: Grant): Promise<MessageRef> {
    const key_ = to.kind === "channel" ? to.channel : to.of.channel;
    const channel = this.channelOf(key_);
    const thread = to.kind === "thread" ? to.of.id : null;
    const settings = { ...postSettings, metadata: metadataOf(key), client_msg_id: clientMsgId(key) };
    const place = thread === null ? { channel } : { channel, thread_ts: thread };
    const said = await plainer(
      renderMessage(message, blockMark(key), message.ping?.id ?? null),
      (form) => this.#clients.post("chat.postMessage", { ...place, ...form, ...settings }, posted),
      () => grant?.more(countedAs.post),
    );
    if (said.channel !== channel) throw doubt("chat.postMessage", "the answer names another channel");
    return { channel: key_, thread, id: asMessage(said.ts) };
  }

  async edit(ref: MessageRef, message: Message, grant?: Grant): Promise<void> {
    const channel = this.channelOf(ref.channel);
    // Metadata stays as it is where none is given (docs.slack.dev, chat.update), and with it the key.
    await plainer(
      renderMessage(message, null),
      (form) =>
        this.#clients.post("chat.update", { channel, ts: ref.id, ...form, parse: "none", link_names: false }, done),
      () => grant?.more(countedAs.edit),
    );
  }

  async mark(ref: MessageRef): Promise<void> {
    const reaction = { channel: this.channelOf(ref.channel), timestamp: ref.id, name: receipt };
    await this.#clients.post("reactions.add", reaction, done).catch((error: unknown) => {
      if (slackCodeOf(error) !== "already_reacted") throw error;
    });
  }

  /** Slack's id of a channel. Raises `platform.refused` for a channel of another workspace. */
  channelOf(key: ChannelKey): string {
    const { workspace, channel } = partsOf(key);
    const team = this.#who()?.team;
    if (team === undefined || team === workspace) return channel;
    throw new BotError("platform.refused", `slack: ${key} is in another workspace than the bot's token`, {
      hint: "give the bot the token of that workspace, or erase its data: `drill data erase --workspace`",
      why: "channel-gone",
    });
  }
}

/** 📝: a tick would read as "correct" (behaviour.md, *Answering*). */
const receipt = "memo";

/**
 * Sends the first form that Slack takes. One that it refused was surely not sent, so the next may go; each is a request
 * of its own for the limits, and waits for `leave`.
 */
async function plainer<T>(
  [first, ...others]: readonly [SlackMessage, ...SlackMessage[]],
  send: (form: SlackMessage) => Promise<T>,
  leave: () => Promise<void> | undefined,
): Promise<T> {
  try {
    return await send(first);
  } catch (error) {
    const [next, ...rest] = others;
    if (next === undefined || !isBadBlocks(error)) throw error;
    await leave();
    return plainer([next, ...rest], send, leave);
  }
}
