import type { Restored } from "../../core/delivery/restored.ts";
import type { Plan, Slot } from "../../core/schedule/plan.ts";
import { nextSlot } from "../../core/schedule/slots.ts";
import { postQuestion } from "../drills/post-question.ts";
import { startDrill } from "../drills/start-drill.ts";
import { drillKey, restoredKey } from "../records.ts";
import type { World } from "../world.ts";

/** In `said`: only a copy of the store has it, with the time it was made (`adapters/keyv/sqlite-copy.ts`). */
const copyKey = "copy-of";

/** Questions from further back than that are not looked for: nobody waits for their reveal any more. */
const furthestBackDays = 31;

/** How long a question waits there for its turn, in milliseconds. */
const patienceMs = 60_000;

/** On a store that was put in place from a copy: writes down since when it knows nothing. For before anything is sent. */
export async function noteRestore({ records, clock, log }: World): Promise<void> {
  const copy = await records.said.get(copyKey);
  if (copy === null) return;
  await records.restored.put(restoredKey, { backupAt: copy.at, restoredAt: clock.now(), caughtUp: false });
  await records.said.delete(copyKey);
  log.warn("the store was restored; what was due since its backup is looked for first", { backupAt: String(copy.at) });
}

/**
 * On a store that was restored: plans and delivers the slots since then anew, one after the other, so that each picks the
 * question it had. What is out already is found, opened and in time revealed; what is not is posted within its grace, else
 * missed. False while that cannot begin yet, as what was sent last may not be visible; until then nothing is tended.
 * Safe to repeat after a crash.
 */
export async function caughtUpAfterRestore(world: World): Promise<boolean> {
  const { records } = world;
  const restored = await records.restored.get(restoredKey);
  if (restored === null || restored.caughtUp) return true;
  const visibleAfterMs = Math.max(0, ...[...world.platforms.values()].map(({ facts }) => facts.visibleAfterMs));
  const visibleAt = restored.restoredAt.add({ milliseconds: visibleAfterMs });
  if (Temporal.Instant.compare(visibleAt, world.clock.now()) > 0) return false;
  await showAgain(world);
  for await (const [, plan] of records.plans.list("")) await planAnew(world, plan, restored);
  await records.restored.put(restoredKey, { ...restored, caughtUp: true });
  return true;
}

async function planAnew(world: World, plan: Plan, restored: Restored): Promise<void> {
  // A plan of a platform that does not run here is left alone.
  if (!world.platforms.has(plan.channel.slice(0, plan.channel.indexOf("/")))) return;
  for (const slot of slotsBetween(plan, restored)) {
    const stored = await world.records.drills.get(drillKey(plan.channel, slot.date));
    if (stored === null) await world.alone(plan.channel, () => deliverAnew(impatient(world), plan, slot));
  }
}

/** A channel that the platform holds back keeps no other from its questions: what waits there goes on by itself. */
const impatient = (world: World): World => ({
  ...world,
  errand: { ...world.errand, sendsUntil: world.clock.now().epochMilliseconds + patienceMs },
});

async function deliverAnew(world: World, plan: Plan, slot: Slot): Promise<void> {
  const drill = await startDrill(world, plan, slot, null);
  if (drill !== null) await postQuestion(world, drill, "here");
}

function slotsBetween(plan: Plan, { backupAt, restoredAt }: Restored): readonly Slot[] {
  const furthest = restoredAt.subtract({ hours: 24 * furthestBackDays });
  const slots: Slot[] = [];
  let slot = nextSlot(plan, Temporal.Instant.compare(backupAt, furthest) > 0 ? backupAt : furthest);
  while (slot !== null && Temporal.Instant.compare(slot.postAt, restoredAt) <= 0) {
    slots.push(slot);
    slot = nextSlot(plan, slot.postAt);
  }
  return slots;
}

/** A question may have been swapped or skipped since the backup: its message is made to say what is stored. */
async function showAgain(world: World): Promise<void> {
  const { drills, openDrills } = world.records;
  for await (const [key] of openDrills.list("")) {
    await drills.update(key, (drill) => (drill?.stage === "open" ? { ...drill, stale: true } : null));
  }
}
