import { answersOf } from "../../core/drill/answers.ts";
import type { Drill, DrillIn } from "../../core/drill/drill.ts";
import { workspaceOf } from "../../core/keys.ts";
import type { Response } from "../../core/message/message.ts";
import { momentText } from "../../core/message/moments.ts";
import { words } from "../../core/message/words.ts";
import type { Plan, Slot } from "../../core/schedule/plan.ts";
import { nextSlot, revealAfterLatePost, slotOn } from "../../core/schedule/slots.ts";
import type { Origin } from "../../ports/platform.ts";
import { openDrillsOf } from "../open-drills.ts";
import { drillKey, replaceIf } from "../records.ts";
import { askedKey, pickFor, startDrill } from "../start-drill.ts";
import { entriesOf } from "../take-reply.ts";
import { nowIn, type World } from "../world.ts";
import { reply } from "../write-answer.ts";

/** `now [topic]`: takes today's slot. */
export async function now(world: World, origin: Origin, rest: string): Promise<Response> {
  const plan = await world.records.plans.get(origin.channel);
  if (plan === null) return reply(words.command.noPlan);
  const topic = rest === "" ? null : topicNamed(world, origin, rest);
  if (topic === undefined) return reply(words.now.noTopic(rest));
  const slot = slotNow(plan, nowIn(world, origin.channel));
  const used = await world.records.drills.get(drillKey(plan.channel, slot.date));
  if (used !== null && used.stage !== "missed") return reply(whenNext(world, plan));

  const drill = await world.alone(plan.channel, () => startDrill(world, plan, slot, topic));
  if (drill === null) return reply(words.now.none);
  await world.wake(plan.channel);
  const stored = await world.records.drills.get(drillKey(plan.channel, slot.date));
  return reply(stored?.stage === "planned" ? words.now.onItsWay : words.now.posted);
}

/** `reveal`: the open question now. */
export async function revealNow(world: World, origin: Origin): Promise<Response> {
  const drill = await openHere(world, origin);
  if (drill === null) return reply(words.change.nothingOpen);
  const at = nowIn(world, origin.channel);
  const key = drillKey(drill.channel, drill.date);
  await world.records.drills.update(key, (stored) => (stored?.stage === "open" ? { ...stored, revealAt: at } : null));
  await world.wake(drill.channel);
  const stored = await world.records.drills.get(key);
  return reply(stored?.stage === "revealed" ? words.change.revealed : words.change.revealing);
}

/** `skip`: drops the question while nobody has answered; it counts for nobody and returns to the pool. */
export async function skip(world: World, origin: Origin): Promise<Response> {
  const drill = await openHere(world, origin);
  if (drill === null) return reply(words.change.nothingOpen);
  const skipped = await changeUnanswered(world, drill, { ...drill, stage: "skipped", by: origin.person, stale: true });
  if (!skipped) return reply(words.change.answered);
  await world.records.asked.delete(askedKey(drill, drill.date));
  await world.wake(drill.channel);
  return reply(words.change.skipped);
}

/** `another`: replaces the question in place while nobody has answered. */
export async function another(world: World, origin: Origin): Promise<Response> {
  const plan = await world.records.plans.get(origin.channel);
  const drill = await openHere(world, origin);
  if (plan === null || drill === null) return reply(words.change.nothingOpen);
  const picked = await pickFor(world, plan, drill.date, null);
  if (picked === null || picked.question.id === drill.question) return reply(words.change.noOther);
  const { question, why } = picked;
  if (!(await changeUnanswered(world, drill, { ...drill, question: question.id, why, stale: true }))) {
    return reply(words.change.answered);
  }
  await world.records.posted.put(drillKey(drill.channel, drill.date), question);
  await world.records.asked.put(askedKey(plan, drill.date), { question: question.id });
  await world.wake(drill.channel);
  return reply(words.change.swapped);
}

/** Puts `after` in place of an open drill that nobody has answered; looks again afterwards, so no answer is passed over. */
async function changeUnanswered(world: World, before: DrillIn<"open">, after: Drill): Promise<boolean> {
  if (await hasAnswers(world, before)) return false;
  const key = drillKey(before.channel, before.date);
  const isOpen = (stored: Drill | null): boolean => stored?.stage === "open" && stored.cutoffAt === null;
  if (!(await replaceIf(world.records.drills, key, isOpen, after))) return false;
  if (!(await hasAnswers(world, before))) return true;
  await world.records.drills.update(key, () => before);
  return false;
}

/** Today's slot taken now; at least half of the usual answering time remains. */
function slotNow(plan: Plan, at: Temporal.Instant): Slot {
  const today = at.toZonedDateTimeISO(plan.zone).toPlainDate();
  const slot = slotOn(plan, today);
  return { date: today, postAt: at, revealAt: revealAfterLatePost(slot, at) };
}

function whenNext(world: World, plan: Plan): string {
  const next = nextSlot(plan, nowIn(world, plan.channel));
  return next === null ? words.now.usedNoNext : words.now.used(momentText(next.postAt, plan.zone));
}

/** A topic by its id or title; undefined when the bank has none of that name. */
function topicNamed(world: World, origin: Origin, typed: string): string | undefined {
  const wanted = typed.toLowerCase();
  const { topics } = world.bank.forWorkspace(workspaceOf(origin.channel));
  return topics.find((topic) => topic.id === wanted || topic.title.toLowerCase() === wanted)?.id;
}

/** The open drill that a command means: the one of the thread it came from, else the newest. */
async function openHere(world: World, origin: Origin): Promise<DrillIn<"open"> | null> {
  const open = (await openDrillsOf(world, origin.channel)).filter((drill) => drill.stage === "open");
  return open.find((drill) => drill.message.id === origin.thread) ?? open.at(-1) ?? null;
}

const hasAnswers = async (world: World, drill: DrillIn<"open">): Promise<boolean> =>
  answersOf(await entriesOf(world, drill), drill).length > 0;
