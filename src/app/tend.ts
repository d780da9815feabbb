import type { Drill, DrillIn } from "../core/drill/drill.ts";
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
import type { Standing } from "./outgoing/deliver.ts";
import { anErrand } from "./outgoing/errand.ts";
import type { Wanted } from "./outgoing/queues.ts";
import type { Ask } from "./outgoing/turn.ts";
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
  const { waits, inLine, amends } = await lookAt(world, channel, now);
  // In line minutes may pass, for thousands of channels at once: nothing is in hand meanwhile but what that takes.
  for (const question of inLine) waits.push(...inTime(await postInTurn(world, channel, question)));
  for (const step of amends) waits.push(...inTime(await attempted(world, channel, () => carryOut(world, null, step))));
  return nextLook(world, channel, { now, waits });
}

/** A question that is in line: the key of its drill, and the turn it waits for. */
type InLine = Readonly<{ key: string; wanted: Wanted }>;
/** When a step is gone on with: at that time, when its turn has come, or (null) not at all, as it is done. */
type Wait = Temporal.Instant | InLine | null;

/** Does what is owed but for posting what has to wait in line, and for amending, which comes behind that. */
async function lookAt(world: World, channel: ChannelKey, now: Temporal.Instant) {
  const plan = await world.records.plans.get(channel);
  const due = plan === null ? null : dueSlot(plan, now);
  const steps = owed(now, due, await relevantDrills(world, channel, due));
  const waits: Temporal.Instant[] = [];
  const inLine: InLine[] = [];
  let heldUntil: Temporal.Instant | null = null;
  for (const step of steps.filter(({ kind }) => kind !== "amend")) {
    if (heldUntil !== null && (step.kind === "deliver" || step.kind === "post")) continue;
    const wait = await attempted(world, channel, () => carryOut(world, plan, step));
    if (wait !== null && isInLine(wait)) inLine.push(wait);
    else if (wait !== null) {
      heldUntil ??= holdsNextUntil(step, now);
      waits.push(wait, ...(heldUntil === null ? [] : [heldUntil]));
    }
  }
  return { waits, inLine, amends: steps.filter(({ kind }) => kind === "amend") };
}

const isInLine = (wait: Temporal.Instant | InLine): wait is InLine => "wanted" in wait;
const inTime = (wait: Wait): readonly Temporal.Instant[] => (wait === null || isInLine(wait) ? [] : [wait]);

/** Waits for a question's turn, then brings it out as its drill stands by then. */
async function postInTurn(world: World, channel: ChannelKey, { key, wanted }: InLine): Promise<Wait> {
  const carried = await world.queues.run(wanted, (ask) =>
    attempted(world, channel, () => postPlanned(resting(world), channel, key, ask)),
  );
  return carried.kind === "put-off" ? nowIn(world, channel) : carried.value;
}

/** A turn and the call in it take no place from other channels: there is none to be given up once more. */
const resting = (world: World): World => ({ ...world, errand: { ...world.errand, rest: anErrand.rest } });

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
async function attempted(world: World, channel: ChannelKey, step: () => Promise<Wait>): Promise<Wait> {
  try {
    return await step();
  } catch (error) {
    world.log.error("something owed to a channel could not be done", { channel, error });
    world.figures.report({ kind: "untended" });
    return nowIn(world, channel).add({ milliseconds: afterFailureMs });
  }
}

/** A look at a channel: what was due at `now` was done, and `waits` are what of it is to be gone on with. */
type Look = Readonly<{ now: Temporal.Instant; waits: readonly Temporal.Instant[] }>;

/** When a channel next needs tending; a slot that has come since `now` is the next one, and not yet done. */
async function nextLook(world: World, channel: ChannelKey, look: Look): Promise<Temporal.Instant | null> {
  const { now, waits } = look;
  const plan = await world.records.plans.get(channel);
  const slot = plan === null ? null : nextSlot(plan, now);
  const drills = await openDrillsOf(world, channel);
  const reveals = drills.flatMap((drill) =>
    drill.stage === "open" && drill.cutoffAt === null ? [drill.revealAt] : [],
  );
  const rereads = drills.flatMap((drill) => (drill.stage === "revealed" ? (drill.rereadAt ?? []) : []));
  return earliest([...waits, ...reveals, ...rereads, ...(slot === null ? [] : [slot.postAt])]);
}

async function carryOut(world: World, plan: Plan | null, step: Owed): Promise<Wait> {
  switch (step.kind) {
    case "show":
      return showDrill(world, step.drill);
    case "reveal":
      return reveal(world, step.drill);
    case "amend":
      return amend(world, step.drill);
    case "deliver":
      return putInLine(world, step.drill);
    case "miss":
      if (plan !== null) await missSlot(world, plan, step.slot, "past-grace");
      return null;
    case "post":
      return plan === null ? null : post(world, plan, step.slot);
    default:
      return assertNever(step);
  }
}

async function post(world: World, plan: Plan, slot: Slot): Promise<Wait> {
  const key = drillKey(plan.channel, slot.date);
  // Another process may have been first: its question is carried on with, in case it does not live to do so.
  const drill = (await startDrill(world, plan, slot, null)) ?? (await world.records.drills.get(key));
  if (drill?.stage === "planned") return putInLine(world, drill);
  if (drill === null) await missSlot(world, plan, slot, "no-question");
  return null;
}

/** Carries a question on as far as that goes without waiting for its turn. */
async function putInLine(world: World, drill: DrillIn<"planned">): Promise<Wait> {
  const standing = await postQuestion(world, drill, "later");
  if (standing.kind !== "waiting" || standing.wanted === null) return waitOf(standing);
  return { key: drillKey(drill.channel, drill.date), wanted: standing.wanted };
}

/** Posts a question whose turn has come, if it is still to be posted. */
async function postPlanned(world: World, channel: ChannelKey, key: string, ask: Ask): Promise<Temporal.Instant | null> {
  if (isHeld(world, channel)) return nowIn(world, channel).add({ milliseconds: stillHeldMs });
  const drill = await world.records.drills.get(key);
  return drill?.stage === "planned" ? waitOf(await postQuestion(world, drill, ask)) : null;
}

const waitOf = (standing: Standing): Temporal.Instant | null =>
  standing.kind === "waiting" || standing.kind === "parked" ? standing.until : null;

async function relevantDrills(world: World, channel: ChannelKey, due: DueSlot | null): Promise<readonly Drill[]> {
  const open = await openDrillsOf(world, channel);
  if (due === null || open.some((drill) => drill.date.equals(due.slot.date))) return open;
  const ofSlot = await world.records.drills.get(drillKey(channel, due.slot.date));
  return ofSlot === null ? open : [...open, ofSlot];
}
