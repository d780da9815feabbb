import { z } from "zod";
import { channelKeyField, instant, personIdField, plainDate, questionIdField } from "../codecs.ts";
import { messageRef } from "../message/message.ts";
import { modes } from "../schedule/plan.ts";

/** Why this question, shown with it in a few words. */
export const why = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("new-topic"), topic: z.string() }),
  z.object({ kind: z.literal("topic-longest-ago"), topic: z.string(), lastAsked: plainDate }),
  /** There is only one topic to draw from, and the channel has not had this question. */
  z.object({ kind: z.literal("not-asked-yet") }),
  /** Everything was asked before: the one whose last time lies longest back. */
  z.object({ kind: z.literal("asked-longest-ago"), lastAsked: plainDate }),
  z.object({ kind: z.literal("chosen"), topic: z.string() }),
]);
export type Why = Readonly<z.output<typeof why>>;

const slotted = { channel: channelKeyField, date: plainDate, postAt: instant };
const picked = {
  ...slotted,
  question: questionIdField,
  why,
  mode: z.enum(modes),
  /** The plan's zone, for times where the platform cannot show the reader's own. */
  zone: z.string(),
  /** After this a question that is surely not out is not posted any more. */
  graceEndsAt: instant,
  /** When to reveal: fixed when the question is posted. With `withNext`, the latest. */
  revealAt: instant,
  /** True when the reveal comes just before the channel's next question. */
  withNext: z.boolean(),
  announceReveal: z.boolean(),
};
const posted = {
  ...picked,
  message: messageRef,
  openedAt: instant,
  /** True while the posted message does not show this drill as it is: swapped, skipped or revealed, it has to be edited. */
  stale: z.boolean(),
  /** What of its question was corrected after people had seen it; left out where nothing was. */
  corrected: z.object({ question: z.boolean(), answer: z.boolean() }).optional(),
};
/** Counts the changes to what the reveal says that came after the cut-off: an answer found late, one hidden. */
const revision = z.number().int().nonnegative();

/** One slot's question in one channel, from the pick to the reveal. */
export const drill = z.discriminatedUnion("stage", [
  z.object({ stage: z.literal("planned"), ...picked }),
  /** `cutoffAt` is set when the reveal starts: what was written before it counts. */
  z.object({ stage: z.literal("open"), ...posted, cutoffAt: instant.nullable(), revision }),
  z.object({
    stage: z.literal("revealed"),
    ...posted,
    cutoffAt: instant,
    revealedAt: instant,
    /** False when the thread could not be read back to its end; the reveal says so. */
    threadRead: z.boolean(),
    /** When to read the thread again; null once it was read, or when that was tried for long enough. */
    rereadAt: instant.nullable(),
    revision,
    /** The revision that the reveal's messages show. */
    shown: revision,
  }),
  /** Dropped by a manager while nobody had answered; the question returns to the pool. */
  z.object({ stage: z.literal("skipped"), ...posted, by: personIdField }),
  /** Never posted. */
  z.object({ stage: z.literal("missed"), ...slotted, reason: z.enum(["past-grace", "no-question", "parked"]) }),
]);
export type Drill = Readonly<z.output<typeof drill>>;
export type Stage = Drill["stage"];
export type DrillIn<S extends Stage> = Extract<Drill, { stage: S }>;
/** A drill whose question people can see. */
export type PostedDrill = DrillIn<"open" | "revealed">;
