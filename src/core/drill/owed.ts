import type { Slot } from "../schedule/plan.ts";
import type { DueSlot } from "../schedule/slots.ts";
import type { Drill, DrillIn } from "./drill.ts";

/** One thing the bot owes a channel. */
export type Owed =
  | Readonly<{ kind: "reveal"; drill: DrillIn<"open"> }>
  /** The question was swapped, skipped or revealed, and its message has to say so. */
  | Readonly<{ kind: "show"; drill: DrillIn<"open" | "revealed" | "skipped"> }>
  /** A posted reveal no longer says what is stored, or its thread is to be read again. */
  | Readonly<{ kind: "amend"; drill: DrillIn<"revealed"> }>
  /** The question was picked and may or may not be out. */
  | Readonly<{ kind: "deliver"; drill: DrillIn<"planned"> }>
  | Readonly<{ kind: "post"; slot: Slot }>
  | Readonly<{ kind: "miss"; slot: Slot }>;

/**
 * What the bot owes one channel at `now`, in the order of doing it: reveals before questions, so that a reveal "with the
 * next question" comes just before it. `drills` holds those under way and the one of the due slot's date. The same
 * inputs give the same list, so a restart changes nothing.
 */
export function owed(now: Temporal.Instant, due: DueSlot | null, drills: readonly Drill[]): readonly Owed[] {
  const planned = drills.filter((drill) => drill.stage === "planned");
  const post = due !== null && !drills.some((drill) => drill.date.equals(due.slot.date)) ? due : null;
  const coming = [...planned, ...(post?.standing === "due" ? [post.slot] : [])];
  // An older question that is still in doubt is not the next one.
  const isNextDue = ({ date }: Drill): boolean =>
    coming.some((next) => Temporal.PlainDate.compare(next.date, date) > 0);
  const reveals = drills
    .filter((drill) => drill.stage === "open")
    .filter((drill) => drill.cutoffAt !== null || isPast(drill.revealAt, now) || (drill.withNext && isNextDue(drill)))
    .map((drill): Owed => ({ kind: "reveal", drill }));
  const shows = drills
    .filter((drill) => drill.stage === "open" || drill.stage === "revealed" || drill.stage === "skipped")
    // Once its reveal has begun, an open question is not shown as open again.
    .filter((drill) => drill.stale && (drill.stage !== "open" || drill.cutoffAt === null))
    .map((drill): Owed => ({ kind: "show", drill }));
  const deliveries = planned.map((drill): Owed => ({ kind: "deliver", drill }));
  const amends = drills
    .filter((drill) => drill.stage === "revealed")
    .filter((drill) => drill.revision !== drill.shown || (drill.rereadAt !== null && isPast(drill.rereadAt, now)))
    .map((drill): Owed => ({ kind: "amend", drill }));
  return [...shows, ...reveals, ...deliveries, ...(post === null ? [] : [owedFor(post)]), ...amends];
}

// After an outage longer than the grace the slot is missed: no burst, no stale question.
const owedFor = ({ slot, standing }: DueSlot): Owed =>
  standing === "due" ? { kind: "post", slot } : { kind: "miss", slot };

const isPast = (at: Temporal.Instant, now: Temporal.Instant): boolean => Temporal.Instant.compare(at, now) <= 0;
