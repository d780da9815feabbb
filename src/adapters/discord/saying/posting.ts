import { Routes } from "discord-api-types/v10";
import { z } from "zod";
import { type ChannelKey, type DeliveryKey, type MessageId, partsOf } from "../../../core/keys.ts";
import type { Message, MessageRef, Place } from "../../../core/message/message.ts";
import type { Grant } from "../../../ports/pacing.ts";
import type { Clock } from "../../../ports/runtime.ts";
import { type DiscordMessage, renderMessage } from "../../../render/discord/message.ts";
import type { DiscordClients } from "../calls/client.ts";
import { codes, discordCodeOf, doubt, missing } from "../calls/refusals.ts";
import { asMessage, idBefore, isSnowflake, snowflake } from "../ids.ts";
import { countedAs, roomOf } from "../pacing.ts";
import { keyedMessage, nonceOf, signIn, signOf } from "./keyed.ts";
import type { StartedThreads } from "./started-threads.ts";

const posted = z.object({ id: snowflake, channel_id: snowflake });
const anything = z.unknown();

/** So many messages are remembered with what they carry. */
const mostSigns = 5_000;
/** 📝: a tick would read as "correct" (behaviour.md, *Answering*). */
const receipt = encodeURIComponent("📝");

type Body = DiscordMessage & Readonly<{ nonce: string; enforce_nonce: true }>;

export type PostingParts = Readonly<{
  clients: DiscordClients;
  threads: StartedThreads;
  /** Whether a role of a server may be pinged. */
  isGroup: (guild: string, role: string) => boolean;
  now: Clock["now"];
}>;

/** What the bot says in channels and threads: each call is one message, sent once. */
export class Posting {
  readonly #parts: PostingParts;
  /** What the latest messages carry, so that an edit leaves it there. */
  readonly #signs = new Map<string, string>();

  constructor(parts: PostingParts) {
    this.#parts = parts;
  }

  async post(to: Place, message: Message, key: DeliveryKey, grant?: Grant): Promise<MessageRef> {
    const channel = to.kind === "channel" ? to.channel : to.of.channel;
    const wantsThread = to.kind === "channel" && message.thread !== null;
    const sign = signOf(key, wantsThread && message.actions.length > 0);
    const ping = this.#pinged(channel, message);
    const body: Body = { ...renderMessage(message, sign, ping), nonce: nonceOf(key), enforce_nonce: true };
    const id =
      to.kind === "channel" ? await this.#send(roomOf(to), body, grant) : await this.#sendUnder(to.of, body, grant);
    this.noteSign(id, sign);
    if (to.kind === "channel" && message.thread !== null) {
      await this.#parts.threads.start({ channel: partsOf(channel).channel, id }, message.thread, grant);
    }
    return { channel, thread: to.kind === "channel" ? null : asMessage(roomOf(to)), id };
  }

  async edit(ref: MessageRef, message: Message, grant?: Grant): Promise<void> {
    const room = roomIn(ref);
    const sign = this.#signs.get(ref.id) ?? (await this.#readSign(room, ref.id, grant));
    const body = renderMessage(message, sign);
    const route = Routes.channelMessage(room, ref.id);
    await this.#inActive(ref, grant, () => this.#parts.clients.post({ method: "PATCH", route, body, grant }, anything));
  }

  async mark(ref: MessageRef, grant?: Grant): Promise<void> {
    const route = Routes.channelMessageOwnReaction(roomIn(ref), ref.id, receipt);
    await this.#inActive(ref, grant, () => this.#parts.clients.post({ method: "PUT", route, grant }, anything));
  }

  /** Remembers what a message carries. */
  noteSign(id: string, sign: string): void {
    const [oldest] = this.#signs.keys();
    if (this.#signs.size >= mostSigns && oldest !== undefined) this.#signs.delete(oldest);
    this.#signs.set(id, sign);
  }

  /** The role that a message pings; of one that is gone people would read an unknown name. */
  #pinged(channel: ChannelKey, { ping }: Message): string | null {
    const { workspace } = partsOf(channel);
    return ping && this.#parts.isGroup(workspace, ping.id) ? ping.id : null;
  }

  async #send(room: string, body: Body, grant?: Grant): Promise<MessageId> {
    if (!isSnowflake(room)) throw missing("POST /channels/:id/messages", "channel-gone");
    try {
      const request = { method: "POST", route: Routes.channelMessages(room), body, grant } as const;
      const said = await this.#parts.clients.post(request, posted);
      if (said.channel_id !== room) throw doubt("POST /channels/:id/messages", "the answer names another channel");
      return asMessage(said.id);
    } catch (error) {
      // The nonce is known and its message deleted (discord-api-docs#6647): it went out and must not go out again. The id
      // given names no message, so whatever is done with it later meets "gone", as after any deletion.
      if (discordCodeOf(error) === codes.unknownMessage) return asMessage(idBefore(this.#parts.now()));
      throw error;
    }
  }

  /** Sends into a thread; where there is none under the message, one is started. */
  async #sendUnder(of: MessageRef, body: Body, grant?: Grant): Promise<MessageId> {
    const thread = of.thread ?? of.id;
    try {
      return await this.#send(thread, body, grant);
    } catch (error) {
      await this.#mendThread(of, error, grant);
    }
    await grant?.more(countedAs.post(thread));
    return this.#send(thread, body, grant).catch((error: unknown) => {
      throw orGone(error, [codes.unknownChannel]);
    });
  }

  /** Makes a thread active that is archived, and starts one that is not there; rejects with what else came between. */
  async #mendThread(of: MessageRef, error: unknown, grant?: Grant): Promise<void> {
    const { threads } = this.#parts;
    const thread = of.thread ?? of.id;
    const code = discordCodeOf(error);
    if (code === codes.threadArchived) return threads.unarchive(thread, grant);
    if (code !== codes.unknownChannel) throw error;
    await threads.startAnew({ channel: partsOf(of.channel).channel, id: thread }, grant).catch((cause: unknown) => {
      throw orGone(cause, [codes.unknownMessage, codes.threadFull, codes.tooManyThreads]);
    });
  }

  /** What stands in an archived thread cannot be changed (50083): it is made active first. */
  async #inActive(ref: MessageRef, grant: Grant | undefined, change: () => Promise<unknown>): Promise<void> {
    if (!isSnowflake(ref.id)) throw missing("PATCH /channels/:id/messages/:id", "message-gone");
    try {
      await change();
    } catch (error) {
      if (ref.thread === null || discordCodeOf(error) !== codes.threadArchived) throw error;
      await this.#parts.threads.unarchive(ref.thread, grant);
      await grant?.more(countedAs.edit(ref.thread));
      await change();
    }
  }

  async #readSign(room: string, id: string, grant?: Grant): Promise<string | null> {
    if (!isSnowflake(id)) throw missing("GET /channels/:id/messages/:id", "message-gone");
    const route = Routes.channelMessage(room, id);
    const message = await this.#parts.clients.read({ method: "GET", route, grant }, keyedMessage);
    await grant?.more(countedAs.edit(room));
    const sign = signIn(message);
    if (sign !== null) this.noteSign(id, sign);
    return sign;
  }
}

/** Where a message stands: the channel, or its thread. */
const roomIn = ({ channel, thread }: MessageRef): string => thread ?? partsOf(channel).channel;

/** With one of these codes nothing can be said under the message any more: it is as good as gone. */
function orGone(error: unknown, goneWith: readonly number[]): unknown {
  const code = discordCodeOf(error);
  return code !== null && goneWith.includes(code) ? missing("POST /channels/:id/messages", "message-gone") : error;
}
