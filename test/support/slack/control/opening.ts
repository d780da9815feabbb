import type { FastTime } from "../../model/fast-time.ts";
import type { Act } from "../../model/wire.ts";
import type { Channel, Person } from "../state/types.ts";

/** A person to begin with; the id is `U` and the name in capitals unless given, the zone Europe/Berlin. */
export type PersonOpening = Readonly<{ name: string }> & Partial<Person>;

/** A channel to begin with; the id is `C` and the name in capitals unless given; public; the bot is a member. */
export type ChannelOpening = Readonly<{
  name: string;
  id?: string;
  kind?: Exclude<Channel["kind"], "im">;
  isGeneral?: boolean;
  isArchived?: boolean;
  sharedWith?: readonly string[];
  /** Ids or names; everybody of the workspace unless given. */
  members?: readonly string[];
  withBot?: boolean;
}>;

/** How well the workspace's wire works. Shares are between 0 and 1, times in the stand-in's milliseconds. */
export type Quirks = Readonly<{
  /** Share of events that never leave. */
  dropped: number;
  /** Share of events that come a second time under another id, though they were acknowledged. */
  twice: number;
  /** A message shows in the history at most so late. */
  historyLagMs: number;
  /** Apps sold outside the Marketplace: 15 messages a page, one request a minute (platform-facts.md 1.2). */
  smallHistory: boolean;
  /** Whether rate limits hold: tiers a method, one message a second and channel. */
  rates: boolean;
  /** Where the workspace says its clock is: added to every `Date` header. */
  dateOffMs: number;
  /** What posting under a parent that is gone does; Slack documents neither (platform-facts.md 6). */
  deletedParents: "refused" | "accepted";
}>;

/** No fault nobody ordered. */
export const calm: Quirks = {
  dropped: 0,
  twice: 0,
  historyLagMs: 0,
  smallHistory: false,
  rates: false,
  dateOffMs: 0,
  deletedParents: "refused",
};

/** How the app hears of what happens. */
export type Delivery = Readonly<{ via: "socket" }> | Readonly<{ via: "http"; url: string }>;

/** A workspace to begin with. What is left out is as a small calm team has it. */
export type Opening = Readonly<{
  /** Its id; `TACME` unless given. One stand-in keeps each id once. */
  team?: string;
  people?: readonly PersonOpening[];
  channels?: readonly ChannelOpening[];
  /** User groups that people may name in commands: ids by handle. */
  groups?: Readonly<Record<string, string>>;
  scopes?: readonly string[];
  /** Workspaces with the same app token are installations of one app and share its sockets. */
  appToken?: string;
  delivery?: Delivery;
  quirks?: Partial<Quirks>;
  /** The wall's time unless given; a speed of 0 stands until `moveTime`. */
  time?: FastTime;
  /** What people do by themselves once they see a question, or its reveal. */
  script?: readonly Act[];
  /** For the quirks' chances. */
  seed?: number;
}>;

/** What this bot asks for (platform-facts.md 1.6). */
export const usualScopes: readonly string[] = [
  "app_mentions:read",
  "channels:history",
  "channels:join",
  "channels:read",
  "chat:write",
  "chat:write.public",
  "commands",
  "files:write",
  "groups:history",
  "groups:read",
  "im:history",
  "im:read",
  "im:write",
  "reactions:read",
  "reactions:write",
  "team:read",
  "users:read",
];

/** The keys to an open workspace. */
export type Keys = Readonly<{
  team: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  botUser: string;
  botId: string;
  appId: string;
}>;
