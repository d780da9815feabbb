import { GatewayIntentBits } from "discord-api-types/v10";
import { BotError } from "../../core/errors.ts";
import type { DiscordClients } from "./calls/client.ts";
import { type Ending, endingError, Gateway, type GatewayOptions } from "./gateway/gateway.ts";
import type { IdentifyBudget } from "./gateway/identify-budget.ts";
import type { Identity } from "./ids.ts";
import { signIn } from "./sign-in.ts";

export type ConnectionParts = Pick<GatewayOptions, "token" | "apiVersion" | "log" | "pause"> &
  Readonly<{
    clients: Pick<DiscordClients, "read" | "rest">;
    budget: IdentifyBudget;
    stopping: AbortSignal;
    /** Who takes the events of the bot that signed in. */
    takerFor: (identity: Identity) => GatewayOptions["take"];
    /** Resolves when the servers of a new session have told of themselves. */
    arrived: () => Promise<void>;
    /** Takes what nobody waits for; a rejection is logged. */
    aside: (task: Promise<unknown>, what: string) => void;
  }>;

/** Between tries to reach Discord. */
const retryMs = 30_000;
/** Between tries to be let in, after Discord refused: a person has to mend something first. */
const mendMs = 3_600_000;

/** Servers with their channels, roles and threads, and what is said in them; neither is privileged. */
const usualIntents = GatewayIntentBits.Guilds | GatewayIntentBits.GuildMessages;

/** Who the bot is, and its gateway: signed in, kept, and opened again where that helps. */
export class Connection {
  readonly #parts: ConnectionParts;
  #identity: Identity | null = null;
  #gateway: Gateway | null = null;
  #readsContent = false;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
  }

  /** Null before the bot signed in. */
  get identity(): Identity | null {
    return this.#identity;
  }

  /** Whether messages come with their words where the bot is not named. */
  get readsContent(): boolean {
    return this.#readsContent;
  }

  isOpen(): boolean {
    return this.#gateway?.isOpen() === true;
  }

  /** Rejects when Discord does not let the bot in; while it cannot be reached it goes on trying. */
  async start(): Promise<void> {
    try {
      await this.#connect();
    } catch (error) {
      if (!isPassing(error)) throw error;
      this.#parts.log.warn("discord cannot be reached yet", { error });
      this.#parts.aside(this.#keepConnecting(waitAfter(error)), "connecting to discord");
    }
  }

  async stop(): Promise<void> {
    await this.#gateway?.stop();
  }

  async #connect(): Promise<void> {
    const identity = await signIn(this.#parts.clients.read);
    this.#identity = identity;
    await this.#open(identity, identity.readsContent);
    const { application, user } = identity;
    this.#parts.log.info("signed in to discord", { application, user, readsReplies: this.#readsContent });
  }

  /** Opens the gateway; where Discord does not grant Message Content after all, once more without it. */
  async #open(identity: Identity, readsContent: boolean): Promise<void> {
    this.#readsContent = readsContent;
    const gateway = this.#gatewayFor(identity);
    this.#gateway = gateway;
    try {
      await gateway.start();
    } catch (error) {
      await gateway.stop();
      if (gateway.ending !== "content" || !readsContent) throw error;
      this.#parts.log.warn("discord does not let the bot read replies; it goes on without", { error });
      return this.#open(identity, false);
    }
    await this.#parts.arrived();
    // It was stopped meanwhile, and knew of no gateway then.
    if (this.#parts.stopping.aborted) await gateway.stop();
  }

  #gatewayFor(identity: Identity): Gateway {
    const { token, apiVersion, log, pause, clients, budget, takerFor, aside } = this.#parts;
    const intents = this.#readsContent ? usualIntents | GatewayIntentBits.MessageContent : usualIntents;
    return new Gateway({
      ...{ token, apiVersion, log, pause, budget, intents },
      rest: clients.rest,
      take: takerFor(identity),
      onEnd: (ending) => aside(this.#afterEnd(identity, ending), "connecting to discord"),
    });
  }

  /** Discord ended a gateway that had been open. */
  async #afterEnd(identity: Identity, ending: Ending): Promise<void> {
    const { log } = this.#parts;
    await this.#gateway?.stop();
    try {
      if (ending !== "content" || !this.#readsContent) throw endingError(ending);
      log.warn("discord does not let the bot read replies any more; it goes on without");
      await this.#open(identity, false);
    } catch (error) {
      await this.#keepConnecting(this.#noteRefusal(error));
    }
  }

  async #keepConnecting(firstMs: number): Promise<void> {
    const { pause, stopping } = this.#parts;
    let waitMs: number | null = firstMs;
    while (waitMs !== null) {
      await pause(waitMs, stopping);
      if (stopping.aborted) return;
      waitMs = await this.#connect().then(
        () => null,
        (error: unknown) => this.#noteRefusal(error),
      );
    }
  }

  /** Says what came between, and gives how long to wait. */
  #noteRefusal(error: unknown): number {
    const { log } = this.#parts;
    if (isPassing(error)) log.warn("discord cannot be reached yet", { error });
    else log.error("discord does not let the bot in; it asks again each hour", { error });
    return isPassing(error) ? waitAfter(error) : mendMs;
  }
}

/** What goes by itself, unlike a wrong token. */
const isPassing = (error: unknown): boolean =>
  error instanceof BotError && ["platform.busy", "platform.unsent", "platform.doubt"].includes(error.code);

const waitAfter = (error: unknown): number =>
  Math.max(retryMs, error instanceof BotError ? (error.retryAfterMs ?? 0) : 0);
