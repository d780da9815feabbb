import { z } from "zod";
import { channelKeyField, deliveryKeyField, instant, plainDate } from "../codecs.ts";
import type { ChannelKey, DeliveryKey } from "../keys.ts";
import { messageRef, place } from "../message/message.ts";

export const deliveryKinds = ["question", "hint", "reveal-line", "reveal"] as const;
export type DeliveryKind = (typeof deliveryKinds)[number];

/** Sends of one message that were started: the first, the latest, how many. */
const sends = { firstSentAt: instant, lastSentAt: instant, sends: z.number().int() };

/**
 * The record of one outgoing message that must appear once, kept at least 400 days. What to say is not in it: it is
 * composed anew from the drill, so a restart says the same.
 */
export const delivery = z.object({
  key: deliveryKeyField,
  channel: channelKeyField,
  kind: z.enum(deliveryKinds),
  /** The local date, not an instant: no clock step or daylight saving can make a second one. */
  date: plainDate,
  part: z.number().int().nonnegative(),
  to: place,
  state: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("planned") }),
    /** Sends were started; each was written down before its request left. */
    z.object({ kind: z.literal("sending"), ...sends }),
    /** Out: `firstSentAt` is the earliest it can have been seen, `lastSentAt` the latest it can have gone out. */
    z.object({ kind: z.literal("sent"), ref: messageRef, firstSentAt: instant, lastSentAt: instant }),
    /** The platform refused for good; `why` is a `Refusal`. An earlier send may all the same be out: `doubt`. */
    z.object({ kind: z.literal("parked"), why: z.string(), at: instant, doubt: z.object(sends).nullable() }),
    /** No longer wanted, for example a question whose grace ran out before it could be sent. */
    z.object({ kind: z.literal("dropped"), why: z.string(), at: instant }),
  ]),
  /** Counts claims. Recording an outcome is fenced by it. */
  attempt: z.number().int().nonnegative(),
  lease: z.object({ owner: z.string(), until: instant }).nullable(),
  /** Not before this instant: a wait the platform asked for, or the back-off after a failure. */
  notBefore: instant.nullable(),
});
export type Delivery = Readonly<z.output<typeof delivery>>;

/** The key of a delivery: `platform/workspace/channel/kind/local-date/part`. */
export const deliveryKey = (
  channel: ChannelKey,
  kind: DeliveryKind,
  date: Temporal.PlainDate,
  part: number,
): DeliveryKey => `${channel}/${kind}/${date}/${part}` as DeliveryKey;
