import type { Fields } from "../state/types.ts";

/** A message as everybody sees it now. */
export type SeenMessage = Readonly<{
  channel: string;
  ts: string;
  user: string;
  isBots: boolean;
  text: string;
  blocks: readonly Fields[];
  metadata: Fields | null;
  thread: string | null;
  broadcast: boolean;
  clientMsgId: string | null;
  edited: boolean;
  /** What it said first, then after each change; `at` is an ISO instant. */
  said: readonly Readonly<{ at: string; text: string }>[];
  /** An ISO instant, or null. */
  deletedAt: string | null;
  /** From then on the history shows it: an ISO instant. */
  visibleAt: string;
  /** By name: who reacted. */
  reactions: Readonly<Record<string, readonly string[]>>;
  stands: "yes" | "tombstone" | "no";
  /** Whether links would unfurl. */
  unfurls: boolean;
  /** An ISO instant. */
  at: string;
}>;

/** What one person alone sees. */
export type SeenWhisper = Readonly<{
  channel: string;
  ts: string;
  text: string;
  blocks: readonly Fields[];
  thread: string | null;
}>;

/** A form or a Home that somebody sees. */
export type SeenView = Readonly<{ id: string; hash: string; view: Fields }>;

/** One request the app made. */
export type CallLog = Readonly<{
  method: string;
  args: Fields;
  /** An ISO instant of the workspace's time. */
  at: string;
  /** What was answered: `ok`, an error code, or the fault it met. */
  answer: string;
}>;

/** How long the app took to acknowledge something it was asked: from sending the envelope, in milliseconds of the wall. */
export type Answered = Readonly<{ kind: string; tookMs: number }>;

/** What to do with the app's sockets. `silent`: they take everything and answer nothing, until `speaking`. */
export type Wire =
  | Readonly<{ do: "disconnect"; reason: "warning" | "refresh_requested" | "too_many_websockets" | "link_disabled" }>
  | Readonly<{ do: "break" | "silent" | "speaking" | "keep-out" | "let-in" }>;
