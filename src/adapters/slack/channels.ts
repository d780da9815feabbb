import { z } from "zod";
import type { Refusal } from "../../core/errors.ts";
import { BotError } from "../../core/errors.ts";
import type { ChannelKey, PersonId } from "../../core/keys.ts";
import { partsOf } from "../../core/keys.ts";
import type { Channel, HomeOpening } from "../../ports/platform.ts";
import type { Clock } from "../../ports/runtime.ts";
import type { SlackClients } from "./calls/client.ts";
import { type Identity, keyOfChannel, slackId } from "./ids.ts";

/** A channel as `conversations.info` tells it. */
const info = z.looseObject({
  channel: z.looseObject({
    id: z.string(),
    name: z.string().optional(),
    is_general: z.boolean().optional(),
    is_archived: z.boolean().optional(),
    is_private: z.boolean().optional(),
    is_member: z.boolean().optional(),
  }),
});
type Told = z.output<typeof info>["channel"];

const listed = z.looseObject({
  channels: z.array(z.looseObject({ id: slackId, name: z.string().optional() })),
  response_metadata: z.looseObject({ next_cursor: z.string().optional() }).optional(),
});

export type ChannelParts = Readonly<{
  clients: SlackClients;
  who: () => Identity | null;
  /** Slack's id of one of our channels; raises for one of another workspace. */
  idOf: (channel: ChannelKey) => string;
  now: Clock["now"];
}>;

type Listed = z.output<typeof listed>["channels"];

/** So long the bot's own channels are not asked for again: people open their pages at once, and Slack lists 50 times a minute. */
const oursMs = 30_000;

/** The channels of the workspace. */
export class Channels {
  readonly #parts: ChannelParts;
  #ours: Readonly<{ channels: Promise<Listed>; at: number }> | null = null;

  constructor(parts: ChannelParts) {
    this.#parts = parts;
  }

  /** A channel, and what the bot lacks to work in it. */
  async channel(key: ChannelKey): Promise<Channel> {
    try {
      const { channel } = await this.#parts.clients.read(
        "conversations.info",
        { channel: this.#parts.idOf(key) },
        info,
      );
      const lacks = lackIn(channel, this.#parts.who()?.scopes ?? null);
      return { channel: key, name: channel.name ?? channel.id, general: channel.is_general === true, lacks };
    } catch (error) {
      if (!(error instanceof BotError) || error.why !== "channel-gone") throw error;
      return { channel: key, name: partsOf(key).channel, general: false, lacks: lacks["channel-gone"] };
    }
  }

  /** The channels that a person and the bot are both in. */
  async sharedWith(person: PersonId, identity: Identity): Promise<HomeOpening["channels"]> {
    const [ours, theirs] = await Promise.all([this.#own(), this.#of(person)]);
    const own = new Set(ours.map(({ id }) => id));
    return theirs
      .filter(({ id }) => own.has(id))
      .map(({ id, name }) => ({ channel: keyOfChannel(identity, id), name: name ?? id }));
  }

  #own(): Promise<Listed> {
    const at = this.#parts.now().epochMilliseconds;
    if (this.#ours !== null && Math.abs(at - this.#ours.at) < oursMs) return this.#ours.channels;
    const channels = this.#of(null);
    this.#ours = { channels, at };
    channels.catch(() => {
      if (this.#ours?.channels === channels) this.#ours = null;
    });
    return channels;
  }

  async #of(person: PersonId | null): Promise<Listed> {
    const whose = person === null ? {} : { user: person };
    const asked = { ...whose, types: "public_channel,private_channel", exclude_archived: true, limit: 200 };
    const all: Listed[number][] = [];
    let cursor = "";
    do {
      const more = cursor === "" ? {} : { cursor };
      const page = await this.#parts.clients.read("users.conversations", { ...asked, ...more }, listed);
      all.push(...page.channels);
      cursor = page.response_metadata?.next_cursor ?? "";
    } while (cursor !== "");
    return all;
  }
}

type Lack = NonNullable<Channel["lacks"]>;

const lacks = {
  "channel-gone": { why: "channel-gone", hint: "Type /invite and my name in the channel." },
  "not-a-member": { why: "not-a-member", hint: "Type /invite and my name in the channel." },
  "channel-archived": { why: "channel-archived", hint: "Unarchive the channel first." },
} as const satisfies Partial<Record<Refusal, Lack>>;

/** What posting, answering in threads, reading them and the receipt need. */
const needed = (isPrivate: boolean): readonly string[] => [
  "chat:write",
  "reactions:write",
  isPrivate ? "groups:history" : "channels:history",
];

function lackIn(told: Told, scopes: ReadonlySet<string> | null): Lack | null {
  if (told.is_archived === true) return lacks["channel-archived"];
  if (told.is_member === false) return lacks["not-a-member"];
  const missing = scopes === null ? [] : needed(told.is_private === true).filter((scope) => !scopes.has(scope));
  if (missing.length === 0) return null;
  return { why: "missing-permission", hint: `Ask an admin to install me again with ${missing.join(", ")}.` };
}
