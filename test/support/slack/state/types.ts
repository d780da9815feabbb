/** Anything with fields, as it travels in JSON. */
export type Fields = Readonly<Record<string, unknown>>;

/** A person, or a bot, as a workspace sees them. */
export type Person = Readonly<{
  id: string;
  /** The workspace they belong to; another one for people of shared channels. */
  team: string;
  /** In addresses, `@ada.k`; the other two are what they call themselves. */
  name: string;
  displayName: string;
  realName: string;
  /** An IANA zone. */
  tz: string;
  isAdmin: boolean;
  isOwner: boolean;
  /** A guest. */
  isRestricted: boolean;
  /** A guest of one channel. */
  isUltraRestricted: boolean;
  /** Of another workspace, met in a shared channel. */
  isStranger: boolean;
  isBot: boolean;
  deleted: boolean;
}>;

/** A channel, or a direct conversation. */
export type Channel = {
  id: string;
  name: string;
  kind: "public" | "private" | "im";
  isGeneral: boolean;
  isArchived: boolean;
  /** The other workspaces it is shared with. */
  sharedWith: string[];
  members: Set<string>;
};

/** One message. Milliseconds are the stand-in's. */
export type Message = {
  channel: string;
  ts: string;
  user: string;
  /** Set for what a bot wrote. */
  bot: string | null;
  text: string;
  /** What it said before any change. */
  firstText: string;
  blocks: readonly unknown[];
  metadata: unknown;
  /** The `ts` of the message it is under. */
  thread: string | null;
  /** Sent to the channel as well. */
  broadcast: boolean;
  clientMsgId: string | null;
  files: readonly Fields[];
  edited: string | null;
  /** What it came to say later, and when (the stand-in's milliseconds). */
  changes: { at: number; text: string }[];
  deletedAt: number | null;
  reactions: Map<string, string[]>;
  /** `tombstone`: gone, though its thread stands (platform-facts.md 1.4 [M] matterbridge#600). */
  stands: "yes" | "tombstone" | "no";
  /** From then on the history shows it. */
  visibleAt: number;
  unfurls: Readonly<{ links: boolean; media: boolean }>;
};

/** What only one person sees. */
export type Whisper = {
  channel: string;
  user: string;
  ts: string;
  text: string;
  blocks: readonly unknown[];
  thread: string | null;
};

/** A form that is open, or a Home that is published. */
export type OpenView = {
  id: string;
  user: string;
  /** As the app gave it. */
  view: Fields;
  hash: string;
  /** The views of one modal, oldest first, share a root. */
  root: string;
  previous: string | null;
  /** What the person has entered so far: by block, by action. */
  values: Record<string, Record<string, Fields>>;
  /** What external selects offered last, by action. */
  suggested: Map<string, readonly unknown[]>;
};
