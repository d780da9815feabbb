import type { FastTime } from "../../model/fast-time.ts";
import type { Act } from "../../model/wire.ts";
import type { Permission } from "../state/permission-bits.ts";

/** A person, or another bot, to begin with. The id comes of the name unless given (`idOf`), the locale is `en-US`. */
export type UserOpening = Readonly<{
  name: string;
  id?: string;
  globalName?: string;
  isBot?: boolean;
  locale?: string;
}>;

/** A role to begin with; it stands above those named before it. */
export type RoleOpening = Readonly<{
  name: string;
  id?: string;
  permissions?: readonly Permission[];
  /** Whether everybody may ping it; not unless given. */
  mentionable?: boolean;
}>;

/** A member of a guild: roles by name. */
export type MemberOpening = Readonly<{ user: string; roles?: readonly string[]; nick?: string }>;

/** What a channel changes for `everyone`, a role, a person or `the bot`. */
export type OverwriteOpening = Readonly<{
  of: string;
  allow?: readonly Permission[];
  deny?: readonly Permission[];
}>;

/** A channel to begin with; a text channel that everybody sees unless it says otherwise. */
export type ChannelOpening = Readonly<{
  name: string;
  id?: string;
  kind?: "text" | "announcement" | "forum" | "voice" | "category";
  overwrites?: readonly OverwriteOpening[];
  /** Seconds between two messages of one person. */
  slowMode?: number;
  /** The guild's system channel: what comes nearest to a "general" one. */
  isSystem?: boolean;
}>;

/** A guild to begin with. All users are its members unless some are named; the bot is one with its permissions. */
export type GuildOpening = Readonly<{
  name: string;
  id?: string;
  /** By name; the first user unless given. The owner has every permission. */
  owner?: string;
  members?: readonly MemberOpening[];
  roles?: readonly RoleOpening[];
  channels?: readonly ChannelOpening[];
  /** What `@everyone` may; as in a new server unless given. */
  everyone?: readonly Permission[];
  /** What the bot's own role adds to it; see `usualBotPermissions`. */
  bot?: readonly Permission[];
  withBot?: boolean;
  locale?: string;
  /** How many threads may be active at once (160006). */
  mostActiveThreads?: number;
}>;

/** How often an app may start a session (developers/events/gateway.mdx, Session Start Limit). */
export type IdentifyBudget = Readonly<{
  total: number;
  remaining: number;
  resetAfterMs: number;
  maxConcurrency: number;
}>;

/** How well Discord works. Shares are between 0 and 1, times in the stand-in's milliseconds unless they say otherwise. */
export type Quirks = Readonly<{
  /** Whether rate limits hold: 50 requests a second over all, buckets a route. The ban for invalid requests always does. */
  rates: boolean;
  /** After how many requests answered 401, 403 or 429 within 10 minutes the address is banned (platform-facts.md 2.4). */
  mostInvalid: number;
  /** How long the same nonce gives the first message again (platform-facts.md 2.3: "the past few minutes"). */
  nonceMs: number;
  /** Where Discord says its clock is: added to every `Date` header. */
  dateOffMs: number;
  /** Share of events after which the connection breaks. */
  broken: number;
  /** Share of broken connections whose session is gone too: what it missed is lost. */
  sessionLost: number;
  /** Milliseconds of the wall between heartbeats, as the client's run on the wall. */
  heartbeatWallMs: number;
  /** How many shards `/gateway/bot` recommends. */
  shards: number;
}>;

/** No fault nobody ordered. */
export const calm: Quirks = {
  rates: false,
  mostInvalid: 10_000,
  nonceMs: 180_000,
  dateOffMs: 0,
  broken: 0,
  sessionLost: 0,
  heartbeatWallMs: 41_250,
  shards: 1,
};

/** An app, with the guilds around it, to begin with. What is left out is as a small calm server has it. */
export type Opening = Readonly<{
  /** Its name, of which its ids and its token come; `drill` unless given. One stand-in keeps each name once. */
  app?: string;
  users?: readonly UserOpening[];
  /** One guild called `acme` with the text channel `drills` unless given. */
  guilds?: readonly GuildOpening[];
  /** Whether Message Content is switched on in the portal (application flags 1 << 18 and 1 << 19). */
  messageContent?: "granted" | "limited" | "off";
  identify?: Partial<IdentifyBudget>;
  quirks?: Partial<Quirks>;
  /** The wall's time unless given; a speed of 0 stands until `moveTime`. */
  time?: FastTime;
  /** What people do by themselves once they see a question, or its reveal, in channels of the first guild. */
  script?: readonly Act[];
  /** For the quirks' chances. */
  seed?: number;
}>;

/** What `@everyone` may in a new server, as far as it matters here [memory]. */
export const usualEveryone: readonly Permission[] = [
  "VIEW_CHANNEL",
  "SEND_MESSAGES",
  "SEND_MESSAGES_IN_THREADS",
  "CREATE_PUBLIC_THREADS",
  "EMBED_LINKS",
  "ATTACH_FILES",
  "ADD_REACTIONS",
  "READ_MESSAGE_HISTORY",
  "USE_APPLICATION_COMMANDS",
  "USE_EXTERNAL_EMOJIS",
  "CHANGE_NICKNAME",
];

/** What this bot asks for when it is invited (platform-facts.md 2.2). */
export const usualBotPermissions: readonly Permission[] = [
  "VIEW_CHANNEL",
  "SEND_MESSAGES",
  "SEND_MESSAGES_IN_THREADS",
  "CREATE_PUBLIC_THREADS",
  "MANAGE_THREADS",
  "EMBED_LINKS",
  "ATTACH_FILES",
  "READ_MESSAGE_HISTORY",
  "ADD_REACTIONS",
];

/** The keys to an open app. */
export type Keys = Readonly<{
  app: string;
  /** Without `Bot` in front. */
  token: string;
  /** The application's id; the bot's user has the same one. */
  applicationId: string;
  botUser: string;
  /** By name. */
  guilds: Readonly<Record<string, string>>;
}>;
