import type { Fields } from "../../stand-in/record.ts";

/** A message as it stands, whoever may see it. */
export type SeenMessage = Readonly<{
  id: string;
  guild: string;
  channel: string;
  /** The name of its channel or thread. */
  channelName: string;
  user: string;
  /** The name of whoever wrote it. */
  by: string;
  isBots: boolean;
  content: string;
  embeds: readonly Fields[];
  components: readonly Fields[];
  /** The custom ids of all its components, in their order. */
  customIds: readonly string[];
  nonce: string | null;
  flags: number;
  /** Set for what one person alone sees: that person's id. */
  whisperTo: string | null;
  /** Names of its files. */
  files: readonly string[];
  /** Whom it pinged. */
  pinged: Readonly<{ users: readonly string[]; roles: readonly string[]; everyone: boolean }>;
  /** What it said first, then after each change; `at` is an ISO instant. */
  said: readonly Readonly<{ at: string; content: string }>[];
  edited: boolean;
  /** An ISO instant, or null. */
  deletedAt: string | null;
  /** By emoji: who reacted. */
  reactions: Readonly<Record<string, readonly string[]>>;
  /** The thread that was started from it. */
  thread: string | null;
  /** An ISO instant. */
  at: string;
}>;

/** A form that somebody has open. */
export type SeenModal = Readonly<{ customId: string; title: string; components: readonly Fields[] }>;

/** A channel or a thread. */
export type SeenChannel = Readonly<{
  id: string;
  name: string;
  guild: string;
  kind: string;
  parent: string | null;
  archived: boolean;
  locked: boolean;
  /** Ids of the members of a thread. */
  members: readonly string[];
}>;

/** One request of the app. */
export type CallLog = Readonly<{
  /** The method and the route, ids left out: `POST /channels/:id/messages`. */
  route: string;
  path: string;
  query: Readonly<Record<string, string>>;
  body: unknown;
  /** An ISO instant of the app's time. */
  at: string;
  status: number;
  /** `ok`, the code of an error, or the fault it met. */
  answer: string;
}>;

/** How long the app took to answer an interaction first, in milliseconds of the wall. */
export type Acknowledged = Readonly<{ kind: string; tookMs: number }>;

/** What the gateway does to the app's connections. */
export type Wire =
  /** Takes everything and answers nothing, heartbeats neither, until `speaking`. */
  | Readonly<{ do: "silent" | "speaking" }>
  /** Cuts every connection; sessions may be resumed. */
  | Readonly<{ do: "break" }>
  /** Cuts every connection, and forgets the sessions: op 9 `d: false` to whoever resumes. */
  | Readonly<{ do: "lose-sessions" }>
  /** Op 7 on every connection. */
  | Readonly<{ do: "reconnect" }>
  /** Op 9 on every connection. */
  | Readonly<{ do: "invalidate"; resumable: boolean }>
  | Readonly<{ do: "close"; code: number }>
  /** Answers the next identify, or all of them, with a close code; null ends that. */
  | Readonly<{ do: "refuse"; code: number | null; times?: number }>
  /** Whether new connections are taken. */
  | Readonly<{ do: "keep-out" | "let-in" }>;

/** How the gateway stands. */
export type SeenWire = Readonly<{
  /** Connections that have a session. */
  connected: number;
  /** Sessions that are known, connected or not. */
  sessions: number;
  /** Identifies and resumes so far. */
  identified: number;
  resumed: number;
  /** The intents of the newest session. */
  intents: number;
  /** Requests that are held. */
  held: number;
  /** Ids of the guilds that the bot is in. */
  guilds: readonly string[];
}>;
