import { BotError } from "../../core/errors.ts";
import { partsOf } from "../../core/keys.ts";
import type { Log } from "../../ports/log.ts";
import type { Handlers, Platform, PlatformFacts } from "../../ports/platform.ts";
import type { Clock } from "../../ports/runtime.ts";
import { Asides } from "../chat/asides.ts";
import { openFrontDesk } from "./answering/front-desk.ts";
import { Mentions } from "./answering/mentions.ts";
import { type DiscordClients, openClients, type Patience, usualPatience } from "./calls/client.ts";
import { Channels } from "./channels.ts";
import { Connection } from "./connection.ts";
import { discordFacts } from "./facts.ts";
import type { Dispatch } from "./gateway/gateway.ts";
import { IdentifyBudget } from "./gateway/identify-budget.ts";
import { Arrivals } from "./hearing/arrivals.ts";
import { Gaps } from "./hearing/gaps.ts";
import { Reception } from "./hearing/reception.ts";
import { type Identity, platformName } from "./ids.ts";
import { People } from "./people.ts";
import { registerCommands } from "./register.ts";
import { DirectMessages } from "./saying/direct.ts";
import { History } from "./saying/history.ts";
import { Posting } from "./saying/posting.ts";
import { StartedThreads } from "./saying/started-threads.ts";
import { Directory } from "./servers/directory.ts";
import { Servers } from "./servers/servers.ts";
import { Threads } from "./servers/threads.ts";
import { Workable } from "./servers/workable.ts";

export type DiscordOptions = Readonly<{
  token: string;
  /** Where Discord's API is, without a version: `https://discord.com/api`, or a stand-in. */
  apiUrl: string;
  apiVersion: string;
  clock: Clock;
  log: Log;
  /** Resolves after that many milliseconds, or when the signal says so. */
  pause: (ms: number, until: AbortSignal) => Promise<void>;
  /** Shorter than usual in tests, whose clock runs faster than the wall's. */
  patience?: Partial<Patience>;
}>;

/** One application of Discord, with all the servers it was invited to. It starts once and stops once. */
export interface Discord extends Platform {
  /** Whether what people say reaches us now. */
  isConnected(): boolean;
  /** Resolves when nothing is under way that nobody waits for, such as answers to people. */
  idle(): Promise<void>;
}

/** Discord by the token of one application; nothing is asked of it before `start`. */
export const openDiscord = (options: DiscordOptions): Discord => new DiscordPlatform(options);

class DiscordPlatform implements Discord {
  readonly facts: PlatformFacts;
  readonly #options: DiscordOptions;
  readonly #clients: DiscordClients;
  readonly #servers: Servers;
  readonly #threads: Threads;
  readonly #people: People;
  readonly #channels: Channels;
  readonly #posting: Posting;
  readonly #history: History;
  readonly #direct: DirectMessages;
  readonly #connection: Connection;
  readonly #gaps: Gaps;
  readonly #arrivals = new Arrivals();
  readonly #asides: Asides;
  /** What tries to get in again; it mostly waits. */
  readonly #keeping: Asides;
  readonly #stopping = new AbortController();
  #handlers: Handlers | null = null;

