import { seeded } from "../../model/seeded.ts";
import { StandInClock } from "../../stand-in/clock.ts";
import type { Fields } from "../../stand-in/record.ts";
import { calm, type IdentifyBudget, type Keys, type Opening, type Quirks } from "../control/opening.ts";
import { idOf, snowflakes } from "./ids.ts";
import { guildFrom, userFrom } from "./openings.ts";
import type { Channel, Guild, Message, User } from "./types.ts";

/** A new application's session start limit (developers/events/gateway.mdx). */
const usualBudget: IdentifyBudget = { total: 1_000, remaining: 1_000, resetAfterMs: 86_400_000, maxConcurrency: 1 };

/** An app and everything around it: what stands, and nothing about how it is asked or told. */
export class AppState {
  readonly app: string;
  readonly applicationId: string;
  readonly clock: StandInClock;
  readonly random: () => number;
  readonly nextId: () => string;
  /** Null: made anew, so that the old one opens nothing. */
  token: string | null;
  quirks: Quirks;
  messageContent: "granted" | "limited" | "off";
  identify: IdentifyBudget;
  readonly users = new Map<string, User>();
  readonly guilds = new Map<string, Guild>();
  readonly directs = new Map<string, Channel>();
  /** Global commands, by id. */
  readonly commands = new Map<string, Fields>();
  /** When global commands were made new. */
  readonly madeCommands: number[] = [];
  readonly messages: Message[] = [];
  readonly violations: string[] = [];
  readonly #byId = new Map<string, Message>();
  readonly #inChannel = new Map<string, Message[]>();

  constructor(opening: Opening) {
    this.app = opening.app ?? "drill";
    this.applicationId = idOf("application", this.app);
    this.token = `${this.app}.token.of-the-bot`;
    const wall = { startsAt: Temporal.Now.instant().toString(), wallMs: Date.now(), speed: 1 };
    this.clock = new StandInClock(opening.time ?? wall);
    this.random = seeded(opening.seed ?? 1);
    this.nextId = snowflakes(() => this.clock.now());
    this.quirks = { ...calm, ...opening.quirks };
    this.messageContent = opening.messageContent ?? "granted";
    this.identify = { ...usualBudget, ...opening.identify };
    this.#addUsers(opening);
    const guilds = opening.guilds ?? [{ name: "acme", channels: [{ name: "drills" }] }];
    const around = { app: this.app, users: [...this.users.values()], botUser: this.botUser, now: this.clock.now() };
    const people = around.users.filter(({ id }) => id !== this.botUser);
    for (const one of guilds) this.addGuild(guildFrom(one, { ...around, users: people }));
  }

  #addUsers({ users = [] }: Opening): void {
    const bot = { id: this.applicationId, name: "Daily Drill", isBot: true };
    for (const one of [bot, ...users]) {
      const user = userFrom(one);
      this.users.set(user.id, user);
    }
  }

  /** The bot's user has the application's id. */
  get botUser(): string {
    return this.applicationId;
  }

  get keys(): Keys {
    const guilds = [...this.guilds.values()].map(({ name, id }) => [name, id]);
    const { app, applicationId, botUser, token } = this;
    return { app, token: token ?? "", applicationId, botUser, guilds: Object.fromEntries(guilds) };
  }

  addGuild(guild: Guild): void {
    this.guilds.set(guild.id, guild);
  }

  /** Whether the bot is in a guild. */
  hasBot(guild: Guild): boolean {
    return guild.members.has(this.botUser);
  }

  /** A person by id or name. */
  user(idOrName: string): User {
    const found = this.users.get(idOrName) ?? [...this.users.values()].find(({ name }) => name === idOrName);
    if (found === undefined) throw new Error(`nobody called ${idOrName} around ${this.app}`);
    return found;
  }

  /** A guild by id or name. */
  guild(idOrName: string): Guild {
    const found = this.guilds.get(idOrName) ?? [...this.guilds.values()].find(({ name }) => name === idOrName);
    if (found === undefined) throw new Error(`no guild ${idOrName} around ${this.app}`);
    return found;
  }

  /** A channel or thread by its id; undefined: there is none. */
  channelById(id: string): Channel | undefined {
    const direct = this.directs.get(id);
    if (direct !== undefined) return direct;
    for (const guild of this.guilds.values()) {
      const found = guild.channels.get(id);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** A channel or thread by its id, or a channel by its name, with the guild's in front where that is needed. */
  channel(where: string): Channel {
    const [guildName, name] = where.includes("/") ? where.split("/") : [undefined, where];
    const guilds = guildName === undefined ? [...this.guilds.values()] : [this.guild(guildName)];
    const named = guilds.flatMap(({ channels }) => [...channels.values()]).find((one) => one.name === name);
    const found = this.channelById(where) ?? named;
    if (found === undefined) throw new Error(`no channel ${where} around ${this.app}`);
    return found;
  }

  /** The direct conversation with somebody. */
  directWith(user: string): Channel {
    const id = idOf("direct", this.app, user);
    return this.directs.getOrInsertComputed(id, () => ({
      id,
      kind: "direct",
      name: "",
      guild: null,
      position: 0,
      overwrites: [],
      slowModeS: 0,
      lastMessage: null,
      thread: null,
      recipient: user,
    }));
  }

  keep(message: Message): void {
    this.messages.push(message);
    this.#byId.set(message.id, message);
    this.#inChannel.getOrInsertComputed(message.channel.id, () => []).push(message);
    message.channel.lastMessage = message.id;
  }

  /** A message that stands, whoever sees it. */
  message(channel: string, id: string): Message | undefined {
    const found = this.#byId.get(id);
    return found?.channel.id === channel && found.deletedAt === null ? found : undefined;
  }

  /** What stands in a channel for everybody, oldest first. */
  in(channel: string): readonly Message[] {
    const all = this.#inChannel.get(channel) ?? [];
    return all.filter(({ deletedAt, whisperTo }) => deletedAt === null && whisperTo === null);
  }

  /** The newest messages of a channel that carry a nonce, deleted ones too, newest first, no older than `since`. */
  *withNonce(channel: string, since: number): Generator<Message> {
    const all = this.#inChannel.get(channel) ?? [];
    for (let place = all.length - 1; place >= 0; place -= 1) {
      const message = all[place];
      if (message === undefined || message.at < since) return;
      if (message.nonce !== null) yield message;
    }
  }
}
