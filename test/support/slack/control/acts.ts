import type { Fields } from "../state/types.ts";

/** A message of a person. People are meant by id or name, channels too; `direct` is the conversation with the bot. */
export type Writing = Readonly<{
  channel: string;
  user: string;
  text: string;
  /** The message it is under. */
  thread?: string;
  /** "Also send to channel": subtype `thread_broadcast`. */
  broadcast?: boolean;
  /** With a file: subtype `file_share`. */
  file?: string;
  /** The same gesture comes as a second event with another `ts` and the same `client_msg_id` (fault 3). */
  twice?: boolean;
}>;

/** Where a button or a menu is. */
export type Place =
  | Readonly<{ in: "message"; channel: string; ts: string }>
  | Readonly<{ in: "whisper"; channel: string; ts: string }>
  | Readonly<{ in: "view"; view: string }>
  | Readonly<{ in: "home" }>;

/** A press of a button. `action` is its `action_id`; `block` tells apart those that share one. */
export type Press = Readonly<{ user: string; place: Place; action: string; block?: string }>;

/** A choice in a menu, a box or a picker: the option's value (several for multi menus), an id, a date or a time. */
export type Choice = Press & Readonly<{ value: string | readonly string[] }>;

/** What became of something the app was told and had to acknowledge within 3 s. `reply` is what came with it. */
export type Heard = Readonly<{ heard: boolean; reply: unknown }>;

/** What became of a form that was sent. */
export type Submitted =
  | Readonly<{ became: "closed" | "unheard" }>
  /** Slack's client did not send it: a required field is empty, or a text too long or too short. */
  | Readonly<{ became: "held-back"; because: string }>
  | Readonly<{ became: "errors"; errors: Readonly<Record<string, string>> }>
  | Readonly<{ became: "updated" | "pushed"; view: string }>;

/** The answers to a form: by `action_id`, or `block_id/action_id` where that is needed. Null empties a field. */
export type Entries = Readonly<Record<string, string | readonly string[] | null>>;

/** What is wrong with a signed request (fault 73). */
export type Signature = "right" | "wrong-secret" | "stale" | "future" | "missing";

/** A raw request to the app's own address, for tests of its door. */
export type SignedRequest = Readonly<{
  signature?: Signature;
  /** JSON for events, a form for commands and interactions. */
  as: "json" | "form";
  body: Fields;
  retry?: Readonly<{ num: number; reason: string }>;
}>;
