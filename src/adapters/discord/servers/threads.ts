import { ChannelType, Routes } from "discord-api-types/v10";
import { z } from "zod";
import { BotError } from "../../../core/errors.ts";
import type { Call } from "../calls/client.ts";
import type { Servers } from "./servers.ts";
import { channelShape, type ToldChannel } from "./shapes.ts";

/** So many threads, and channels that are none, are remembered. */
const most = 20_000;

const several = z.object({ threads: z.array(channelShape) });
const one = (data: unknown): readonly ToldChannel[] => {
  const read = channelShape.safeParse(data);
  return read.success ? [read.data] : [];
};
const all = (data: unknown): readonly ToldChannel[] => several.safeParse(data).data?.threads ?? [];

/** The events that tell of threads. */
const toldIn: Readonly<Record<string, (data: unknown) => readonly ToldChannel[]>> = {
  GUILD_CREATE: all,
  THREAD_CREATE: one,
  THREAD_LIST_SYNC: all,
  THREAD_UPDATE: one,
};

const kinds: ReadonlySet<number> = new Set([
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);
/** Whether a channel is a thread. */
export const isThread = ({ type }: Pick<ToldChannel, "type">): boolean => kinds.has(type);

/** Which channel a thread is in: events of messages do not say. */
export class Threads {
  readonly #servers: Servers;
  readonly #read: Call;
  /** By id: the channel that the thread is in; null: it is no thread. */
  readonly #parents = new Map<string, string | null>();

  constructor(servers: Servers, read: Call) {
    this.#servers = servers;
    this.#read = read;
  }

  /** Takes in what an event tells of threads. */
  hear(type: string, data: unknown): void {
    if (!Object.hasOwn(toldIn, type)) return;
    for (const thread of toldIn[type]?.(data) ?? []) this.#learn(thread);
  }

  /** Whether this is a channel of the server and no thread, without asking. */
  isChannel(guild: string, id: string): boolean {
    return this.#servers.get(guild)?.channels.has(id) === true;
  }

  /** The channel that a thread is in; null where it is none, or is not there any more. Rejects with `platform.*`. */
  async parentOf(guild: string, id: string): Promise<string | null> {
    if (this.isChannel(guild, id)) return null;
    const known = this.#parents.get(id);
    if (known !== undefined) return known;
    try {
      const channel = await this.#read({ method: "GET", route: Routes.channel(id) }, channelShape);
      this.#learn(channel);
      return isThread(channel) ? (channel.parent_id ?? null) : null;
    } catch (error) {
      // Where the bot may not look, no thread of its own can be.
      if (error instanceof BotError && error.code === "platform.refused") return null;
      throw error;
    }
  }

  #learn(channel: ToldChannel): void {
    const [oldest] = this.#parents.keys();
    if (this.#parents.size >= most && oldest !== undefined) this.#parents.delete(oldest);
    this.#parents.set(channel.id, isThread(channel) ? (channel.parent_id ?? null) : null);
  }
}
