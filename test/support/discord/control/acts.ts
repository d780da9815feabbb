import type { SeenMessage, SeenModal } from "./seen.ts";

/** A channel or a thread by its id, or a channel by its name: `drills`, or `acme/drills` where several guilds have one. */
export type Where = Readonly<{ channel: string }>;

/** One message. */
export type Spot = Where & Readonly<{ id: string }>;

/** A message of a person, who is meant by name or id. */
export type Writing = Where &
  Readonly<{
    user: string;
    text: string;
    /** The message it answers. */
    replyTo?: string;
    /** Names of files that come with it. */
    files?: readonly string[];
    /** A sticker and nothing else. */
    sticker?: string;
  }>;

/** The options of a slash command: by name; `roles`, `users` and `channels` by their ids or names. */
export type Options = Readonly<Record<string, string | number | boolean>>;

/** A slash command as a person runs it: `drill setup`, or with a group `drill managers add`. */
export type SlashCommand = Where & Readonly<{ user: string; command: string; options?: Options }>;

/** A press of a button. `customId` is its own, or what it begins or ends with where that is clear. */
export type Press = Spot & Readonly<{ user: string; customId: string }>;

/** A choice in a menu: the values of its options, or ids and names of users, roles or channels. */
export type Choice = Press & Readonly<{ values: readonly string[] }>;

/** What somebody fills into a form: by custom id; several values for menus and boxes. Null empties a field. */
export type Entries = Readonly<Record<string, string | boolean | readonly string[] | null>>;

/**
 * What became of an interaction within its first 3 s. `failed`: nobody answered ("This interaction failed"); `refused`:
 * Discord did not let it begin, or sent it to nobody.
 */
export type Answered = Readonly<{
  became: "message" | "deferred" | "updated" | "deferred-update" | "modal" | "choices" | "failed" | "refused";
  /** The interaction, for `reply`; empty when it was refused. */
  interaction: string;
  /** Why it was refused. */
  because: string | null;
  /** The message that came, or that was changed. */
  message: SeenMessage | null;
  modal: SeenModal | null;
  /** What autocompletion offers. */
  choices: readonly Readonly<{ name: string; value: string | number }>[];
}>;

/** What befalls a channel. */
export type ChannelChange =
  | Readonly<{ to: "deleted" }>
  | Readonly<{ to: "renamed"; name: string }>
  | Readonly<{ to: "slow"; seconds: number }>;

/** What a moderator does to a thread. */
export type ThreadChange = Readonly<{ archived?: boolean; locked?: boolean; name?: string; slowMode?: number }>;
