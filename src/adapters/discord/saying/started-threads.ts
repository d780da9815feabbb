import { Routes, ThreadAutoArchiveDuration } from "discord-api-types/v10";
import { z } from "zod";
import { BotError } from "../../../core/errors.ts";
import type { Log } from "../../../ports/log.ts";
import type { Grant } from "../../../ports/pacing.ts";
import { shortened } from "../../../render/shortened.ts";
import type { DiscordClients } from "../calls/client.ts";
import { codes, discordCodeOf } from "../calls/refusals.ts";
import { countedAs } from "../pacing.ts";
import { keyedMessage, titleIn } from "./keyed.ts";

/** docs.discord.com, Start Thread from Message. */
const nameChars = 100;
const anything = z.unknown();

/** A message of a channel; its thread has the same id. */
export type Starter = Readonly<{ channel: string; id: string }>;

/** Threads under the bot's messages. */
export class StartedThreads {
  readonly #clients: Pick<DiscordClients, "post" | "read">;
  readonly #log: Log;

  constructor(clients: Pick<DiscordClients, "post" | "read">, log: Log) {
    this.#clients = clients;
    this.#log = log;
  }

  /**
   * Starts the thread of a message, where there is none yet. Where Discord allows none, the message stands without: people
   * answer by its button, and what belongs into the thread starts one or stands in the channel.
   */
  async start(from: Starter, title: string, grant?: Grant): Promise<void> {
    try {
      await this.#ask(from, title, grant);
    } catch (error) {
      if (!(error instanceof BotError) || error.code !== "platform.refused") throw error;
      this.#log.warn("discord: a message stands without a thread", { message: from.id, error });
    }
  }

  /** Starts the thread of a message that was to have one and has not. Rejects with `platform.*`. */
  async startAnew(from: Starter, grant?: Grant): Promise<void> {
    await grant?.more(countedAs.message(from.channel));
    const route = Routes.channelMessage(from.channel, from.id);
    const message = await this.#clients.read({ method: "GET", route, grant }, keyedMessage);
    await this.#ask(from, titleIn(message), grant);
  }

  /** Makes an archived thread active again. Rejects with `platform.*`. */
  async unarchive(thread: string, grant?: Grant): Promise<void> {
    await grant?.more(countedAs.channel(thread));
    const body = { archived: false };
    await this.#clients.post({ method: "PATCH", route: Routes.channel(thread), body, grant }, anything);
  }

  async #ask({ channel, id }: Starter, title: string, grant?: Grant): Promise<void> {
    await grant?.more(countedAs.thread(channel));
    const body = {
      name: shortened(title, nameChars),
      // How long it stays in the list of channels; a message brings it back.
      auto_archive_duration: ThreadAutoArchiveDuration.ThreeDays,
    };
    const request = { method: "POST", route: Routes.threads(channel, id), body, grant } as const;
    await this.#clients.post(request, anything).catch((error: unknown) => {
      if (discordCodeOf(error) !== codes.threadExists) throw error;
    });
  }
}
