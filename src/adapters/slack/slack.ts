import { z } from "zod";
import { BotError } from "../../core/errors.ts";
import type { PersonId } from "../../core/keys.ts";
import type { Log } from "../../ports/log.ts";
import type { Handlers, Platform, PlatformFacts } from "../../ports/platform.ts";
import type { Clock } from "../../ports/runtime.ts";
import { renderHome } from "../../render/slack/home.ts";
import { Asides } from "../chat/asides.ts";
import { Desk } from "./answering/desk.ts";
import { Reception } from "./answering/reception.ts";
import { listener, Responder } from "./answering/responder.ts";
import { openClients, type Patience, type SlackClients, usualPatience } from "./calls/client.ts";
import { sdkLog } from "./calls/sdk-log.ts";
import { Channels } from "./channels.ts";
import { slackFacts } from "./facts.ts";
import { type Identity, platformName } from "./ids.ts";
import { HttpLine } from "./lines/http-line.ts";
import type { Line } from "./lines/line.ts";
import { SocketLine } from "./lines/socket-line.ts";
import { People } from "./people.ts";
import { History } from "./saying/history.ts";
import { Posting } from "./saying/posting.ts";
import { signIn } from "./sign-in.ts";

export type SlackOptions = Readonly<{
  botToken: string;
  /** Where Slack's methods are: `https://slack.com/api/`, or a stand-in. */
  apiUrl: string;
  line: SlackLine;
  clock: Clock;
  log: Log;
  /** Resolves after that many milliseconds, or when the signal says so. */
  pause: (ms: number, until: AbortSignal) => Promise<void>;
  /** Shorter than usual in tests, whose clock runs faster than the wall's. */
  patience?: Partial<Patience>;
}>;

/** How what happens reaches the bot: over a socket that it opens, or by signed requests to an address of this machine. */
export type SlackLine =
  | Readonly<{ kind: "socket"; appToken: string }>
  | Readonly<{ kind: "http"; signingSecret: string; host: string; port: number }>;

/** One workspace of Slack. It starts once and stops once. */
export interface Slack extends Platform {
  /** Whether what people say reaches us now. */
  isConnected(): boolean;
  /** The port of signed HTTP, once it was started; null with a socket. */
  readonly port: number | null;
  /** Resolves when nothing is under way that nobody waits for, such as answers to people. */
  idle(): Promise<void>;
}

/** Slack by the tokens of one workspace; nothing is asked of it before `start`. */
export const openSlack = (options: SlackOptions): Slack => new SlackPlatform(options);

const done = z.looseObject({ ok: z.literal(true) });
/** Between tries to reach Slack at the start, and to tell of a gap that was not taken. */
const retryMs = 30_000;

class SlackPlatform implements Slack {
  readonly facts: PlatformFacts;
  readonly #options: SlackOptions;
  readonly #clients: SlackClients;
  readonly #posting: Posting;
  readonly #history: History;
  readonly #people: People;
  readonly #channels: Channels;
  readonly #responder: Responder;
  readonly #line: Line;
  readonly #asides: Asides;
  readonly #stopping = new AbortController();
  #handlers: Handlers | null = null;
  #identity: Identity | null = null;
  /** Whether the line was started; it looks after itself from then on. */
  #isUp = false;