  constructor(options: DiscordOptions) {
    const { clock, log, pause, patience, ...access } = options;
    const now = () => clock.now();
    this.#options = options;
    this.#asides = new Asides(platformName, log);
    this.#keeping = new Asides(platformName, log);
    const aside = (task: Promise<unknown>, what: string) => this.#asides.add(task, what);
    const clients = openClients({
      ...access,
      now,
      tellTime: (told) => this.#handlers?.clock(told),
      sleep: (ms) => pause(ms, this.#stopping.signal),
      patience: { ...usualPatience, ...patience },
    });
    const { read } = clients;
    this.#clients = clients;
    const bot = () => this.#connection.identity?.user ?? null;
    this.#servers = new Servers(bot);
    this.#threads = new Threads(this.#servers, read);
    const isCurrent = () => this.isConnected() && clients.isLetIn();
    const directory = new Directory({ servers: this.#servers, read, isCurrent });
    this.#people = new People({ read, directory, now });
    this.#channels = new Channels({ read, directory, bot });
    const threads = new StartedThreads(clients, log);
    this.#posting = new Posting({ clients, threads, isGroup: (guild, role) => directory.isGroup(guild, role), now });
    this.#history = new History({ read, posting: this.#posting, threads, people: this.#people, bot });
    this.#direct = new DirectMessages(clients.post);
    this.#connection = new Connection({
      ...options,
      clients,
      budget: new IdentifyBudget({ read, now, log, pause }),
      stopping: this.#stopping.signal,
      takerFor: (identity) => this.#takerFor(identity),
      arrived: () => this.#arrivals.complete(),
      aside: (task, what) => this.#keeping.add(task, what),
    });
    const tell = (...told: Parameters<Handlers["gap"]>) => this.#started().gap(...told);
    this.#gaps = new Gaps({ tell, aside, log, pause, stopping: this.#stopping.signal });
    this.facts = discordFacts({
      readsContent: () => this.#connection.readsContent,
      channel: (channel) => directory.knows(partsOf(channel).workspace),
      person: (channel, person) => this.#people.knows(channel, person),
    });
  }

  isConnected(): boolean {
    return this.#connection.isOpen();
  }

  /** Rejects when the token is wrong or Discord refuses what the bot asks for; while it cannot be reached it goes on trying. */
  start(handlers: Handlers): Promise<void> {
    this.#handlers = handlers;
    return this.#connection.start();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#connection.stop();
    await Promise.all([this.#keeping.idle(), this.#asides.idle()]);
    this.#handlers = null;
    this.#clients.close();
  }

  idle(): Promise<void> {
    return this.#asides.idle();
  }

  readonly post: Platform["post"] = (to, message, key, grant) => this.#posting.post(to, message, key, grant);
  readonly edit: Platform["edit"] = (ref, message, grant) => this.#posting.edit(ref, message, grant);
  readonly find: Platform["find"] = (to, key, since, grant) => this.#history.find(to, key, since, grant);
  readonly readThread: Platform["readThread"] = (of, since, grant) => this.#history.readThread(of, since, grant);
  readonly whisper: Platform["whisper"] = (channel, person, message, grant) =>
    this.#direct.tell(channel, person, message, grant);
  readonly mark: Platform["mark"] = (ref, grant) => this.#posting.mark(ref, grant);
  readonly person: Platform["person"] = (channel, id, grant) => this.#people.person(channel, id, grant);
  readonly channel: Platform["channel"] = (channel, grant) => this.#channels.channel(channel, grant);

  #takerFor(identity: Identity): (event: Dispatch) => void {
    const { log, patience } = this.#options;
    this.#asides.add(this.#register(identity), "registering the commands");
    const handlers = () => this.#started();
    const { answerMs } = { ...usualPatience, ...patience };
    const common = { handlers, identity, people: this.#people, log };
    const mentions = new Mentions({ handlers, direct: this.#direct, log });
    const reception = new Reception({
      ...common,
      servers: this.#servers,
      threads: this.#threads,
      workable: new Workable(this.#servers),
      gaps: this.#gaps,
      arrivals: this.#arrivals,
      read: this.#clients.read,
      readsContent: () => this.#connection.readsContent,
      interact: openFrontDesk({ ...common, clients: this.#clients, answerMs }),
      mentioned: (mention) => mentions.take(mention),
      aside: (task, what) => this.#asides.add(task, what),
    });
    return (event) => reception.take(event);
  }

  async #register({ application }: Identity): Promise<void> {
    const became = await registerCommands(this.#clients.read, { application, guild: null });
    if (became === "registered") this.#options.log.info("registered the commands with discord", { application });
  }

  #started(): Handlers {
    if (this.#handlers) return this.#handlers;
    throw new BotError("store.unavailable", "the bot is stopping", { hint: "send it again once it runs" });
  }
}
