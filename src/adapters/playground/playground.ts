import { join } from "node:path";
import { BotError } from "../../core/errors.ts";
import type { ChannelKey, PersonId } from "../../core/keys.ts";
import type { Message } from "../../core/message/message.ts";
import type { Log } from "../../ports/log.ts";
import type { Channel, Handlers, Person, Platform, PlatformFacts } from "../../ports/platform.ts";
import { longestText } from "./ask-bodies.ts";
import { AskDesk } from "./ask-desk.ts";
import { PlayAsks } from "./asks.ts";
import { BotSide } from "./bot-side.ts";
import { toPlayMessage, toPlayWhisper } from "./drawing.ts";
import { LiveTabs } from "./live.ts";
import { channelFacts, personFacts, playChannelTitle, playPeople, playWorkspace } from "./people.ts";
import { Pictures } from "./pictures.ts";
import type { NextEvent } from "./play-clock.ts";
import type { PlayState } from "./protocol.ts";
import { type OpenRoom, openRoom } from "./room-file.ts";
import { type PlayServer, servePlayground } from "./server.ts";
import { Talk } from "./talk.ts";
import { Venue } from "./venue.ts";

export type PlaygroundOptions = Readonly<{
  /** The bot's data folder; the playground's own is `playground/` in it. */
  dataDir: string;
  /** An address of this machine. Any but a loopback one makes a token part of the address. */
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Whether the operator chose the port: then a busy one is an error, else the next free one is taken. */
  portChosen: boolean;
  /** Further host names that the playground is reached by, such as a proxy's. */
  hostNames?: readonly string[];
  /** The machine's time. */
  now: () => Temporal.Instant;
  /** The zone of everybody in the playground. */
  zone: string;
  /** What happens next in the channel, on the playground's clock. */
  nextEvent: () => NextEvent | null | Promise<NextEvent | null>;
  /** Does what is due, after people moved the clock. */
  afterMove: () => Promise<void>;
  commands: PlayState["commands"];
  log: Log;
}>;

/** The chat platform that comes with the bot: one channel in the browser, three people, a clock that can be moved on. */
export interface Playground extends Platform {
  /** Where to open it, once it was started. */
  readonly address: string | null;
  /** Tells the open tabs when what comes next has changed; for after each tick. */
  refreshClock(): Promise<void>;
}

/** Opens the room with what was said in it. A playground starts once and stops once. */
export async function openPlayground(options: PlaygroundOptions): Promise<Playground> {
  const folder = join(options.dataDir, "playground");
  const room = await openRoom(join(folder, "room.jsonl"));
  return new PlaygroundPlatform(options, room, new Pictures(join(folder, "pictures")));
}

class PlaygroundPlatform implements Playground {
  readonly facts: PlatformFacts;
  readonly #options: PlaygroundOptions;
  readonly #room: OpenRoom;
  readonly #pictures: Pictures;
  readonly #live: LiveTabs;
  readonly #venue: Venue;
  readonly #bot: BotSide;
  readonly #desk: AskDesk;
  #handlers: Handlers | null = null;
  #server: PlayServer | null = null;

  constructor(options: PlaygroundOptions, room: OpenRoom, pictures: Pictures) {
    const { now, zone, nextEvent, afterMove, log } = options;
    this.#options = options;
    this.#room = room;
    this.#pictures = pictures;
    this.#live = new LiveTabs(log);
    this.#venue = new Venue({ room, now, zone, nextEvent, tell: (news, to) => this.#live.tell(news, to) });
    this.#bot = new BotSide(this.#venue, pictures);
    const handlers = () => this.#started();
    const draw = (message: Message) => this.#bot.draw(message);
    const talk = new Talk(this.#venue, handlers);
    const asks = new PlayAsks({ venue: this.#venue, talk, handlers, afterMove, draw });
    this.#desk = new AskDesk({ asks, log, now, afterAsk: () => this.#venue.refreshClock() });
    this.facts = factsOf(this.#venue);
  }

  get address(): string | null {
    return this.#server?.address ?? null;
  }

  async start(handlers: Handlers): Promise<void> {
    const { host, port, portChosen, hostNames, log } = this.#options;
    this.#handlers = handlers;
    this.#server = await servePlayground({
      on: { host, port, chosen: portChosen, names: hostNames ?? [] },
      log,
      live: this.#live,
      state: (as) => this.#state(as),
      ask: (kind, body) => this.#desk.take(kind, body),
      picture: (name) => this.#pictures.read(name),
    });
    await this.#desk.run(() => handlers.gap(playWorkspace));
  }

  async stop(): Promise<void> {
    this.#handlers = null;
    await this.#desk.close();
    this.#live.close();
    await this.#server?.close();
    this.#server = null;
    await this.#room.close();
  }

  refreshClock(): Promise<void> {
    return this.#venue.refreshClock();
  }

  readonly post: Platform["post"] = (to, message, key) => this.#bot.post(to, message, key);
  readonly edit: Platform["edit"] = (ref, message) => this.#bot.edit(ref, message);
  readonly find: Platform["find"] = (to, key, since) => this.#bot.find(to, key, since);
  readonly readThread: Platform["readThread"] = (of, since) => this.#bot.readThread(of, since);
  readonly whisper: Platform["whisper"] = (channel, person, message) => this.#bot.whisper(channel, person, message);
  readonly mark: Platform["mark"] = (ref) => this.#bot.mark(ref);

  async person(_channel: ChannelKey, id: PersonId): Promise<Person> {
    return personFacts(id, this.#options.zone);
  }

  async channel(channel: ChannelKey): Promise<Channel> {
    return channelFacts(channel);
  }

  async #state(as: string): Promise<PlayState> {
    const whispers = this.#venue.room.whispers.filter((one) => one.kept && one.to === as);
    return {
      channel: playChannelTitle,
      people: playPeople,
      clock: await this.#venue.clock(),
      messages: this.#venue.shown().map(toPlayMessage),
      whispers: whispers.map((one) => toPlayWhisper(one)),
      commands: this.#options.commands,
    };
  }

  #started(): Handlers {
    if (this.#handlers) return this.#handlers;
    throw new BotError("store.unavailable", "the bot is stopping", { hint: "send it again once it runs" });
  }
}

/** Everything fits one message here, and what was posted once is known for ever. */
function factsOf(venue: Venue): PlatformFacts {
  return {
    name: "playground",
    fit: (doc) => [doc],
    fieldChars: longestText,
    actions: 20,
    whispers: true,
    readsReplies: true,
    commandsInThreads: true,
    repeatSafeMs: Number.MAX_SAFE_INTEGER,
    visibleAfterMs: 0,
    pacing: null,
    aheadMs: (workspace) => (workspace === playWorkspace ? venue.room.aheadMs : 0),
    linkTo: () => null,
    home: false,
    roles: false,
    pings: false,
  };
}
