import { Routes } from "discord-api-types/v10";
import type { Log } from "../../../ports/log.ts";
import type { Handlers, IncomingReply } from "../../../ports/platform.ts";
import { RecentIds } from "../../chat/recent-ids.ts";
import type { Mention } from "../answering/mentions.ts";
import type { Call } from "../calls/client.ts";
import type { Dispatch } from "../gateway/gateway.ts";
import { asMessage, asPerson, type Identity, keyOfChannel, keyOfWorkspace } from "../ids.ts";
import type { People } from "../people.ts";
import type { Servers } from "../servers/servers.ts";
import type { Threads } from "../servers/threads.ts";
import type { Workable } from "../servers/workable.ts";
import type { Arrivals } from "./arrivals.ts";
import type { Gaps } from "./gaps.ts";
import { type Happening, happeningOf } from "./happenings.ts";
import { askedOf, type DiscordMessage, discordMessage, isPersons, spokenIn } from "./messages.ts";

export type ReceptionParts = Readonly<{
  handlers: () => Handlers;
  identity: Identity;
  servers: Servers;
  threads: Threads;
  workable: Workable;
  people: People;
  gaps: Gaps;
  arrivals: Arrivals;
  read: Call;
  /** Whether messages come with their words where the bot is not named. */
  readsContent: () => boolean;
  /** Answers what a person did with the app itself. */
  interact: (payload: unknown) => Promise<void>;
  /** Answers what the bot was asked for by its name. */
  mentioned: (mention: Mention) => Promise<void>;
  /** Takes what nobody waits for; a rejection is logged. */
  aside: (task: Promise<unknown>, what: string) => void;
  log: Log;
}>;

type ServerKind = "session" | "server" | "outage" | "removed" | "permissions" | "channel-gone";
type Of<Kind extends Happening["kind"]> = Extract<Happening, { kind: Kind }>;
/** A change of a message: the same as a new one, told by another handler. */
type Heard = "replied" | "edited";

/** Takes every event of Discord: learns from it, and hands on what it means. Never throws. */
export class Reception {
  readonly #parts: ReceptionParts;
  readonly #heard = new RecentIds();

  constructor(parts: ReceptionParts) {
    this.#parts = parts;
  }

  take({ type, data }: Dispatch): void {
    this.#parts.servers.hear(type, data);
    this.#parts.threads.hear(type, data);
    const happening = happeningOf(type, data);
    switch (happening.kind) {
      case "said":
        this.#said(happening);
        break;
      case "edited":
        this.#edited(happening);
        break;
      case "deleted":
        this.#deleted(happening);
        break;
      case "interaction":
        this.#did(happening);
        break;
      case "nothing":
        break;
      default:
        this.#ofServer(happening);
    }
  }

  #said({ guild, message }: Of<"said">): void {
    const { people, threads, identity } = this.#parts;
    const { channel_id: room, author, member } = message;
    const isInChannel = threads.isChannel(guild, room);
    // What people say to each other in a channel is passed over before anything is done with it.
    if (isInChannel && askedOf(message.content, identity.user) === null) return;
    if (!isPersons(message, identity.user) || !this.#heard.isNew(`said/${message.id}`)) return;
    people.sawNick(guild, author.id, member?.nick ?? null);
    if (isInChannel) this.#asked({ guild, channel: room, thread: null }, message, null);
    else this.#inOrder(guild, () => this.#reply("replied", guild, message));
  }

