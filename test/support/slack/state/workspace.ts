import { seeded } from "../../model/seeded.ts";
import { StandInClock } from "../../stand-in/clock.ts";
import { calm, type Keys, type Opening, type Quirks, usualScopes } from "../control/opening.ts";
import { channelFrom, personFrom, theBot } from "./openings.ts";
import type { Channel, Fields, Message, OpenView, Person, Whisper } from "./types.ts";

/** One workspace: what stands in it, and nothing about how it is asked or told. */
export class Workspace {
  readonly keys: Keys;
  readonly clock: StandInClock;
  readonly random: () => number;
  quirks: Quirks;
  scopes: readonly string[];
  /** `revoked` or gone tokens open nothing. */
  token: "good" | "revoked" | "uninstalled" = "good";
  readonly people = new Map<string, Person>();
  readonly channels = new Map<string, Channel>();
  /** Ids of user groups by handle. */
  readonly groups: ReadonlyMap<string, string>;
  readonly messages: Message[] = [];
  readonly whispers: Whisper[] = [];
  readonly views = new Map<string, OpenView>();
  /** By person. */
  readonly homes = new Map<string, OpenView>();
  readonly files = new Map<string, Fields>();
  readonly violations: string[] = [];
  readonly #byPlace = new Map<string, Message>();
  readonly #inChannel = new Map<string, Message[]>();
  readonly #underOne = new Map<string, Message[]>();
  #lastTs = new Map<string, number>();
  #count = 0;

  constructor(opening: Opening) {
    const team = opening.team ?? "TACME";
    this.keys = keysOf(team, opening.appToken);
    this.clock = new StandInClock(
      opening.time ?? { startsAt: Temporal.Now.instant().toString(), wallMs: Date.now(), speed: 1 },
    );
    this.random = seeded(opening.seed ?? 1);
    this.quirks = { ...calm, ...opening.quirks };
    this.scopes = opening.scopes ?? usualScopes;
    this.groups = new Map(Object.entries(opening.groups ?? {}));
    for (const person of [theBot(this.keys), ...(opening.people ?? []).map((one) => personFrom(one, team))]) {
      this.people.set(person.id, person);
    }
    for (const one of opening.channels ?? []) this.addChannel(channelFrom(one, this));
  }

  /** A name nobody else has here. */
  name(prefix: string): string {
    this.#count += 1;
    return `${prefix}${this.keys.team.slice(1)}${String(this.#count).padStart(6, "0")}`;
  }

  /** A `ts` that is later than every other of the channel (platform-facts.md 1.3: unique per channel only). */
  nextTs(channel: string): string {
    const micros = Math.max(this.clock.now() * 1_000, (this.#lastTs.get(channel) ?? 0) + 1);
    this.#lastTs.set(channel, micros);
    return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, "0")}`;
  }

  addChannel(channel: Channel): void {
    this.channels.set(channel.id, channel);
  }

  keep(message: Message): void {
    this.messages.push(message);
    this.#place(message);
  }

  #place(message: Message): void {
    const { channel, ts, thread } = message;
    this.#byPlace.set(`${channel}/${ts}`, message);
    this.#inChannel.getOrInsertComputed(channel, () => []).push(message);
    if (thread !== null) this.#underOne.getOrInsertComputed(`${channel}/${thread}`, () => []).push(message);
  }

  /** Everything of a channel, oldest first, also what was deleted. */
  in(channel: string): readonly Message[] {
    return this.#inChannel.get(channel) ?? [];
  }

  /** A message that stands; its tombstone too. */
  at(channel: string, ts: string): Message | undefined {
    const message = this.#byPlace.get(`${channel}/${ts}`);
    return message?.stands === "no" ? undefined : message;
  }

  /** What stands under a message, oldest first. */
  under(channel: string, ts: string): readonly Message[] {
    return (this.#underOne.get(`${channel}/${ts}`) ?? []).filter(({ stands }) => stands !== "no");
  }

  /** Gives a channel another id; everything in it moves along. */
  renumber(channel: Channel, id: string): void {
    const moved = this.in(channel.id);
    this.#inChannel.delete(channel.id);
    for (const message of moved) {
      message.channel = id;
      this.#place(message);
    }
    this.channels.delete(channel.id);
    this.channels.set(id, Object.assign(channel, { id }));
  }

  /** A person by id or name. */
  person(idOrName: string): Person {
    const found = this.people.get(idOrName) ?? [...this.people.values()].find(({ name }) => name === idOrName);
    if (found === undefined) throw new Error(`nobody called ${idOrName} in ${this.keys.team}`);
    return found;
  }

  /** A channel by id or name. */
  channel(idOrName: string): Channel {
    const found = this.channels.get(idOrName) ?? [...this.channels.values()].find(({ name }) => name === idOrName);
    if (found === undefined) throw new Error(`no channel ${idOrName} in ${this.keys.team}`);
    return found;
  }

  /** Whether the bot is in a channel. */
  hasBot(channel: Channel): boolean {
    return channel.members.has(this.keys.botUser);
  }
}

function keysOf(team: string, appToken: string | undefined): Keys {
  return {
    team,
    botToken: `xoxb-${team}-bot`,
    appToken: appToken ?? `xapp-1-${team}`,
    signingSecret: `signing-secret-of-${appToken ?? team}`,
    botUser: "UDRILLBOT",
    botId: "BDRILL",
    appId: "ADRILL",
  };
}
