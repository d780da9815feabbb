import type { ChannelKey, MessageId, PersonId } from "../../../src/core/keys.ts";
import type { Choice, FieldValues } from "../../../src/core/message/message.ts";
import type { Group } from "../../../src/core/schedule/plan.ts";
import type { Person, Platform } from "../../../src/ports/platform.ts";

/** A message as a person sees it. */
export type SeenMessage = Readonly<{
  id: MessageId;
  /** The message that it answers in its thread; null in the channel. */
  thread: MessageId | null;
  /** Null for the bot. */
  author: PersonId | null;
  /** All that can be read or followed in it, in order: words, code, addresses of links, alt texts of images. */
  text: string;
  actions: readonly SeenAction[];
  /** The alt texts of the pictures under it. */
  pictures: readonly string[];
  /** Whether the bot's receipt is on it. */
  marked: boolean;
  /** The mentions in it that notify somebody. */
  pings: readonly string[];
}>;
export type SeenAction = Readonly<{ kind: "button" | "select"; id: string; label: string; choices: readonly Choice[] }>;

/** A form as it stands open before a person. */
export type SeenForm = Readonly<{
  id: string;
  title: string;
  intro: string;
  labels: readonly string[];
  /** What the fields hold now. */
  values: FieldValues;
  /** What is said to be wrong, by field name. */
  errors: Readonly<Record<string, string>>;
}>;

/** What a person is told after they did something. */
export type Told =
  | Readonly<{ kind: "nothing" }>
  | Readonly<{ kind: "message"; message: SeenMessage }>
  | Readonly<{ kind: "form"; form: SeenForm }>
  | Readonly<{ kind: "errors"; errors: Readonly<Record<string, string>> }>
  /** It was not carried out, and the person knows. */
  | Readonly<{ kind: "not-saved" }>;

/** A person at their client. */
export interface Actor {
  /** `message` is null when the platform did not take it. */
  say(thread: MessageId | null, text: string): Promise<Readonly<{ told: Told; message: MessageId | null }>>;
  edit(message: MessageId, text: string): Promise<Told>;
  remove(message: MessageId): Promise<Told>;
  /** `text` is all that follows `/drill`. */
  command(text: string, thread?: MessageId): Promise<Told>;
  press(message: MessageId, action: string, value?: string): Promise<Told>;
  /** Writes into the form that is open and sends it. */
  submit(values: FieldValues): Promise<Told>;
  point(message: MessageId, as: "mine" | "not-mine"): Promise<Told>;
  choices(form: string, field: string, typed: string): Promise<readonly Choice[]>;
  /** Opens their own page with the bot, or presses `pressed` on it; null where nothing stands there. */
  home(pressed?: string): Promise<SeenMessage | null>;
  /** The channel itself, without threads. */
  channel(): Promise<readonly SeenMessage[]>;
  /** What stands under a message, without it. */
  thread(of: MessageId): Promise<readonly SeenMessage[]>;
  /** What this person alone sees, in order. */
  whispers(): Promise<readonly SeenMessage[]>;
  /** The form that is open, or null. */
  form(): SeenForm | null;
  /** What still stands in the box they wrote in, unsent. */
  draft(): string;
}

/** A clock that moves when a test says so. */
export interface TestClock {
  now(): Temporal.Instant;
  pass(ms: number): void;
}

/** The other side of a platform: its people, its clock, and the data that outlive a restart. */
export interface PlatformRig {
  readonly channel: ChannelKey;
  /** How people call it. */
  readonly channelName: string;
  /** What the platform says of three people of the channel. */
  readonly people: Readonly<{ manager: Person; first: Person; second: Person }>;
  /** A group of people that is there, and that everybody may ping. */
  readonly group: Group;
  readonly clock: TestClock;
  /** A platform on the rig's data, not started; after a `stop`, the same again. */
  open(): Promise<Platform>;
  as(person: PersonId): Actor;
  /** Lets go of everything the rig holds. */
  close(): Promise<void>;
}

/** One promise of the port. `run` rejects when it is broken. */
export type PlatformCase = Readonly<{ name: string; run: (rig: PlatformRig) => Promise<void> }>;
