import { z } from "zod";
import { channelKeyField, instant, messageIdField, personIdField, plainDate } from "../codecs.ts";

/** One message of one person under a drill. */
export const said = z.object({
  message: messageIdField,
  /** The sender's own id of the gesture; messages of a person that share it are one part of the answer. Null: unknown. */
  gesture: z.string().nullable().default(null),
  /** The platform's time of the message. */
  at: instant,
  /** Null once deleted: the text is gone, the place in the thread stays. */
  text: z.string().nullable(),
  editedAt: instant.nullable(),
  /** Whether it counts: by the rules, or by the person's own word (*Use as my answer*, *Not my answer*). */
  counts: z.enum(["by-rule", "yes", "no"]),
  /** What an edit after the reveal made of it: kept as late, and never part of what counted. */
  later: z.object({ text: z.string(), at: instant }).nullable(),
});
export type Said = Readonly<z.output<typeof said>>;

/** Something given through a form; `at` is when it was first given. */
export const written = z.object({ text: z.string(), at: instant, editedAt: instant.nullable() });
export type Written = Readonly<z.output<typeof written>>;

/**
 * What one person put under one drill; what counts of it is derived (`answers.ts`), so no order of events can change
 * it. `form` wins over the thread; `late` came by *Answer late* and never counts.
 */
export const entry = z.object({
  channel: channelKeyField,
  date: plainDate,
  person: personIdField,
  name: z.string(),
  thread: z.array(said).readonly(),
  form: written.nullable(),
  late: written.nullable(),
  /** A manager hid it from the reveal. */
  hidden: z.boolean(),
});
export type Entry = Readonly<z.output<typeof entry>>;

/** One person's answer to one drill. */
export type Answer = Readonly<{
  person: Entry["person"];
  name: string;
  text: string;
  /** When it was first given. */
  at: Temporal.Instant;
  edited: boolean;
  late: boolean;
  from: "thread" | "form";
  hidden: boolean;
}>;