  #edited({ guild, channel, id, version, message }: Of<"edited">): void {
    const { threads } = this.#parts;
    if (threads.isChannel(guild, channel) || !this.#heard.isNew(`edited/${id}/${version}`)) return;
    this.#inOrder(guild, async () => {
      const whole = message ?? (await this.#whole(channel, id));
      await this.#reply("edited", guild, whole);
    });
  }

  #deleted({ guild, channel, ids }: Of<"deleted">): void {
    const { threads, handlers } = this.#parts;
    if (threads.isChannel(guild, channel)) return;
    this.#inOrder(guild, async () => {
      const parent = await threads.parentOf(guild, channel);
      if (parent === null) return;
      const place = { channel: keyOfChannel(guild, parent), thread: asMessage(channel) };
      for (const id of ids) {
        if (this.#heard.isNew(`deleted/${id}`)) await handlers().deleted({ ...place, message: asMessage(id) });
      }
    });
  }

  async #reply(how: Heard, guild: string, message: DiscordMessage): Promise<void> {
    const { threads, people, identity, readsContent, handlers } = this.#parts;
    const parent = await threads.parentOf(guild, message.channel_id);
    if (parent === null) return;
    const where = { guild, channel: parent, thread: message.channel_id };
    const reply = spokenIn(message, where, identity.user, people.nameOf(guild, message.author));
    const asksForIt = how === "replied" && askedOf(message.content, identity.user) !== null;
    if (reply === null) {
      if (asksForIt && isPersons(message, identity.user)) this.#asked(where, message, null);
    } else if (asksForIt && !readsContent()) this.#asked(where, message, reply);
    else await handlers()[how](reply);
  }

  #asked(
    { guild, channel, thread }: Readonly<{ guild: string; channel: string; thread: string | null }>,
    message: DiscordMessage,
    reply: IncomingReply | null,
  ): void {
    const { mentioned, aside, identity } = this.#parts;
    const origin = {
      channel: keyOfChannel(guild, channel),
      person: asPerson(message.author.id),
      thread: thread === null ? null : asMessage(thread),
    };
    const text = askedOf(message.content, identity.user) ?? "";
    aside(mentioned({ origin, text, reply }), "an answer to a person");
  }

  /** What of a changed message was not told. */
  #whole(channel: string, id: string): Promise<DiscordMessage> {
    return this.#parts.read({ method: "GET", route: Routes.channelMessage(channel, id) }, discordMessage);
  }

  /** What is not saved is read back: Discord does not say it again. */
  #inOrder(guild: string, save: () => Promise<void>): void {
    const saved = save().catch((error: unknown) => {
      this.#parts.gaps.notSaved(keyOfWorkspace(guild));
      throw error;
    });
    this.#parts.aside(saved, "taking in what was said");
  }

  #did({ id, payload }: Of<"interaction">): void {
    if (this.#heard.isNew(`did/${id}`)) this.#parts.aside(this.#parts.interact(payload), "an answer to a person");
  }

  #ofServer(happening: Of<ServerKind>): void {
    const { handlers, arrivals, aside, log } = this.#parts;
    const { kind } = happening;
    if (kind === "session") arrivals.expect(happening.guilds);
    else if (kind === "server") this.#here(happening.guild);
    else if (kind === "removed") this.#removed(happening.guild);
    else if (kind === "permissions") this.#turned(happening.guild, happening.channel);
    else if (kind === "channel-gone") {
      const channel = keyOfChannel(happening.guild, happening.channel);
      aside(handlers().channel({ channel, is: "gone" }), "the loss of a channel");
    } else {
      log.info("a server of discord is not reachable", { guild: happening.guild });
      arrivals.here(happening.guild);
    }
  }

  #here(guild: string): void {
    this.#parts.gaps.found(keyOfWorkspace(guild));
    this.#turned(guild, null);
    this.#parts.arrivals.here(guild);
  }

  #removed(guild: string): void {
    const { handlers, workable, arrivals, aside } = this.#parts;
    workable.forget(guild);
    arrivals.here(guild);
    aside(handlers().workspaceGone(keyOfWorkspace(guild)), "a server that the bot left");
  }

  /** Channels that the bot cannot see any more, or in which it can work again. */
  #turned(guild: string, only: string | null): void {
    const { handlers, workable, aside } = this.#parts;
    for (const { channel: id, is } of workable.look(guild, only)) {
      const channel = keyOfChannel(guild, id);
      const change = is === "gone" ? { channel, is } : { channel, is, by: null };
      aside(handlers().channel(change), "a change of permissions");
    }
  }
}
