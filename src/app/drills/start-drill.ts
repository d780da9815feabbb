import { type Asked, type Pick as Picked, pick } from "../../core/bank/pick.ts";
import { type Delivery, deliveryKey } from "../../core/delivery/delivery.ts";
import type { Drill, DrillIn } from "../../core/drill/drill.ts";
import { type QuestionId, workspaceOf } from "../../core/keys.ts";
import type { Plan, Slot } from "../../core/schedule/plan.ts";
import { restingIn } from "../bank/flagged.ts";
import { askedKey, drillKey } from "../records.ts";
import type { World } from "../world.ts";
import { allDrillsOf } from "./open-drills.ts";

/**
 * Picks a slot's question and writes the drill, its delivery and all that hangs on it in one step. Any number of
 * processes may call it for one slot; one wins. Null when the slot is used or the bank has no question for the plan. A
 * missed slot is not used: a manager may still take it by `now`, while a tick never tries one.
 */
export async function startDrill(
  world: World,
  plan: Plan,
  slot: Slot,
  topic: string | null,
): Promise<DrillIn<"planned"> | null> {
  const picked = await pickFor(world, plan, { date: slot.date, topic, passed: [] });
  if (picked === null) return null;
  const drill = plannedDrill(plan, slot, picked);
  const { records } = world;
  const key = drillKey(plan.channel, slot.date);
  const unused = (current: Drill | null): Drill | null =>
    current === null || current.stage === "missed" ? drill : null;
  const won = await records.store.commit({ kind: "update", in: records.drills, key, change: unused }, [
    records.openDrills.row(key, { date: slot.date }),
    records.posted.row(key, picked.question),
    records.asked.row(askedKey(plan, slot.date), { question: picked.question.id }),
    records.deliveries.row(deliveryKey(plan.channel, "question", slot.date, 0), questionDelivery(drill)),
  ]);
  if (!won) return null;
  world.asked.note(plan.channel, picked.question.id);
  return drill;
}

/** Writes down that a slot got no question, once; `status` tells. */
export async function missSlot(
  world: World,
  plan: Plan,
  slot: Slot,
  reason: DrillIn<"missed">["reason"],
): Promise<void> {
  const drill: Drill = { stage: "missed", channel: plan.channel, date: slot.date, postAt: slot.postAt, reason };
  if (await world.records.drills.create(drillKey(plan.channel, slot.date), drill)) {
    world.log.warn("a slot was missed", { channel: plan.channel, date: slot.date.toString(), reason });
    world.figures.report({ kind: "missed", reason });
  }
}

/** What a question is picked for; `passed` are those that a manager passed over on that date. */
export type Wanted = Readonly<{ date: Temporal.PlainDate; topic: string | null; passed: readonly QuestionId[] }>;

/** The question for a date of a plan; the same date picks the same one. */
export async function pickFor(world: World, plan: Plan, { date, topic, passed }: Wanted): Promise<Picked | null> {
  const drills = await allDrillsOf(world, plan.channel);
  return pick({
    bank: world.bank.forWorkspace(workspaceOf(plan.channel)),
    filter: { ...plan, except: await restingIn(world, workspaceOf(plan.channel)) },
    topic,
    history: [...askedIn(drills), ...passed.map((question) => ({ question, date }))],
    askedElsewhere: await world.asked.elsewhere(plan.channel, date),
    seed: `${plan.channel}/${date}`,
  });
}

/** The questions that `another` passed over under one drill. */
export async function passedOver(world: World, drill: Pick<Drill, "channel" | "date">): Promise<readonly QuestionId[]> {
  const passed: QuestionId[] = [];
  const prefix = passedPrefix(drill);
  for await (const [key] of world.records.said.list(prefix)) passed.push(key.slice(prefix.length) as QuestionId);
  return passed;
}

/** Where it is kept that a question was passed over under a drill. */
export const passedKey = (drill: Pick<Drill, "channel" | "date">, question: QuestionId): string =>
  `${passedPrefix(drill)}${question}`;

const passedPrefix = ({ channel, date }: Pick<Drill, "channel" | "date">): string =>
  `passed/${drillKey(channel, date)}/`;

/** What a channel was asked, oldest first; a skipped question returns to the pool. */
export function askedIn(drills: readonly Drill[]): readonly Asked[] {
  return drills.flatMap((drill) =>
    drill.stage === "missed" || drill.stage === "skipped" ? [] : [{ question: drill.question, date: drill.date }],
  );
}

const plannedDrill = (plan: Plan, slot: Slot, picked: Picked): DrillIn<"planned"> => ({
  stage: "planned",
  channel: plan.channel,
  date: slot.date,
  postAt: slot.postAt,
  question: picked.question.id,
  why: picked.why,
  mode: plan.mode,
  zone: plan.zone,
  graceEndsAt: slot.postAt.add({ minutes: plan.graceMinutes }),
  revealAt: slot.revealAt,
  withNext: plan.reveal.kind === "next-question",
  announceReveal: plan.announceReveal,
});

const questionDelivery = (drill: DrillIn<"planned">): Delivery => ({
  key: deliveryKey(drill.channel, "question", drill.date, 0),
  channel: drill.channel,
  kind: "question",
  date: drill.date,
  part: 0,
  to: { kind: "channel", channel: drill.channel },
  state: { kind: "planned" },
  attempt: 0,
  lease: null,
  notBefore: null,
});
