import type { Refusal } from "../core/errors.ts";
import type { ChannelKey, DeliveryKey, MessageId, PersonId, WorkspaceKey } from "../core/keys.ts";
import type { Doc } from "../core/message/doc.ts";
import type { Choice, FieldValues, Message, MessageRef, Place, Response } from "../core/message/message.ts";
import type { Grant, PlatformPacing } from "./pacing.ts";

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
  /** How much it lets through; null where it has no limits. */
  pacing: PlatformPacing | null;
  /** How far a workspace's clock runs ahead of ours, in milliseconds: 0 but where people may move it. */
  aheadMs: (workspace: WorkspaceKey) => number;
  /** The https address of a message, for those who may see it; null where it has none. */
  linkTo: (ref: MessageRef) => string | null;
  /** Whether people have a page of their own with the bot, which it fills through `Handlers.home`. */
  home: boolean;
  /** Whether people have roles, by which a channel's managers can be named. */
  roles: boolean;
  /** Whether a message can ping a group of people (`Message.ping`); elsewhere its name stands there as text. */
  pings: boolean;
}>;

/** A channel as the platform knows it now. */
export type Channel = Readonly<{
  channel: ChannelKey;
  /** As people call it, without a mark before it. */
  name: string;
  /** Whether everybody of the workspace is in it by itself: only managers may set it up. */
  general: boolean;
  /** Why the bot cannot post, read and react there, and what to do about it; null when it can. */
  lacks: Readonly<{ why: Refusal; hint: string }> | null;
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
  /** Ids of the roles they have; empty where the platform has none. */
  roles: readonly string[];
}>;

export type IncomingReply = Readonly<{
  channel: ChannelKey;
  /** The message that the thread hangs on. */
  thread: MessageId;
  message: MessageId;
  /**
   * The sender's own id of the gesture, which two messages share when their client sent one thing twice; null where the
   * platform tells none.
   */
  gesture: string | null;
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
/** `name`: what its sender is called, as far as that came with the form, else empty; `Platform.person` may know better. */
export type IncomingForm = Origin & Readonly<{ name: string; form: string; values: FieldValues }>;
/** A person pointed at one message: *Use as my answer*, *Not my answer*. */
export type IncomingPointing = Origin & Readonly<{ as: "mine" | "not-mine"; reply: IncomingReply }>;

/** A person looks at their own page with the bot. */
export type HomeOpening = Readonly<{
  workspace: WorkspaceKey;
  person: PersonId;
  /** The channels of the workspace that both they and the bot are in now, as the platform vouches for it. */
  channels: readonly Pick<Channel, "channel" | "name">[];
  /** The `Action.id` that was pressed on the page, null when it was opened. */
  pressed: string | null;
}>;

/** What became of a channel. */
export type ChannelChange =
  /** The bot lost it (removed, archived, deleted). */
  | Readonly<{ channel: ChannelKey; is: "gone" }>
  /** The bot has it, or has it back. `by` invited it, null where that is not known. */
  | Readonly<{ channel: ChannelKey; is: "back"; by: PersonId | null }>
  /** The platform gave it another id. */
  | Readonly<{ channel: ChannelKey; is: "moved"; to: ChannelKey }>;

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
  /** What to show on a person's own page, for their eyes alone; null leaves what is there. */
  home(opening: HomeOpening): Promise<Message | null>;
  channel(change: ChannelChange): Promise<void>;
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
 *
 * Where `facts.pacing` says so, a call waits for its turn first and brings its `Grant`, through which headers of limits
 * are told and further requests asked for. A 429 is `platform.busy` with its `scope`.
 */
export interface Platform {
  readonly facts: PlatformFacts;
  /** Connects and begins to call the handlers; never for the bot's own messages. May be called again after it rejected. */
  start(handlers: Handlers): Promise<void>;
  /** Resolves when no handler will be called any more; what the bot is sending goes on to its end. Safe to call twice. */
  stop(): Promise<void>;
  /** Sends once, without retries of its own. The key makes a repeat harmless, or findable (`facts`). */
  post(to: Place, message: Message, key: DeliveryKey, grant?: Grant): Promise<MessageRef>;
  /** Shows `message` in place of what is there; repeating it changes nothing. */
  edit(ref: MessageRef, message: Message, grant?: Grant): Promise<void>;
  /** The message that was posted with this key at or after `since`; null when surely there is none. */
  find(to: Place, key: DeliveryKey, since: Temporal.Instant, grant?: Grant): Promise<MessageRef | null>;
  /** People's replies under a message, never the bot's; `since` leaves out older ones. */
  readThread(of: MessageRef, since: Temporal.Instant | null, grant?: Grant): Promise<ThreadReading>;
  /** Shows a message to one person alone; `false` when that is not possible now. */
  whisper(channel: ChannelKey, person: PersonId, message: Message, grant?: Grant): Promise<boolean>;
  /** Puts the receipt on a person's message; repeating it changes nothing. */
  mark(ref: MessageRef, grant?: Grant): Promise<void>;
  person(channel: ChannelKey, id: PersonId, grant?: Grant): Promise<Person>;
  /** A channel that is not there lacks `channel-gone`; its name is then its id. */
  channel(channel: ChannelKey, grant?: Grant): Promise<Channel>;
}
