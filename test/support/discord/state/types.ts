import type { Fields } from "../../stand-in/record.ts";

/** A person or a bot, the same in every guild. */
export type User = Readonly<{ id: string; name: string; globalName: string | null; isBot: boolean; locale: string }>;

/** A role; a guild's `@everyone` has the guild's own id. */
export type Role = { id: string; name: string; position: number; permissions: bigint; mentionable: boolean };

/** Somebody in a guild. Milliseconds are the stand-in's. */
export type Member = { user: string; roles: Set<string>; nick: string | null; joinedAt: number };

/** What a channel changes for a role or a member. */
export type Overwrite = Readonly<{ id: string; of: "role" | "member"; allow: bigint; deny: bigint }>;

export type ChannelKind =
  | "text"
  | "announcement"
  | "forum"
  | "voice"
  | "category"
  | "direct"
  | "public thread"
  | "announcement thread"
  | "private thread";

/** What only threads have. */
export type Threaded = {
  parent: Channel;
  owner: string;
  archived: boolean;
  locked: boolean;
  autoArchiveMinutes: number;
  /** When `archived` last changed. */
  archivedAt: number;
  /** Who takes part, and since when. */
  members: Map<string, number>;
  sent: number;
};

/** A channel, a thread, or a direct conversation. */
export type Channel = {
  id: string;
  kind: ChannelKind;
  name: string;
  /** Null: a direct conversation. */
  guild: Guild | null;
  position: number;
  overwrites: Overwrite[];
  slowModeS: number;
  lastMessage: string | null;
  thread: Threaded | null;
  /** The person of a direct conversation. */
  recipient: string | null;
};

/** A server. */
export type Guild = {
  id: string;
  name: string;
  owner: string;
  locale: string;
  roles: Map<string, Role>;
  members: Map<string, Member>;
  /** Threads too. */
  channels: Map<string, Channel>;
  /** The role that is the bot's own. */
  botRole: string;
  systemChannel: string | null;
  /** In an outage. */
  unavailable: boolean;
  mostActiveThreads: number;
  /** Its own commands, by id. */
  commands: Map<string, Fields>;
  /** The instants at which commands were made new, for the limit of a day. */
  madeCommands: number[];
};

/** Whom a message pinged. */
export type Pings = Readonly<{ users: readonly string[]; roles: readonly string[]; everyone: boolean }>;

/** A message. Milliseconds are the stand-in's. */
export type Message = {
  id: string;
  channel: Channel;
  author: string;
  /** Discord's message types: 0 a message, 19 a reply, 20 a command's answer, 18 and 21 about threads. */
  type: number;
  content: string;
  embeds: readonly Fields[];
  components: readonly Fields[];
  attachments: readonly Fields[];
  stickers: readonly Fields[];
  flags: number;
  nonce: string | null;
  at: number;
  editedAt: number | null;
  /** What it came to say later, and when. */
  changes: { at: number; content: string }[];
  firstContent: string;
  deletedAt: number | null;
  reactions: Map<string, string[]>;
  mentions: readonly string[];
  pings: Pings;
  replyTo: Message | null;
  /** The thread it is the starter of. */
  thread: Channel | null;
  /** The one person who sees it. */
  whisperTo: string | null;
  /** The interaction it answers. */
  interaction: Fields | null;
};
