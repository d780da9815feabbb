import type { APIInteractionResponse } from "discord-api-types/v10";
import { Routes } from "discord-api-types/v10";
import { z } from "zod";
import { BotError } from "../../../core/errors.ts";
import type { Log } from "../../../ports/log.ts";
import type { DiscordMessage } from "../../../render/discord/message.ts";
import { unseenByOthers } from "../../../render/discord/responses.ts";
import type { Call, DiscordClients } from "../calls/client.ts";
import { codes, discordCodeOf } from "../calls/refusals.ts";

/** How a person is answered: first within 3 s, then for 15 minutes (docs.discord.com, Receiving and Responding). */
export type Back = Readonly<{
  /** The interaction's id and token. */
  id: string;
  token: string;
  application: string;
  /**
   * What it was done on: a message of ours that others see too, or one that this person alone sees, whose place an answer
   * may take. Null for commands, and for forms that commands opened.
   */
  on: "shared" | "private" | null;
  /** Whether a form may open as the first answer: not as the answer to one. */
  opensForms: boolean;
}>;

const anything = z.unknown();

/** What says that nobody waits for the answer any more, or that it was given already. */
const over: ReadonlySet<number> = new Set([
  codes.unknownInteraction,
  codes.alreadyAcknowledged,
  codes.unknownWebhook,
  codes.invalidWebhookToken,
  codes.unknownMessage,
]);

/** The requests by which an interaction is answered. One that comes too late is logged, and gives false. */
export class Callbacks {
  readonly #clients: Pick<DiscordClients, "interact" | "read">;
  readonly #log: Log;

  constructor(clients: Pick<DiscordClients, "interact" | "read">, log: Log) {
    this.#clients = clients;
    this.#log = log;
  }

  /** The first answer. One that got lost on the way is given once more: what was taken is not taken twice (40060). */
  async first(back: Back, response: APIInteractionResponse): Promise<boolean> {
    const route = Routes.interactionCallback(back.id, back.token);
    const give = () => this.#clients.interact({ method: "POST", route, body: response, auth: false }, anything);
    return this.#unlessOver(async () => {
      try {
        await give();
      } catch (error) {
        if (!isOnTheWay(error)) throw error;
        await give().catch(unlessTaken);
      }
    });
  }

  /** Puts a message in place of the first answer, or of what it was done on. */
  edit(back: Back, message: DiscordMessage): Promise<boolean> {
    return this.#patiently({ method: "PATCH", route: this.#original(back), body: message, auth: false });
  }

  /** Says something more, to that person alone. */
  follow(back: Back, message: DiscordMessage): Promise<boolean> {
    const route = Routes.webhook(back.application, back.token);
    return this.#patiently({ method: "POST", route, body: unseenByOthers(message), auth: false });
  }

  /** Takes the first answer away. */
  remove(back: Back): Promise<boolean> {
    return this.#patiently({ method: "DELETE", route: this.#original(back), auth: false });
  }

  /** An answer that may have arrived is sent again: seen twice is better than not at all. */
  #patiently(request: Parameters<Call>[0]): Promise<boolean> {
    return this.#unlessOver(() => this.#clients.read(request, anything));
  }

  #original = ({ application, token }: Back) => Routes.webhookMessage(application, token, "@original");

  async #unlessOver(answer: () => Promise<unknown>): Promise<boolean> {
    try {
      await answer();
      return true;
    } catch (error) {
      const code = discordCodeOf(error);
      if (code === null || !over.has(code)) throw error;
      this.#log.warn("discord: nobody waits for an answer any more", { code });
      return false;
    }
  }
}

const isOnTheWay = (error: unknown): boolean =>
  error instanceof BotError && (error.code === "platform.doubt" || error.code === "platform.unsent");

function unlessTaken(error: unknown): null {
  if (discordCodeOf(error) === codes.alreadyAcknowledged) return null;
  throw error;
}