  constructor(options: SlackOptions) {
    const { clock, log } = options;
    const now = () => clock.now();
    this.#options = options;
    this.#asides = new Asides(platformName, log);
    this.#clients = openClients({
      token: options.botToken,
      apiUrl: options.apiUrl,
      logger: sdkLog(log),
      tellTime: (told) => this.#handlers?.clock(told),
      now,
      sleep: (ms) => options.pause(ms, this.#stopping.signal),
      patience: { ...usualPatience, ...options.patience },
    });
    const who = () => this.#identity;
    this.facts = slackFacts({ url: () => who()?.url ?? null, person: (id) => this.#people.knows(id) });
    this.#posting = new Posting(this.#clients, who);
    this.#people = new People({ clients: this.#clients, team: () => who()?.team ?? null, now });
    this.#history = new History({
      clients: this.#clients,
      posting: this.#posting,
      who,
      names: (ids) => this.#people.names(ids),
    });
    this.#channels = new Channels({ clients: this.#clients, who, idOf: (key) => this.#posting.channelOf(key), now });
    this.#responder = new Responder(this.#clients, this.#posting);
    this.#line = this.#openLine();
  }

  get port(): number | null {
    return this.#line instanceof HttpLine ? this.#line.port : null;
  }

  isConnected(): boolean {
    return this.#line.isOpen();
  }

  /** Rejects when a token is wrong; while Slack cannot be reached it goes on trying. */
  async start(handlers: Handlers): Promise<void> {
    this.#handlers = handlers;
    try {
      await this.#connect();
    } catch (error) {
      if (!isPassing(error)) throw error;
      this.#options.log.warn("slack cannot be reached yet", { error });
      this.#asides.add(this.#keepConnecting(), "connecting to slack");
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#line.stop();
    await this.#asides.idle();
    this.#handlers = null;
  }

  idle(): Promise<void> {
    return this.#asides.idle();
  }

  readonly post: Platform["post"] = (to, message, key, grant) => this.#posting.post(to, message, key, grant);
  readonly edit: Platform["edit"] = (ref, message, grant) => this.#posting.edit(ref, message, grant);
  readonly find: Platform["find"] = (to, key, since, grant) => this.#history.find(to, key, since, grant);
  readonly readThread: Platform["readThread"] = (of, since, grant) => this.#history.readThread(of, since, grant);
  readonly whisper: Platform["whisper"] = (channel, person, message) =>
    this.#responder.whisper(listener(channel, person), message);
  readonly mark: Platform["mark"] = (ref) => this.#posting.mark(ref);
  readonly person: Platform["person"] = (_channel, id) => this.#people.person(id);
  readonly channel: Platform["channel"] = (channel) => this.#channels.channel(channel);

  async #connect(): Promise<void> {
    const identity = await signIn(this.#clients.read);
    // A line that is opened after the stop would stay open.
    if (this.#stopping.signal.aborted) return;
    this.#identity = identity;
    const reception = this.#receptionFor(identity);
    await this.#line.start((payload) => reception.take(payload));
    const { workspace, url } = identity;
    this.#isUp = true;
    this.#options.log.info("signed in to slack", { workspace, url, by: this.#options.line.kind, port: this.port });
  }

  async #keepConnecting(): Promise<void> {
    const { log, pause } = this.#options;
    const { signal } = this.#stopping;
    while (!this.#isUp) {
      await pause(retryMs, signal);
      if (signal.aborted) return;
      await this.#connect().catch((error: unknown) => {
        if (isPassing(error)) log.warn("slack cannot be reached yet", { error });
        else log.error("slack does not let the bot in; it goes on asking", { error });
      });
    }
  }

  #receptionFor(identity: Identity): Reception {
    const { log, patience } = this.#options;
    const { answerMs } = { ...usualPatience, ...patience };
    const nameOf = (person: PersonId) => this.#people.nameOf(person);
    const aside = (task: Promise<unknown>, what: string) => this.#asides.add(task, what);
    const handlers = () => this.#started();
    const desk = new Desk({ handlers, responder: this.#responder, nameOf, aside, log, answerMs });
    const showHome = (person: PersonId, pressed: string | null) => this.#showHome(identity, person, pressed);
    return new Reception({ handlers, identity, desk, nameOf, aside, showHome, log });
  }

  async #showHome(identity: Identity, person: PersonId, pressed: string | null): Promise<void> {
    const channels = await this.#channels.sharedWith(person, identity);
    const message = await this.#started().home({ workspace: identity.workspace, person, channels, pressed });
    if (message === null) return;
    await this.#clients.interact("views.publish", { user_id: person, view: renderHome(message) }, done);
  }

  #openLine(): Line {
    const { line, log, clock, apiUrl, pause } = this.#options;
    const now = () => clock.now();
    const afterGap = () => this.#asides.add(this.#tellOfGap(), "reading back after a gap");
    const common = { log, logger: sdkLog(log), now, afterGap };
    if (line.kind === "http") return new HttpLine({ ...common, ...line });
    const tellTime = (told: Parameters<Handlers["clock"]>[0]) => this.#handlers?.clock(told);
    return new SocketLine({ ...common, appToken: line.appToken, apiUrl, tellTime, pause });
  }

  /** Told until it is taken: what was missed is found by nothing else before the reveal. */
  async #tellOfGap(): Promise<void> {
    const workspace = this.#identity?.workspace;
    while (workspace !== undefined && this.#handlers !== null) {
      try {
        await this.#handlers.gap(workspace);
        return;
      } catch (error) {
        this.#options.log.warn("threads could not be read back after a gap", { error });
      }
      await this.#options.pause(retryMs, this.#stopping.signal);
      if (this.#stopping.signal.aborted) return;
    }
  }

  #started(): Handlers {
    if (this.#handlers) return this.#handlers;
    throw new BotError("store.unavailable", "the bot is stopping", { hint: "send it again once it runs" });
  }
}

/** What goes by itself, unlike a wrong token. */
const isPassing = (error: unknown): boolean =>
  error instanceof BotError && ["platform.busy", "platform.unsent", "platform.doubt"].includes(error.code);
