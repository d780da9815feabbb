import type { Drill } from "../core/drill/drill.ts";
import { type Owed, owed } from "../core/drill/owed.ts";
import { assertNever } from "../core/errors.ts";
import type { ChannelKey } from "../core/keys.ts";
import type { Plan, Slot } from "../core/schedule/plan.ts";
import { type DueSlot, dueSlot, nextSlot } from "../core/schedule/slots.ts";
import { openDrillsOf } from "./open-drills.ts";
import { postQuestion } from "./post-question.ts";
import { drillKey } from "./records.ts";
import { reveal } from "./reveal.ts";
import { showDrill } from "./show-drill.ts";
import { missSlot, startDrill } from "./start-drill.ts";
import { nowIn, type World } from "./world.ts";

/**
 * Does what the bot owes one channel now and says when to look again; null when nothing is planned. What is due is
 * computed from the store and the clock each time, so calling it again, or after a crash, is harmless.
 */
export async function tend(world: World, channel: ChannelKey): Promise<Temporal.Instant | null> {
  const plan = await world.records.plans.get(channel);
  const now = nowIn(world, channel);
  const due = plan === null ? null : dueSlot(plan, now);
  const drills = await relevantDrills(world, channel, due);
  const waits: Temporal.Instant[] = [];
  for (const step of owed(now, due, drills)) {
    const wait = await carryOut(world, plan, step);
    if (wait !== null) waits.push(wait);
  }
  return nextLook(world, channel, plan, waits);
}

/** When a channel next needs tending, without doing anything: for filling the agenda at a start. */
export async function nextLook(
  world: World,
  channel: ChannelKey,
  plan: Plan | null,
  waits: readonly Temporal.Instant[],
): Promise<Temporal.Instant | null> {
  const slot = plan === null ? null : nextSlot(plan, nowIn(world, channel));
  const drills = await openDrillsOf(world, channel);
  const reveals = drills.flatMap((drill) =>
    drill.stage === "open" && drill.cutoffAt === null ? [drill.revealAt] : [],
  );
  return earliest([...waits, ...reveals, ...(slot === null ? [] : [slot.postAt])]);
}

async function carryOut(world: World, plan: Plan | null, step: Owed): Promise<Temporal.Instant | null> {
  switch (step.kind) {
    case "show":
      return showDrill(world, step.drill);
    case "reveal":
      return reveal(world, step.drill);
    case "deliver":
      return waitOf(await postQuestion(world, step.drill));
    case "miss":
      if (plan !== null) await missSlot(world, plan, step.slot, "past-grace");
      return null;
    case "post":
      return plan === null ? null : post(world, plan, step.slot);
    default:
      return assertNever(step);
  }
}

async function post(world: World, plan: Plan, slot: Slot): Promise<Temporal.Instant | null> {
  const drill = await startDrill(world, plan, slot, null);
  if (drill !== null) return waitOf(await postQuestion(world, drill));
  await missSlot(world, plan, slot, "no-question");
  return null;
}

const waitOf = (standing: Awaited<ReturnType<typeof postQuestion>>): Temporal.Instant | null =>
  standing.kind === "waiting" || standing.kind === "parked" ? standing.until : null;

async function relevantDrills(world: World, channel: ChannelKey, due: DueSlot | null): Promise<readonly Drill[]> {
  const open = await openDrillsOf(world, channel);
  if (due === null || open.some((drill) => drill.date.equals(due.slot.date))) return open;
  const ofSlot = await world.records.drills.get(drillKey(channel, due.slot.date));
  return ofSlot === null ? open : [...open, ofSlot];
}

const earliest = (instants: readonly Temporal.Instant[]): Temporal.Instant | null =>
  instants.reduce<Temporal.Instant | null>(
    (first, each) => (first === null || Temporal.Instant.compare(each, first) < 0 ? each : first),
    null,
  );
