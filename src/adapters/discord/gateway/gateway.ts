import type { REST } from "@discordjs/rest";
import { WebSocketManager, WebSocketShardEvents } from "@discordjs/ws";
import { GatewayCloseCodes } from "discord-api-types/v10";
import { BotError } from "../../../core/errors.ts";
import type { Log } from "../../../ports/log.ts";
import type { IdentifyBudget } from "./identify-budget.ts";
import { Sessions } from "./sessions.ts";

/** One event as Discord sent it: its name and its data, whatever they hold. */
export type Dispatch = Readonly<{ shard: number; type: string; data: unknown }>;

export type GatewayOptions = Readonly<{
  token: string;
  apiVersion: string;
  intents: number;
  /** Asks where the gateway is. */
  rest: REST;
  budget: IdentifyBudget;
  log: Log;
  /** Resolves after that many milliseconds, or when the signal says so. */
  pause: (ms: number, until: AbortSignal) => Promise<void>;
  /** Takes every event, in order; must not throw. */
  take: (event: Dispatch) => void;
  /** Called once when Discord ended it for good after it was started: only a person can mend that. */
  onEnd: (ending: Ending) => void;
}>;

/** How long a start waits for the first session; it goes on by itself after that. */
const openMs = 15_000;
const goodbyeMs = 1_000;

/** Discord's gateway through discord.js, one connection a shard, all in this process. It starts once and stops once. */
export class Gateway {
  readonly #options: GatewayOptions;
  readonly #manager: WebSocketManager;
  readonly #sessions: Sessions;
  readonly #stopping = new AbortController();
  readonly #end = Promise.withResolvers<Ending>();
  #shards = 0;
  #ending: Ending | null = null;
  /** While it is being started, an ending is what `start` rejects with. */
  #isStarted = false;

  constructor(options: GatewayOptions) {
    const { token, rest, apiVersion, intents, budget } = options;
    this.#options = options;
    this.#sessions = new Sessions(options.pause, this.#stopping.signal);
    this.#manager = new WebSocketManager({
      token,
      rest,
      version: apiVersion,
      // A number that discord.js hands on; its type names single flags.
      intents,
      buildIdentifyThrottler: () => budget,
      retrieveSessionInfo: this.#sessions.retrieve,
      updateSessionInfo: this.#sessions.update,
    });
    this.#listen();
  }

  /**
   * Resolves once all shards have a session, or when that takes long: it then goes on trying. Rejects with `platform.*`
   * when Discord does not let it in.
   */
  async start(): Promise<void> {
    await this.#options.budget.check();
    this.#shards = (await this.#manager.fetchGatewayInformation()).shards;
    const waiting = Promise.withResolvers<null>();
    const timer = setTimeout(() => waiting.resolve(null), openMs);
    try {
      const ending = await Promise.race([this.#connected(), this.#end.promise, waiting.promise]);
      if (ending !== null) throw endingError(ending);
      this.#isStarted = true;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Nothing is taken any more; resolves when the connections are closed. Safe to call twice. */
  async stop(): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    this.#stopping.abort();
    const late = Promise.withResolvers<void>();
    // discord.js waits for Discord's part of the goodbye.
    const timer = setTimeout(late.resolve, goodbyeMs);
    await Promise.race([this.#manager.destroy(), late.promise]).catch((error: unknown) => {
      this.#options.log.debug("discord's gateway was not left in order", { error });
    });
    clearTimeout(timer);
  }

  /** Why Discord ended it for good; null while it did not. */
  get ending(): Ending | null {
    return this.#ending;
  }

  isOpen(): boolean {
    return !this.#stopping.signal.aborted && this.#sessions.areUp(this.#shards);
  }

  /** A shard that cannot connect goes on by itself; what it rejects with comes as an event too. */
  async #connected(): Promise<null> {
    try {
      await this.#manager.connect();
      return null;
    } catch {
      return new Promise<never>(() => undefined);
    }
  }

  #listen(): void {
    const { log, take } = this.#options;
    this.#manager.on(WebSocketShardEvents.Ready, ({ shardId }) => this.#sessions.up(shardId));
    this.#manager.on(WebSocketShardEvents.Resumed, ({ shardId }) => this.#sessions.up(shardId));
    this.#manager.on(WebSocketShardEvents.Dispatch, ({ data: { t: type, d: data }, shardId: shard }) => {
      if (!this.#stopping.signal.aborted) take({ shard, type, data });
    });
    this.#manager.on(WebSocketShardEvents.Error, ({ error, shardId: shard }) => {
      log.info("a connection to discord's gateway failed", { shard, error: error.message });
    });
    this.#manager.on(WebSocketShardEvents.Closed, ({ code, shardId: shard }) => {
      this.#sessions.down(shard);
      const ending = endings[code];
      log.info("a connection to discord's gateway ended", { shard, code });
      if (ending === undefined || this.#ending !== null || this.#stopping.signal.aborted) return;
      this.#ending = ending;
      this.#end.resolve(ending);
      if (this.#isStarted) this.#options.onEnd(ending);
    });
  }
}

/** Why Discord closes the gateway for good (docs.discord.com, Opcodes and Status Codes, *Gateway Close Event Codes*). */
export type Ending = "token" | "content" | "intents" | "shards" | "version";

const endings: Readonly<Record<number, Ending>> = {
  [GatewayCloseCodes.AuthenticationFailed]: "token",
  [GatewayCloseCodes.InvalidShard]: "shards",
  [GatewayCloseCodes.ShardingRequired]: "shards",
  [GatewayCloseCodes.InvalidAPIVersion]: "version",
  [GatewayCloseCodes.InvalidIntents]: "intents",
  [GatewayCloseCodes.DisallowedIntents]: "content",
};

const hints: Readonly<Record<Ending, string>> = {
  token: "give the bot its new token, from the page Bot of the application; `drill doctor discord` checks it",
  content: "switch Message Content Intent on or off on the page Bot of the application, and start the bot again",
  intents: "report it: the bot asked for what Discord does not know",
  shards: "report it with the number of servers that the bot is in",
  version: "leave DISCORD_API_VERSION out: the bot is built for version 10",
};

/** An ending as an error, with what to do about it. */
export const endingError = (ending: Ending): BotError =>
  new BotError("platform.refused", `discord: the gateway does not let the bot in (${ending})`, {
    hint: hints[ending],
    why: ending === "token" ? "token-revoked" : "missing-permission",
  });
