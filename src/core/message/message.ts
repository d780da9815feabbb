import { z } from "zod";
import { channelKeyField, messageIdField } from "../codecs.ts";
import type { Group } from "../schedule/plan.ts";
import type { Doc } from "./doc.ts";

/** What the bot says: one message, before a platform draws it. */
export type Message = Readonly<{
  /** One line of plain text: notifications, screen readers, lists of threads. */
  summary: string;
  doc: Doc;
  actions: readonly Action[];
  pictures: readonly Picture[];
  /** The title of the thread that replies go to, or null when the message wants none. */
  thread: string | null;
  /**
   * Whom it pings as it is posted, and nobody else, whatever stands in its text; an edit pings nobody. Left out by all but
   * a question that comes out.
   */
  ping?: Group | null;
}>;

/** A control under a message. `id` comes back with the press; it names a thing and never carries a secret or a right. */
export type Action =
  | Readonly<{ kind: "button"; id: string; label: string; style: "primary" | "plain" | "danger" }>
  | Readonly<{ kind: "select"; id: string; label: string; choices: readonly Choice[] }>;

export type Choice = Readonly<{ value: string; label: string }>;

/** A picture the bot drew. `alt` says what it shows, and never holds what a picture must not give away. */
export type Picture = Readonly<{ name: string; type: "image/png" | "image/svg+xml"; bytes: Uint8Array; alt: string }>;

/** Where a message stands. `thread` is the id of the message that the thread hangs on, null in the channel itself. */
export const messageRef = z.object({
  channel: channelKeyField,
  thread: messageIdField.nullable(),
  id: messageIdField,
});
export type MessageRef = Readonly<z.output<typeof messageRef>>;

/** Where a message should go: the channel itself, or the thread under one of its messages. */
export const place = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("channel"), channel: channelKeyField }),
  z.object({ kind: z.literal("thread"), of: messageRef }),
]);
export type Place = Readonly<z.output<typeof place>>;

/** A form in neutral shape; each platform draws it as it can. `id` comes back with the submission. */
export type Form = Readonly<{
  id: string;
  title: string;
  submit: string;
  /** Said above the fields, for example who will see what is written. */
  intro: Doc;
  fields: readonly Field[];
}>;

export type Field = Readonly<{ name: string; label: string; hint: string | null; required: boolean }> &
  (
    | Readonly<{ kind: "text"; value: string; multiline: boolean; maxChars: number }>
    /** Wall-clock time, `HH:MM`. */
    | Readonly<{ kind: "time"; value: string }>
    /** ISO date, or empty. */
    | Readonly<{ kind: "date"; value: string }>
    | Readonly<{ kind: "choice"; value: string; choices: readonly Choice[] }>
    | Readonly<{ kind: "choices"; values: readonly string[]; choices: readonly Choice[] }>
    /** Too many choices to send: the platform asks `Handlers.choices` with what was typed. */
    | Readonly<{ kind: "search"; value: Choice | null }>
  );

/** What came back from a form: text for single fields, a list for `choices`. */
export type FieldValues = Readonly<Record<string, string | readonly string[]>>;

/** What the bot answers to a command, a press or a form. Messages are seen by that person alone. */
export type Response =
  | Readonly<{ kind: "message"; message: Message; replace: boolean }>
  | Readonly<{ kind: "form"; form: Form }>
  /** The form stays open with what was written; keys are field names, `""` is the form as a whole. */
  | Readonly<{ kind: "errors"; errors: Readonly<Record<string, string>> }>
  | Readonly<{ kind: "none" }>;
