import type { Drill } from "../core/drill/drill.ts";
import { type Owed, owed } from "../core/drill/owed.ts";
import { assertNever } from "../core/errors.ts";
import { type ChannelKey, partsOf } from "../core/keys.ts";
import { earliest } from "../core/schedule/earliest.ts";
import type { Plan, Slot } from "../core/schedule/plan.ts";
import { type DueSlot, dueSlot, nextSlot } from "../core/schedule/slots.ts";
import { amend } from "./drills/amend.ts";
import { openDrillsOf } from "./drills/open-drills.ts";
import { postQuestion } from "./drills/post-question.ts";
import { reveal } from "./drills/reveal.ts";
import { showDrill } from "./drills/show-drill.ts";
import { missSlot, startDrill } from "./drills/start-drill.ts";
import { drillKey } from "./records.ts";
import { nowIn, type World } from "./world.ts";

/**
 * Does what the bot owes one channel now and says when to look again; null when nothing is planned. What is due is
 * computed from the store and the clock each time, so calling it again, or after a crash, is harmless. While the platform
 * contradicts the clock nothing is due: neither a slot's time nor its being missed can be told. Nor is anything while the bot
 * is locked out there: all of it waits as it is.
 */
export async function tend(world: World, channel: ChannelKey): Promise<Temporal.Instant | null> {
  const now = nowIn(world, channel);
  if (isHeld(world, channel)) return now.add({ milliseconds: stillHeldMs });
  const plan = await world.records.plans.get(channel);
  const due = plan === null ? null : dueSlot(plan, now);
  const drills = await relevantDrills(world, channel, due);
  const waits: Temporal.Instant[] = [];
  let heldUntil: Temporal.Instant | null = null;
  for (const step of owed(now, due, drills)) {
    if (heldUntil !== null && (step.kind === "deliver" || step.kind === "post")) continue;
    const wait = await attempted(world, channel, () => carryOut(world, plan, step));
    if (wait === null) continue;
    heldUntil ??= holdsNextUntil(step, now);
    waits.push(wait, ...(heldUntil === null ? [] : [heldUntil]));
  }
  return nextLook(world, channel, { plan, now, waits });
}

const isHeld = ({ host, lockouts }: World, channel: ChannelKey): boolean =>
  host.clockOff(partsOf(channel).platform) !== null || lockouts.of(channel) !== null;

/** How soon a channel is looked at again that waits for the clock to be right, or for the bot to be let in. */
const stillHeldMs = 10_000;

/** Long enough for the thread to be read back (delivery.md); a refused reveal does not keep the next question. */
const heldMs = 300_000;

/** A reveal "with the next question" that is not done yet holds that question for a while; null: nothing is held. */
function holdsNextUntil(step: Owed, now: Temporal.Instant): Temporal.Instant | null {
  if (step.kind !== "reveal" || !step.drill.withNext) return null;
  const until = (step.drill.cutoffAt ?? now).add({ milliseconds: heldMs });
  return Temporal.Instant.compare(until, now) > 0 ? until : null;
}

/** A step that failed is tried again after this. */
const afterFailureMs = 10_000;

/** One thing that cannot be done, such as a reveal whose question is damaged, keeps nothing else of the channel. */
async function attempted(
  world: World,
  channel: ChannelKey,
  step: () => Promise<Temporal.Instant | null>,
): Promise<Temporal.Instant | null> {
  try {
    return await step();
  } catch (error) {
    world.log.error("something owed to a channel could not be done", { channel, error });
    world.figures.report({ kind: "untended" });
    return nowIn(world, channel).add({ milliseconds: afterFailureMs });
  }
}

/** A look at a channel: what was due at `now` was done, and `waits` are what of it is to be gone on with. */
type Look = Readonly<{ plan: Plan | null; now: Temporal.Instant; waits: readonly Temporal.Instant[] }>;

/** When a channel next needs tending; a slot that has come since `now` is the next one, and not yet done. */
async function nextLook(world: World, channel: ChannelKey, look: Look): Promise<Temporal.Instant | null> {
  const { plan, now, waits } = look;
  const slot = plan === null ? null : nextSlot(plan, now);
  const drills = await openDrillsOf(world, channel);
  const reveals = drills.flatMap((drill) =>
    drill.stage === "open" && drill.cutoffAt === null ? [drill.revealAt] : [],
  );
  const rereads = drills.flatMap((drill) => (drill.stage === "revealed" ? (drill.rereadAt ?? []) : []));
  return earliest([...waits, ...reveals, ...rereads, ...(slot === null ? [] : [slot.postAt])]);
}

async function carryOut(world: World, plan: Plan | null, step: Owed): Promise<Temporal.Instant | null> {
  switch (step.kind) {
    case "show":
      return showDrill(world, step.drill);
    case "reveal":
      return reveal(world, step.drill);
    case "amend":
      return amend(world, step.drill);
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
  const key = drillKey(plan.channel, slot.date);
  // Another process may have been first: its question is carried on with, in case it does not live to do so.
  const drill = (await startDrill(world, plan, slot, null)) ?? (await world.records.drills.get(key));
  if (drill?.stage === "planned") return waitOf(await postQuestion(world, drill));
  if (drill === null) await missSlot(world, plan, slot, "no-question");
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
