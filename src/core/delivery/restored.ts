import { z } from "zod";
import { instant } from "../codecs.ts";
import type { Delivery } from "./delivery.ts";
import { doubtOf } from "./step.ts";

/** That the store was put back to how it was: it knows nothing of what was sent between the two instants. */
export const restored = z.object({
  backupAt: instant,
  restoredAt: instant,
  /** True once the slots in between were planned anew, so that their questions are looked for. */
  caughtUp: z.boolean(),
});
export type Restored = Readonly<z.output<typeof restored>>;

/** The zone furthest ahead: no date can have begun anywhere more than that before its midnight in UTC. */
const furthestAheadHours = 14;

/**
 * Since when to look for a delivery that by its record was never sent, and that may be out all the same as the store was
 * restored; null when it cannot be. What has a date that began nowhere before the restore was not sent before it.
 */
export function lookSince(delivery: Delivery, { backupAt, restoredAt }: Restored): Temporal.Instant | null {
  if (delivery.state.kind !== "planned" && delivery.state.kind !== "parked") return null;
  const began = beginOf(delivery.date);
  if (doubtOf(delivery) !== null || Temporal.Instant.compare(began, restoredAt) > 0) return null;
  return Temporal.Instant.compare(began, backupAt) > 0 ? began : backupAt;
}

/**
 * The delivery as one whose send was started at `since`, by a process that the store knows nothing of. Not before
 * `visibleAt` can it be believed that there is nothing: that process may have sent until the very end.
 */
export const suspected = (delivery: Delivery, since: Temporal.Instant, visibleAt: Temporal.Instant): Delivery => ({
  ...delivery,
  notBefore: visibleAt,
  state: { kind: "sending", firstSentAt: since, lastSentAt: since, sends: 1 },
});

/** The earliest instant that has this date in any zone. */
const beginOf = (date: Temporal.PlainDate): Temporal.Instant =>
  date.toZonedDateTime("UTC").toInstant().subtract({ hours: furthestAheadHours });
