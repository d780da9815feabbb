import type { ChannelKey, DeliveryKey, MessageId, PersonId, WorkspaceKey } from "../core/keys.ts";
import type { Doc } from "../core/message/doc.ts";
import type { Choice, FieldValues, Message, MessageRef, Place, Response } from "../core/message/message.ts";

/** What a platform is and can do, as data. */
export type PlatformFacts = Readonly<{
  /** The first segment of its channel keys; for logs and keys, never branched on. */
  name: string;
  /**
   * Cuts a document at block borders into parts that each fit one message here; nothing is dropped. Of several parts each
   * leaves room for one more line, which says which part it is (`message/parts.ts`).
   */
  fit: (doc: Doc) => readonly Doc[];
  /** Longest text that a form's field takes, in characters. */
  fieldChars: number;
  /** Most controls under one message. */
  actions: number;
  /** Whether a person can be told something unseen by others outside an interaction. */
  whispers: boolean;
  /** Whether plain replies in a thread can be read; otherwise questions never ask for replies. */
  readsReplies: boolean;
  /** Whether commands arrive from inside a thread with that thread. */
  commandsInThreads: boolean;
  /** How long after a send the same key sent again is harmless, in milliseconds; 0 where it never is. */
  repeatSafeMs: number;
  /** How old a send must be before `find` can be believed when it finds nothing, in milliseconds. */
  visibleAfterMs: number;
  /** How far a workspace's clock runs ahead of ours, in milliseconds: 0 but where people may move it. */
  aheadMs: (workspace: WorkspaceKey) => number;
}>;

/** A person as the platform knows them now. */
export type Person = Readonly<{
  id: PersonId;
  name: string;
  /** IANA zone, where the platform tells it. */
  zone: string | null;
  /** Whether the platform's own roles make them a manager of the channel. */
  manager: boolean;
  /** Whether they may be the first to set a channel up, where members may (`SETUP=members`). */
  maySetUp: boolean;
  /** `outsider`: a person of another workspace, in a shared channel. */
  standing: "member" | "guest" | "outsider" | "gone";
}>;

export type IncomingReply = Readonly<{
  channel: ChannelKey;
  /** The message that the thread hangs on. */
  thread: MessageId;
  message: MessageId;
  person: PersonId;
  name: string;
  text: string;
  /** The platform's time of the message. */
  at: Temporal.Instant;
  /** The platform's time of the latest edit, null when never edited. */
  editedAt: Temporal.Instant | null;
}>;

export type RemovedReply = Readonly<{ channel: ChannelKey; thread: MessageId; message: MessageId }>;

/** Where a command, press or form came from, as the platform vouches for it. */
export type Origin = Readonly<{
  channel: ChannelKey;
  person: PersonId;
  /** The message that the thread hangs on, when it came from inside one. */
  thread: MessageId | null;
}>;

/** `text` is all that follows `/drill`. */
export type IncomingCommand = Origin & Readonly<{ text: string }>;
/** `action` is the `Action.id`; `value` is what a select chose. */
export type IncomingAction = Origin & Readonly<{ action: string; value: string | null }>;
export type IncomingForm = Origin & Readonly<{ form: string; values: FieldValues }>;
/** A person pointed at one message: *Use as my answer*, *Not my answer*. */
export type IncomingPointing = Origin & Readonly<{ as: "mine" | "not-mine"; reply: IncomingReply }>;

/** What the app does for a platform. A handler that rejects was not carried out: the platform must not say "received". */
export interface Handlers {
  replied(reply: IncomingReply): Promise<void>;
  edited(reply: IncomingReply): Promise<void>;
  deleted(reply: RemovedReply): Promise<void>;
  command(command: IncomingCommand): Promise<Response>;
  pressed(action: IncomingAction): Promise<Response>;
  submitted(form: IncomingForm): Promise<Response>;
  pointed(pointing: IncomingPointing): Promise<Response>;
  /** Completions for a `search` field of a form, or for what is typed after `/drill` (`form` is then `""`). */
  choices(query: Origin & Readonly<{ form: string; field: string; typed: string }>): Promise<readonly Choice[]>;
  /** The bot lost the channel (removed, archived, deleted), or has it back. */
  channel(change: Readonly<{ channel: ChannelKey; is: "gone" | "back" }>): Promise<void>;
  workspaceGone(workspace: WorkspaceKey): Promise<void>;
  /** Events may have been missed: after a start, or a connection that was lost. */
  gap(workspace: WorkspaceKey): Promise<void>;
  /**
   * An answer of the platform told its time (`Date`): `at`, while `askedAt` is ours when the question left. To be called
   * for every answer, a refusal too; it never fails.
   */
  clock(told: Readonly<{ at: Temporal.Instant; askedAt: Temporal.Instant }>): void;
}

/** What can be read of a thread: its replies in order of time, or why not. */
export type ThreadReading =
  | Readonly<{ kind: "read"; replies: readonly IncomingReply[] }>
  | Readonly<{ kind: "unreadable"; why: "thread-gone" | "not-allowed" | "slow" }>;

/**
 * A chat platform. Calls that fail reject with a `platform.*` BotError; anything else that is thrown counts as doubt.
 * What a platform lacks is data in `facts`.
 */
export interface Platform {
  readonly facts: PlatformFacts;
  /** Connects and begins to call the handlers; never for the bot's own messages. */
  start(handlers: Handlers): Promise<void>;
  /** Resolves when no handler will be called any more; safe to call twice. */
  stop(): Promise<void>;
  /** Sends once, without retries of its own. The key makes a repeat harmless, or findable (`facts`). */
  post(to: Place, message: Message, key: DeliveryKey): Promise<MessageRef>;
  /** Shows `message` in place of what is there; repeating it changes nothing. */
  edit(ref: MessageRef, message: Message): Promise<void>;
  /** The message that was posted with this key at or after `since`; null when surely there is none. */
  find(to: Place, key: DeliveryKey, since: Temporal.Instant): Promise<MessageRef | null>;
  /** People's replies under a message, never the bot's; `since` leaves out older ones. */
  readThread(of: MessageRef, since: Temporal.Instant | null): Promise<ThreadReading>;
  /** Shows a message to one person alone; `false` when that is not possible now. */
  whisper(channel: ChannelKey, person: PersonId, message: Message): Promise<boolean>;
  /** Puts the receipt on a person's message; repeating it changes nothing. */
  mark(ref: MessageRef): Promise<void>;
  person(channel: ChannelKey, id: PersonId): Promise<Person>;
}
