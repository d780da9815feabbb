import type { Plan, PreviewedSlot, Slot } from "../../core/schedule/plan.ts";
import { nextSlot, slotsFrom } from "../../core/schedule/slots.ts";
import { drillKey } from "../records.ts";
import { nowIn, type World } from "../world.ts";

/** The next slot that is still free: `now` may have taken today's before its time. Null when nothing is planned. */
export async function nextFreeSlot(world: World, plan: Plan): Promise<Slot | null> {
  const [next] = await nextFreeSlots(world, plan, 1);
  return next ?? null;
}

/** The next `count` slots that are still free, fewer when the plan ends before. */
export async function nextFreeSlots(world: World, plan: Plan, count: number): Promise<readonly Slot[]> {
  const slots: Slot[] = [];
  let slot = nextSlot(plan, nowIn(world, plan.channel));
  while (slot !== null && slots.length < count) {
    // Only the date it is now can have been taken ahead of its time: later ones need no look.
    const taken = slots.length === 0 && (await isTaken(world, plan, slot));
    if (!taken) slots.push(slot);
    slot = nextSlot(plan, slot.postAt);
  }
  return slots;
}

/** The next `count` dates of a plan, those that post nothing among them, without a date that is taken already. */
export async function comingSlots(world: World, plan: Plan, count: number): Promise<readonly PreviewedSlot[]> {
  const now = nowIn(world, plan.channel);
  const today = now.toZonedDateTimeISO(plan.zone).toPlainDate();
  // Two dates more than asked for: today's may be over, or taken.
  const coming = slotsFrom(plan, today, count + 2).filter((slot) => Temporal.Instant.compare(slot.postAt, now) > 0);
  const [first] = coming;
  const free = first !== undefined && (await isTaken(world, plan, first)) ? coming.slice(1) : coming;
  return free.slice(0, count);
}

const isTaken = async (world: World, plan: Plan, slot: Slot): Promise<boolean> =>
  (await world.records.drills.get(drillKey(plan.channel, slot.date))) !== null;
