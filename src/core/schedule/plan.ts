import { z } from "zod";
import { levels } from "../bank/question.ts";
import { channelKeyField, instant, personIdField, plainDate, plainTime } from "../codecs.ts";

/** Both ends count. */
export const dateRange = z.object({ from: plainDate, to: plainDate, name: z.string().nullable() });
export type DateRange = Readonly<z.output<typeof dateRange>>;

export const revealRule = z.discriminatedUnion("kind", [
  /** The same local date, at a wall-clock time after the post time. */
  z.object({ kind: z.literal("same-day"), at: plainTime }),
  /** The next posting day of the plan, at a wall-clock time. */
  z.object({ kind: z.literal("next-posting-day"), at: plainTime }),
  /** Just before the channel's next question, at the latest seven days after posting. */
  z.object({ kind: z.literal("next-question") }),
]);
export type RevealRule = Readonly<z.output<typeof revealRule>>;

export const modes = ["open", "sealed"] as const;
export type Mode = (typeof modes)[number];

/** People whom a platform can ping together, a role or a user group: by id, with the name it had when it was chosen. */
export const group = z.object({ id: z.string(), name: z.string() });
export type Group = Readonly<z.output<typeof group>>;

/** A channel's standing settings. Wall-clock times are in `zone`. */
export const plan = z.object({
  channel: channelKeyField,
  /** IANA name, as the person chose it. */
  zone: z.string(),
  postAt: plainTime,
  /** ISO weekdays that get a question, 1 Monday to 7 Sunday, ascending, at least one. */
  days: z.array(z.number().int().min(1).max(7)).min(1).readonly(),
  reveal: revealRule,
  mode: z.enum(modes),
  /** Topic ids to draw from; empty means all. */
  topics: z.array(z.string()).readonly(),
  /** Levels to draw from; empty means all. */
  levels: z.array(z.enum(levels)).readonly(),
  daysOff: z.array(dateRange).readonly(),
  /** Null when running; `until` is the first date with questions again, null until somebody resumes. */
  pause: z.object({ until: plainDate.nullable() }).nullable(),
  /** How late a question may still be posted, in minutes (delivery.md: two hours). */
  graceMinutes: z.number().int().nonnegative(),
  /** Whether the reveal also puts one line in the channel. */
  announceReveal: z.boolean(),
  /** Whom a question pings when it comes out; null: nobody, as in plans of before there was a choice. */
  ping: group.nullable().default(null),
  /** Slots whose post time is not after this are not due: set when the plan is saved, changed or resumed. */
  since: instant,
  configuredBy: personIdField,
  /** Set by `stop`: no further slots; what is open is still revealed. */
  stopped: z.boolean(),
});
export type Plan = Readonly<z.output<typeof plan>>;

/** One local date of a plan: when to post, when to reveal. */
export type Slot = Readonly<{ date: Temporal.PlainDate; postAt: Temporal.Instant; revealAt: Temporal.Instant }>;

/** A slot as a person previews it; `skipped` says why that date posts nothing. */
export type PreviewedSlot = Slot & Readonly<{ skipped: null | "day-off" | "paused" }>;
