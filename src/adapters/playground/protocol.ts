/**
 * What the playground's server and its page say to each other, as JSON. The page asks by `POST /api/<ask>` and gets a
 * `Reply`; what happens to everybody arrives over the web socket at `/live` as `News`. Instants are epoch milliseconds
 * on the playground's own clock. Every `html` was rendered and escaped by the server; every other text is plain text.
 *
 * Types alone: the page is compiled for the browser and cannot share the core's.
 */

export type PlayPerson = Readonly<{
  id: string;
  name: string;
  /** Two letters for the avatar, and the hue of its colour in degrees. */
  initials: string;
  hue: number;
  manager: boolean;
}>;

/** The bot writes as `bot`. */
export const botId = "bot";

export type PlayAction =
  | Readonly<{ kind: "button"; id: string; label: string; style: "primary" | "plain" | "danger" }>
  | Readonly<{ kind: "select"; id: string; label: string; choices: readonly PlayChoice[] }>;
export type PlayChoice = Readonly<{ value: string; label: string }>;

export type PlayMessage = Readonly<{
  id: string;
  /** The message that this one answers in its thread; null in the channel. */
  thread: string | null;
  author: string;
  at: number;
  editedAt: number | null;
  /** A deleted message keeps its place when others answered it. */
  deleted: boolean;
  summary: string;
  html: string;
  /** What its author typed, for editing; null for the bot's. */
  source: string | null;
  actions: readonly PlayAction[];
  pictures: readonly Readonly<{ url: string; alt: string }>[];
  /** The title of its thread, when replies are wanted. */
  threadTitle: string | null;
  /** True when the bot put its receipt (📝) on it. */
  marked: boolean;
}>;

/** Seen by one person alone ("Only visible to you"), gone after a reload unless it came as a fault notice. */
export type PlayWhisper = Readonly<{
  to: string;
  thread: string | null;
  message: PlayMessage;
  replaces: string | null;
}>;

export type PlayField = Readonly<{ name: string; label: string; hint: string | null; required: boolean }> &
  (
    | Readonly<{ kind: "text"; value: string; multiline: boolean; maxChars: number }>
    | Readonly<{ kind: "time"; value: string }>
    | Readonly<{ kind: "date"; value: string }>
    | Readonly<{ kind: "choice"; value: string; choices: readonly PlayChoice[] }>
    | Readonly<{ kind: "choices"; values: readonly string[]; choices: readonly PlayChoice[] }>
    | Readonly<{ kind: "search"; value: PlayChoice | null }>
  );
export type PlayForm = Readonly<{
  id: string;
  title: string;
  submit: string;
  introHtml: string;
  fields: readonly PlayField[];
}>;

export type PlayClock = Readonly<{
  now: number;
  /** How far the playground's clock runs ahead of the machine's, in milliseconds. */
  aheadMs: number;
  /** When something next happens here (a question or a reveal), null when nothing is planned. */
  next: Readonly<{ at: number; what: string }> | null;
  zone: string;
}>;

/** `GET /api/state?as=<person>`: everything needed to draw the page. */
export type PlayState = Readonly<{
  channel: Readonly<{ name: string; topic: string }>;
  people: readonly PlayPerson[];
  clock: PlayClock;
  messages: readonly PlayMessage[];
  /** Whispers kept for this person. */
  whispers: readonly PlayWhisper[];
  /** `/drill` subcommands for completion: the word, what follows it, what it does, whether only managers may. */
  commands: readonly Readonly<{ name: string; usage: string; help: string; manager: boolean }>[];
}>;

/** Bodies of `POST /api/<ask>`. `as` is the person speaking. */
export type Asks = Readonly<{
  say: Readonly<{ as: string; thread: string | null; text: string }>;
  edit: Readonly<{ as: string; message: string; text: string }>;
  delete: Readonly<{ as: string; message: string }>;
  /** `text` is all that follows `/drill`. */
  command: Readonly<{ as: string; thread: string | null; text: string }>;
  press: Readonly<{ as: string; message: string; action: string; value: string | null }>;
  submit: Readonly<{
    as: string;
    thread: string | null;
    form: string;
    values: Record<string, string | readonly string[]>;
  }>;
  point: Readonly<{ as: string; message: string; mark: "mine" | "not-mine" }>;
  choices: Readonly<{ as: string; form: string; field: string; typed: string }>;
  clock: Readonly<{ as: string; move: "next-event" | "day" }>;
}>;
export type Ask = keyof Asks;

export type Reply =
  | Readonly<{ kind: "done" }>
  | Readonly<{ kind: "whisper"; whisper: PlayWhisper }>
  | Readonly<{ kind: "form"; form: PlayForm }>
  | Readonly<{ kind: "errors"; errors: Readonly<Record<string, string>> }>
  | Readonly<{ kind: "choices"; choices: readonly PlayChoice[] }>
  /** Refused or failed: what was written is kept on the page. */
  | Readonly<{ kind: "failed"; message: string; hint: string }>;

/** What arrives on the web socket. */
export type News =
  | Readonly<{ kind: "message"; message: PlayMessage }>
  | Readonly<{ kind: "removed"; id: string }>
  | Readonly<{ kind: "whisper"; whisper: PlayWhisper }>
  | Readonly<{ kind: "clock"; clock: PlayClock }>;
