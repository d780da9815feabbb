import { Routes } from "discord-api-types/v10";
import { z } from "zod";
import { BotError } from "../../../core/errors.ts";
import { type DeliveryKey, partsOf } from "../../../core/keys.ts";
import type { MessageRef, Place } from "../../../core/message/message.ts";
import type { Grant } from "../../../ports/pacing.ts";
import type { IncomingReply, ThreadReading } from "../../../ports/platform.ts";
import type { Call } from "../calls/client.ts";
import { codes, discordCodeOf, missing } from "../calls/refusals.ts";
import { discordMessage, spokenIn } from "../hearing/messages.ts";
import { asMessage, idBefore, isSnowflake } from "../ids.ts";
import { countedAs, roomOf } from "../pacing.ts";
import type { People } from "../people.ts";
import { carriesKey, keyedMessage, lacksThread, signIn, titleIn } from "./keyed.ts";
import type { Posting } from "./posting.ts";
import type { StartedThreads } from "./started-threads.ts";

/** docs.discord.com, Get Channel Messages: most messages a page. */
const pageSize = 100;

export type HistoryParts = Readonly<{
  read: Call;
  posting: Posting;
  threads: StartedThreads;
  people: People;
  /** The bot's own user; null before it signed in. */
  bot: () => string | null;
}>;

/** What stands in channels and threads already. */
export class History {
  readonly #parts: HistoryParts;

  constructor(parts: HistoryParts) {
    this.#parts = parts;
  }

  async find(to: Place, key: DeliveryKey, since: Temporal.Instant, grant?: Grant): Promise<MessageRef | null> {
    const channel = to.kind === "channel" ? to.channel : to.of.channel;
    const room = roomOf(to);
    if (!isSnowflake(room)) throw missing("GET /channels/:id/messages", "channel-gone");
    try {
      for await (const messages of this.#pages(room, since, keyedMessage, grant)) {
        const found = messages.find((one) => carriesKey(one, key, this.#parts.bot()));
        if (found === undefined) continue;
        this.#parts.posting.noteSign(found.id, signIn(found) ?? "");
        if (to.kind === "channel" && lacksThread(found, key)) {
          await this.#parts.threads.start({ channel: room, id: found.id }, titleIn(found), grant);
        }
        return { channel, thread: to.kind === "channel" ? null : asMessage(room), id: asMessage(found.id) };
      }
    } catch (error) {
      // Nothing was ever said in a thread that was never started.
      if (to.kind === "thread" && discordCodeOf(error) === codes.unknownChannel) return null;
      throw error;
    }
    return null;
  }

  async readThread(of: MessageRef, since: Temporal.Instant | null, grant?: Grant): Promise<ThreadReading> {
    const thread = of.thread ?? of.id;
    if (!isSnowflake(thread)) return { kind: "unreadable", why: "thread-gone" };
    const { workspace: guild, channel } = partsOf(of.channel);
    try {
      return { kind: "read", replies: await this.#replies({ guild, channel, thread }, since, grant) };
    } catch (error) {
      if (discordCodeOf(error) !== codes.unknownChannel) return whyUnreadable(error);
      return this.#withoutThread(channel, thread, grant).catch(whyUnreadable);
    }
  }

  async #replies(
    where: Readonly<{ guild: string; channel: string; thread: string }>,
    since: Temporal.Instant | null,
    grant?: Grant,
  ): Promise<readonly IncomingReply[]> {
    const bot = this.#parts.bot() ?? "";
    const replies: IncomingReply[] = [];
    for await (const messages of this.#pages(where.thread, since, discordMessage, grant)) {
      for (const message of messages) {
        const reply = spokenIn(message, where, bot, this.#parts.people.nameOf(where.guild, message.author));
        if (reply !== null) replies.push(reply);
      }
    }
    return replies;
  }

  /** Nobody has answered a message that has no thread yet; one that is not there either is gone. */
  async #withoutThread(channel: string, id: string, grant?: Grant): Promise<ThreadReading> {
    await grant?.more(countedAs.message(channel));
    const route = Routes.channelMessage(channel, id);
    const message = await this.#parts.read({ method: "GET", route, grant }, keyedMessage);
    const hadThread = message.thread !== null && message.thread !== undefined;
    return hadThread ? { kind: "unreadable", why: "thread-gone" } : { kind: "read", replies: [] };
  }

  /** Page after page, in order of time; each but the first waits for leave. A message of an unknown shape is nobody's. */
  async *#pages<T>(room: string, since: Temporal.Instant | null, shape: z.ZodType<T>, grant?: Grant) {
    const page = z.array(z.looseObject({ id: z.string().regex(/^\d{1,20}$/u) }));
    let after = since === null ? "0" : idBefore(since);
    for (;;) {
      const query = { after, limit: String(pageSize) };
      const route = Routes.channelMessages(room);
      const told = await this.#parts.read({ method: "GET", route, query, grant }, page);
      const messages = told.toSorted((one, other) => compareIds(one.id, other.id));
      yield messages.flatMap((message) => {
        const known = shape.safeParse(message);
        return known.success ? [known.data] : [];
      });
      const last = messages.at(-1)?.id;
      if (told.length < pageSize || last === undefined) return;
      after = last;
      await grant?.more(countedAs.history(room));
    }
  }
}

/** Ids are numbers of up to 64 bits, and count up. */
const compareIds = (one: string, other: string): number => one.length - other.length || (one < other ? -1 : 1);

function whyUnreadable(error: unknown): ThreadReading {
  if (!(error instanceof BotError)) throw error;
  if (error.code !== "platform.refused") return { kind: "unreadable", why: "slow" };
  const isGone = error.why === "message-gone" || error.why === "channel-gone";
  return { kind: "unreadable", why: isGone ? "thread-gone" : "not-allowed" };
}
